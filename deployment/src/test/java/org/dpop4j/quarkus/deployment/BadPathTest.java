package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One bad build-time value in a real build; all of them are in {@code DPoPSettingsTest}. */
class BadPathTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideConfigKey("quarkus.dpop.required-paths", "/orders,/orders*")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(
                        message.contains(
                                "quarkus.dpop.required-paths = '/orders*' cannot be used. Use a star only at the end"),
                        message);
            });

    @Test
    @DisplayName("Q-19: a path that means nothing stops the build")
    void doesNotBuild() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
