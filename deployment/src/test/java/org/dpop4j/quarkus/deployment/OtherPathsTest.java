package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OtherPathsTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideRuntimeConfigKey("quarkus.dpop.required-paths", "/orders")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(message.startsWith("quarkus.dpop.required-paths = '/orders'"), message);
                assertTrue(message.contains("built without it"), message);
            });

    @Test
    @DisplayName("run-time paths that the build does not know stop the start-up: what enforces them would not be there")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
