package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One unknown run-time key in a real start-up; the others are in {@code ConfigurationKeysTest}. */
class UnknownKeyTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideRuntimeConfigKey("%test.quarkus.dpop.proof.max-ages", "30S")
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(message.startsWith("%test.quarkus.dpop.proof.max-ages (from "), message);
                assertTrue(message.contains(" cannot be used. There is no such key. The keys are "), message);
            });

    @Test
    @DisplayName("Q-19: an unknown key stops the start-up")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
