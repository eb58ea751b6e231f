package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A secret that must not be used, in a real start-up: the one value that no message may repeat. */
class BadNonceSecretTest {
    private static final String GOOD = "Z29vZC1nb29kLWdvb2QtZ29vZC1nb29kLWdvb2QtZ29vZA==";
    private static final String BAD = "YmFkLWJhZC1iYWQ=";

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideRuntimeConfigKey("quarkus.dpop.nonce.secrets", GOOD + "," + BAD)
            .setLogRecordPredicate(entry -> true)
            .assertLogRecords(entries -> entries.forEach(entry -> tellsNoSecret(entry.getMessage())))
            .assertException(failure -> {
                String message = Causes.message(failure, "ConfigurationException");
                assertTrue(
                        message.startsWith(
                                "quarkus.dpop.nonce.secrets = 'secret 2 of 2: 11 bytes' cannot be used. Use at"
                                        + " least 32 random bytes in base64"),
                        message);
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace, true));
                tellsNoSecret(trace.toString());
            });

    private static void tellsNoSecret(String text) {
        assertFalse(text.contains(GOOD) || text.contains(BAD), "tells a secret");
    }

    @Test
    @DisplayName("Q-19: a short secret stops the start-up, and is not told")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
