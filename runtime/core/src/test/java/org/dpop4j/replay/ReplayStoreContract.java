package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ReplayStore} must do. Extend it, return the store from {@link #store()}, and override {@link #now()}
 * together with {@link #passTime} when the test decides the time. One instance of the store may serve all tests: no two
 * tests use the same keys.
 */
public abstract class ReplayStoreContract {
    /** What a base64url SHA-256 thumbprint looks like. */
    protected static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    protected static final String OTHER_JKT = "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s";

    /** Differs in each instance of the test, so in each test. */
    protected final String namespace = "contract-" + UUID.randomUUID();

    /** The store under test: the same one whenever one test asks. It must have room for 100 keys of one client. */
    protected abstract ReplayStore store();

    /** The store's idea of now, in whole seconds when the test decides the time. */
    protected Instant now() {
        return Clock.systemUTC().instant();
    }

    /** Lets time pass in the store; aborts the test, unless overridden. */
    protected void passTime(Duration time) {
        Assumptions.abort("this store's clock is not the test's");
    }

    private boolean firstUse(String jkt, String jti) {
        return firstUse(ReplayKey.of(namespace, jkt, jti));
    }

    private boolean firstUse(ReplayKey key) {
        return store().firstUse(new ProofUse(key, Instant.MAX, now().plusSeconds(60)));
    }

    @Test
    @DisplayName("H-100: the first use is one, the second and the third are not")
    void acceptsEachKeyOnce() {
        assertTrue(firstUse(JKT, "once"));
        assertFalse(firstUse(JKT, "once"));
        assertFalse(firstUse(JKT, "once"));
    }

    @Test
    @DisplayName("R-04, H-105, H-109: the same jti of another client is another proof")
    void keepsClientsApart() {
        assertTrue(firstUse(JKT, "shared"));
        assertTrue(firstUse(OTHER_JKT, "shared"));
        assertFalse(firstUse(JKT, "shared"));
        assertFalse(firstUse(OTHER_JKT, "shared"));
    }

    @Test
    void keepsJtisOfOneClientApart() {
        assertTrue(firstUse(JKT, "a"));
        assertTrue(firstUse(JKT, "b"));
        assertFalse(firstUse(JKT, "a"));
        assertFalse(firstUse(JKT, "b"));
    }

    @Test
    @DisplayName("R-16: applications that share a store do not refuse each other's proofs")
    void keepsNamespacesApart() {
        assertTrue(firstUse(ReplayKey.of(namespace + "-a", JKT, "jti")));
        assertTrue(firstUse(ReplayKey.of(namespace + "-b", JKT, "jti")));
        assertFalse(firstUse(ReplayKey.of(namespace + "-a", JKT, "jti")));
    }

    @Test
    @DisplayName("H-42: jtis that look alike are different, and none is normalised")
    void keepsLookAlikesApart() {
        List<String> lookAlikes = List.of(
                "caf\u00e9",
                "cafe\u0301",
                "cafe",
                "cafe\u0000",
                "cafe\n",
                "cafe ",
                " cafe",
                "ca\u200bfe",
                "c\u0430fe",
                "CAFE",
                "",
                "\u0000",
                "\u0000\u0000");
        for (String jti : lookAlikes) {
            assertTrue(firstUse(JKT, jti), () -> "first use of " + lookAlikes.indexOf(jti));
        }
        for (String jti : lookAlikes) {
            assertFalse(firstUse(JKT, jti), () -> "second use of " + lookAlikes.indexOf(jti));
        }
    }

    @Test
    @DisplayName("R-04, H-42: moving characters between namespace, jkt and jti makes another key")
    void keepsPartsApart() {
        assertTrue(firstUse(ReplayKey.of(namespace, "ab", "c")));
        assertTrue(firstUse(ReplayKey.of(namespace, "a", "bc")));
        assertTrue(firstUse(ReplayKey.of(namespace, "", "abc")));
        assertTrue(firstUse(ReplayKey.of(namespace, "abc", "")));
        assertTrue(firstUse(ReplayKey.of(namespace + "a", "b", "c")));
        assertTrue(firstUse(ReplayKey.of(namespace, "a\u0000b", "c")));
        assertTrue(firstUse(ReplayKey.of(namespace, "a", "b\u0000c")));
        assertTrue(firstUse(ReplayKey.of(namespace, "a\nb", "c")));
        assertTrue(firstUse(ReplayKey.of(namespace, "a", "b\nc")));
    }

    @Test
    @DisplayName("R-10: the length of the jti does not matter")
    void acceptsLongJtis() {
        String jti = "j".repeat(256);
        assertTrue(firstUse(JKT, jti));
        assertTrue(firstUse(JKT, jti + "j"));
        assertFalse(firstUse(JKT, jti));
    }

    @Test
    @DisplayName("R-06, H-101: of 100 parallel copies exactly one is the first")
    void hasOneWinnerAmongParallelCopies() throws Exception {
        int threads = 100;
        int rounds = 40;
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        int[] winners = new int[rounds];
        try {
            List<Future<boolean[]>> answers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                answers.add(executor.submit(() -> {
                    boolean[] won = new boolean[rounds];
                    for (int round = 0; round < rounds; round++) {
                        ReplayKey key = ReplayKey.of(namespace, JKT, "round " + round);
                        start.await();
                        won[round] = firstUse(key);
                    }
                    return won;
                }));
            }
            for (Future<boolean[]> answer : answers) {
                boolean[] won = answer.get();
                for (int round = 0; round < rounds; round++) {
                    winners[round] += won[round] ? 1 : 0;
                }
            }
        } finally {
            executor.shutdownNow();
        }
        for (int round = 0; round < rounds; round++) {
            assertEquals(1, winners[round], "winners of round " + round);
        }
    }

    @Test
    @DisplayName("R-08: an expiry in the past is remembered all the same")
    void remembersWhatHasExpiredAlready() {
        for (Instant past : List.of(now().minusSeconds(1), now().minus(1, ChronoUnit.DAYS), Instant.EPOCH)) {
            ReplayKey key = ReplayKey.of(namespace, JKT, past.toString());
            assertTrue(store().firstUse(new ProofUse(key, Instant.MAX, past)));
            assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, past)));
        }
    }

    @Test
    @DisplayName("R-08: an expiry far away neither fails nor makes the key go")
    void remembersWhatExpiresFarAway() {
        Instant far = now().plus(3650, ChronoUnit.DAYS);
        ReplayKey key = ReplayKey.of(namespace, JKT, "far");
        assertTrue(store().firstUse(new ProofUse(key, Instant.MAX, far)));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, far)));
    }

    @Test
    @DisplayName("R-08, H-104, H-110: live up to and including the expiry, gone after it")
    void forgetsAfterTheExpiry() {
        ReplayKey key = ReplayKey.of(namespace, JKT, "expires");
        Instant expiry = now().plusSeconds(92);
        assertTrue(store().firstUse(new ProofUse(key, Instant.MAX, expiry)));
        passTime(Duration.ofSeconds(91));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, expiry)));
        passTime(Duration.ofSeconds(1));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, expiry)));
        passTime(Duration.ofMillis(1));
        assertTrue(store().firstUse(new ProofUse(key, Instant.MAX, now().plusSeconds(92))));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, now().plusSeconds(92))));
    }

    @Test
    @DisplayName("R-05: a refused copy does not change how long the key is kept")
    void keepsTheExpiryOfTheFirstUse() {
        ReplayKey key = ReplayKey.of(namespace, JKT, "twice");
        Instant start = now();
        assertTrue(store().firstUse(new ProofUse(key, Instant.MAX, start.plusSeconds(60))));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, start.plusSeconds(1))));
        passTime(Duration.ofSeconds(60));
        assertFalse(store().firstUse(new ProofUse(key, Instant.MAX, start.plusSeconds(60))));
    }
}
