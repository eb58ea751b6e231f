package org.dpop4j.it.browser;

import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Logger;
import org.dpop4j.it.clients.NodeProject;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips the tests of a class, before any server is started for them, where there is no browser, or no Node to drive it with.
 * Fails them instead where the environment variable {@code CI} is {@code true}.
 */
public class BrowserIsInstalled implements ExecutionCondition {
    private static final Logger LOG = Logger.getLogger(BrowserIsInstalled.class.getName());

    /** The pages, the libraries and what drives the browser; for modules beside this one, too. */
    public static NodeProject scripts() {
        return NodeProject.install(Path.of("..", "browser", "src", "test", "js"));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        try {
            demandBrowser();
            scripts();
            return ConditionEvaluationResult.enabled("there is a browser");
        } catch (TestAbortedException e) {
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
    }

    private static void demandBrowser() {
        if (Chromium.find().isPresent()) {
            return;
        }
        String message = "There is no browser; install Chromium, as one of " + Chromium.NAMES + " on the PATH";
        if (Objects.equals(System.getenv("CI"), "true")) {
            Assertions.fail(message);
        }
        LOG.severe("TESTS SKIPPED: " + message);
        Assumptions.abort(message);
    }
}
