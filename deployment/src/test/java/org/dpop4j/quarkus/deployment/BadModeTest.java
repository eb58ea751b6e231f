package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BadModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application()
            .overrideConfigKey("quarkus.dpop.mode", "strict")
            .assertException(failure -> {
                StringBuilder messages = new StringBuilder();
                for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                    messages.append(cause.getMessage()).append('\n');
                }
                assertTrue(
                        messages.indexOf("quarkus.dpop.mode") >= 0 && messages.indexOf("strict") >= 0,
                        messages::toString);
            });

    @Test
    @DisplayName("Q-19: a mode that does not exist fails the build")
    void isNotBuilt() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
