package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.test.QuarkusUnitTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A shared replay store that is configured, and not there: nodes that do not share must not look as if they did. */
class MissingRedisTest {
    private static final String PASSWORD = "a-password";

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Causes.class)
            .overrideRuntimeConfigKey("quarkus.dpop.replay.redis.uri", "redis://:" + PASSWORD + "@redis.example")
            .setLogRecordPredicate(entry -> true)
            .assertLogRecords(entries -> entries.forEach(entry -> tellsNoPassword(entry.getMessage())))
            .assertException(failure -> {
                assertEquals(
                        "quarkus.dpop.replay.redis.uri = '...' cannot be used. The artifact org.dpop4j:dpop4j-redis is not"
                                + " on the class path. Add it to the application, or leave the key out.",
                        Causes.message(failure, "ConfigurationException"));
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace, true));
                tellsNoPassword(trace.toString());
            });

    private static void tellsNoPassword(String text) {
        assertFalse(text.contains(PASSWORD), "tells a password");
    }

    @Test
    @DisplayName("R-13, Q-19: replay.redis.uri without dpop4j-redis stops the start-up")
    void doesNotStart() {
        fail(QuarkusUnitTest.THE_BUILD_WAS_EXPECTED_TO_FAIL);
    }
}
