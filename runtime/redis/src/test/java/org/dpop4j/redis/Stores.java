package org.dpop4j.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.junit.jupiter.api.function.Executable;

/** What tests of the store share. */
final class Stores {
    static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    /** Long enough for a busy machine; where the timeout itself is tested there is another one. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private Stores() {}

    static RedisReplayStore of(RedisServer server, Clock clock) {
        return of(server.uri(), clock);
    }

    static RedisReplayStore of(String uri, Clock clock) {
        return new RedisReplayStore(uri, TIMEOUT, "orders", clock);
    }

    static ReplayKey key(String jti) {
        return ReplayKey.of("orders", JKT, jti);
    }

    static ReplayKey newKey() {
        return key(UUID.randomUUID().toString());
    }

    static boolean use(RedisReplayStore store, ReplayKey key, Instant madeAt) {
        return store.firstUse(new ProofUse(key, madeAt, madeAt.plusSeconds(61)));
    }

    static ReplayStoreException assertRefused(Reason reason, Executable use) {
        ReplayStoreException refusal = assertThrows(ReplayStoreException.class, use);
        assertEquals(reason, refusal.reason(), refusal::toString);
        return refusal;
    }

    static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(what + ": not within " + DEADLINE);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Waits until the store answers at all, be it that the proof is too old. */
    static void awaitAnswer(RedisReplayStore store, Clock clock) {
        await("an answer", () -> {
            try {
                return use(store, newKey(), clock.instant().plusSeconds(60));
            } catch (ReplayStoreException e) {
                assertEquals(Reason.UNAVAILABLE, e.reason());
                return false;
            }
        });
    }
}
