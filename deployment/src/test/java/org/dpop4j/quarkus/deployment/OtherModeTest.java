package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtherModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideConfigKey("quarkus.dpop.mode", "optional")
            .overrideRuntimeConfigKey("quarkus.dpop.mode", "required")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(message.startsWith("quarkus.dpop.mode = 'required'"), message);
                assertTrue(message.contains("built with 'optional'"), message);
                assertTrue(message.endsWith("Build it with the new value, or remove the value."), message);
            });

    @Test
    @DisplayName("a run-time mode that contradicts the build stops the start-up: Quarkus alone would fail open")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
