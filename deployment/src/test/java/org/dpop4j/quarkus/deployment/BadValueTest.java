package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One bad run-time value in a real start-up; all of them are in {@code SettingsTest}. */
class BadValueTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideRuntimeConfigKey("quarkus.dpop.proof.max-age", "2H")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(
                        message.contains("quarkus.dpop.proof.max-age = '2H' cannot be used. Use whole seconds"),
                        message);
            });

    @Test
    @DisplayName("Q-19: a bad value stops the start-up, and is shown as it was written")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
