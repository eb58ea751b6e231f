package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnknownBuildKeyTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideConfigKey("quarkus.dpop.mdoe", "required")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(message.startsWith("quarkus.dpop.mdoe (from "), message);
                assertTrue(message.contains(", quarkus.dpop.mode, "), message);
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace, true));
                assertTrue(
                        trace.toString().contains("ConfigurationKeysProcessor"),
                        "not the build has failed, but the start-up: " + trace);
            });

    @Test
    @DisplayName("Q-19: an unknown key in the application fails the build")
    void isNotBuilt() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
