package org.dpop4j.it.browser;

import java.nio.file.Path;
import java.util.Objects;
import java.util.logging.Logger;
import org.dpop4j.it.clients.NodeProject;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Skips the tests of a class, before any server is started for them, where there is no browser, or no Node to drive it with.
 * Fails them instead where the environment variable {@code CI} is {@code true}.
 */
class BrowserIsInstalled implements ExecutionCondition {
    private static final Logger LOG = Logger.getLogger(BrowserIsInstalled.class.getName());

    /** The pages, the libraries and what drives the browser. */
    static NodeProject scripts() {
        return NodeProject.install(Path.of("src", "test", "js"));
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Chromium.find().isEmpty()) {
            return skip("no browser: install Chromium, as one of " + Chromium.NAMES + " on the PATH");
        }
        try {
            scripts();
        } catch (TestAbortedException e) {
            return ConditionEvaluationResult.disabled(e.getMessage());
        }
        return ConditionEvaluationResult.enabled("there is a browser");
    }

    private static ConditionEvaluationResult skip(String reason) {
        LOG.severe("TESTS SKIPPED. " + reason);
        if (Objects.equals(System.getenv("CI"), "true")) {
            throw new AssertionError(reason);
        }
        return ConditionEvaluationResult.disabled(reason);
    }
}
