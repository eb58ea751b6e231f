package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryReplayStoreTest extends ReplayStoreContract {
    private final TestTime time = new TestTime();
    private final InMemoryReplayStore contractStore = store(10_000, 10_000);

    @Override
    protected ReplayStore store() {
        return contractStore;
    }

    @Override
    protected Instant now() {
        return time.instant();
    }

    @Override
    protected void passTime(Duration duration) {
        time.pass(duration);
    }

    private InMemoryReplayStore store(int maxEntries, int maxEntriesPerKey) {
        return new InMemoryReplayStore(maxEntries, maxEntriesPerKey, time, time);
    }

    private static ReplayKey key(String jkt, int jti) {
        return ReplayKey.of("test", jkt, Integer.toString(jti));
    }

    private void fill(InMemoryReplayStore store, String jkt, int from, int to, long seconds) {
        for (int jti = from; jti < to; jti++) {
            assertTrue(
                    store.firstUse(new ProofUse(key(jkt, jti), Instant.MAX, time.in(seconds))), "first use of " + jti);
        }
    }

    private static void assertAllKnown(InMemoryReplayStore store, String jkt, int from, int to) {
        for (int jti = from; jti < to; jti++) {
            assertFalse(
                    store.firstUse(new ProofUse(key(jkt, jti), Instant.MAX, Instant.EPOCH)), "second use of " + jti);
        }
    }

    private ReplayStoreException refusal(InMemoryReplayStore store, ReplayKey key) {
        return assertThrows(
                ReplayStoreException.class, () -> store.firstUse(new ProofUse(key, Instant.MAX, time.in(60))));
    }

    @Nested
    @DisplayName("R-11: the bound of the store")
    class Bound {
        @Test
        void acceptsTheLastPlaceAndRefusesTheNext() {
            InMemoryReplayStore store = store(100, 100);
            fill(store, JKT, 0, 100, 60);
            assertEquals(100, store.size());
            ReplayStoreException full = refusal(store, key(OTHER_JKT, 0));
            assertEquals(Reason.FULL, full.reason());
            assertEquals(100, store.size());
        }

        @Test
        void forgetsNothingWhenFull() {
            InMemoryReplayStore store = store(100, 50);
            fill(store, JKT, 0, 50, 60);
            fill(store, OTHER_JKT, 0, 50, 60);
            for (int jti = 0; jti < 5_000; jti++) {
                refusal(store, ReplayKey.of("test", "attacker" + jti % 7, "jti" + jti));
            }
            assertAllKnown(store, JKT, 0, 50);
            assertAllKnown(store, OTHER_JKT, 0, 50);
        }

        @Test
        void holdsOneEntryWhenTheBoundIsOne() {
            InMemoryReplayStore store = store(1, 1);
            fill(store, JKT, 0, 1, 60);
            assertEquals(Reason.CLIENT_KEY_QUOTA, refusal(store, key(JKT, 1)).reason());
            assertEquals(Reason.FULL, refusal(store, key(OTHER_JKT, 1)).reason());
            assertAllKnown(store, JKT, 0, 1);
        }

        @Test
        void freesAllPlacesAfterTheExpiry() {
            InMemoryReplayStore store = store(1_000, 1_000);
            fill(store, JKT, 0, 1_000, 60);
            time.pass(Duration.ofSeconds(60));
            assertEquals(Reason.FULL, refusal(store, key(OTHER_JKT, 0)).reason());
            time.pass(Duration.ofMillis(1));
            fill(store, OTHER_JKT, 0, 1_000, 60);
            assertEquals(1_000, store.size());
            assertEquals(Reason.FULL, refusal(store, key(JKT, 0)).reason());
        }

        @Test
        void freesJustThePlacesOfWhatHasExpired() {
            InMemoryReplayStore store = store(100, 100);
            fill(store, JKT, 0, 30, 10);
            fill(store, JKT, 30, 100, 20);
            time.pass(Duration.ofSeconds(11));
            fill(store, OTHER_JKT, 0, 30, 60);
            assertEquals(Reason.FULL, refusal(store, key(OTHER_JKT, 30)).reason());
            assertAllKnown(store, JKT, 30, 100);
            assertAllKnown(store, OTHER_JKT, 0, 30);
        }

        @Test
        void reusesThePlaceOfAnExpiredKey() {
            InMemoryReplayStore store = store(1, 1);
            for (int round = 0; round < 10; round++) {
                fill(store, JKT, 0, 1, 10);
                assertAllKnown(store, JKT, 0, 1);
                assertEquals(1, store.size());
                time.pass(Duration.ofSeconds(11));
            }
        }

        @Test
        void saysWhenTheFirstPlaceMayBeFree() {
            InMemoryReplayStore store = store(3, 3);
            fill(store, JKT, 0, 1, 30);
            fill(store, JKT, 1, 2, 20);
            fill(store, OTHER_JKT, 0, 1, 40);
            assertEquals(
                    Duration.ofSeconds(21), refusal(store, key(OTHER_JKT, 9)).retryAfter());
            time.pass(Duration.ofSeconds(20));
            assertEquals(
                    Duration.ofSeconds(1), refusal(store, key(OTHER_JKT, 9)).retryAfter());
            time.pass(Duration.ofSeconds(1));
            fill(store, OTHER_JKT, 1, 2, 40);
            assertEquals(
                    Duration.ofSeconds(10), refusal(store, key(OTHER_JKT, 9)).retryAfter());
        }

        @Test
        void neverAsksToWaitForMoreThanAMinute() {
            InMemoryReplayStore store = store(1, 1);
            assertTrue(store.firstUse(new ProofUse(key(JKT, 0), Instant.MAX, Instant.MAX)));
            assertEquals(
                    Duration.ofMinutes(1), refusal(store, key(OTHER_JKT, 0)).retryAfter());
            assertEquals(Duration.ofMinutes(1), refusal(store, key(JKT, 1)).retryAfter());
        }

        @Test
        void sendsNothingOfTheClientToOperators() {
            InMemoryReplayStore store = store(1, 1);
            fill(store, JKT, 0, 1, 60);
            assertFalse(refusal(store, key(JKT, 123)).getMessage().contains(JKT));
            assertFalse(refusal(store, key(OTHER_JKT, 123)).getMessage().contains(OTHER_JKT));
        }
    }

    @Nested
    @DisplayName("R-12, H-106: the share of one client key")
    class Quota {
        @Test
        void acceptsTheLastOfTheShareAndRefusesTheNext() {
            InMemoryReplayStore store = store(100, 10);
            fill(store, JKT, 0, 10, 60);
            ReplayStoreException refused = refusal(store, key(JKT, 10));
            assertEquals(Reason.CLIENT_KEY_QUOTA, refused.reason());
            assertEquals(10, store.size());
            assertAllKnown(store, JKT, 0, 10);
        }

        @Test
        void aFloodOfOneClientLeavesAllOthersTheirShare() {
            InMemoryReplayStore store = store(1_000, 100);
            fill(store, JKT, 0, 100, 60);
            for (int client = 0; client < 9; client++) {
                for (int jti = 0; jti < 100; jti++) {
                    assertEquals(
                            Reason.CLIENT_KEY_QUOTA,
                            refusal(store, key(JKT, 100 + jti)).reason());
                    fill(store, "client" + client, jti, jti + 1, 60);
                }
            }
            assertEquals(1_000, store.size());
            assertEquals(Reason.FULL, refusal(store, key(OTHER_JKT, 0)).reason());
            assertEquals(Reason.CLIENT_KEY_QUOTA, refusal(store, key(JKT, 200)).reason());
        }

        @Test
        void freesTheShareAfterTheExpiry() {
            InMemoryReplayStore store = store(100, 10);
            fill(store, JKT, 0, 4, 10);
            fill(store, JKT, 4, 10, 60);
            time.pass(Duration.ofSeconds(10));
            refusal(store, key(JKT, 10));
            time.pass(Duration.ofMillis(1));
            fill(store, JKT, 10, 14, 60);
            assertEquals(Reason.CLIENT_KEY_QUOTA, refusal(store, key(JKT, 14)).reason());
            assertAllKnown(store, JKT, 4, 14);
        }

        @Test
        void saysWhenTheClientsOwnFirstEntryMayGo() {
            // Many more clients than shards, so that some share a shard with the one that is refused.
            InMemoryReplayStore store = store(10_000, 2);
            for (int client = 0; client < 1_000; client++) {
                fill(store, "client" + client, 0, 1, 5);
            }
            fill(store, JKT, 0, 2, 30);
            assertEquals(Duration.ofSeconds(31), refusal(store, key(JKT, 2)).retryAfter());
            time.pass(Duration.ofSeconds(10));
            assertEquals(Duration.ofSeconds(21), refusal(store, key(JKT, 2)).retryAfter());
        }

        @Test
        void countsTheWaitFromTheEntriesThatAreLeft() {
            InMemoryReplayStore store = store(100, 2);
            fill(store, JKT, 0, 1, 10);
            fill(store, JKT, 1, 2, 40);
            assertEquals(Duration.ofSeconds(11), refusal(store, key(JKT, 2)).retryAfter());
            time.pass(Duration.ofSeconds(11));
            fill(store, JKT, 2, 3, 50);
            time.pass(Duration.ofSeconds(1));
            assertEquals(Duration.ofSeconds(29), refusal(store, key(JKT, 3)).retryAfter());
        }

        @Test
        void countsManyClientsOneByOne() {
            InMemoryReplayStore store = store(50_000, 2);
            for (int round = 0; round < 3; round++) {
                for (int client = 0; client < 20_000; client++) {
                    fill(store, "client" + client, 0, 2, 10);
                }
                for (int client = 0; client < 20_000; client += 501) {
                    assertEquals(
                            Reason.CLIENT_KEY_QUOTA,
                            refusal(store, key("client" + client, 2)).reason());
                }
                time.pass(Duration.ofSeconds(11));
            }
        }
    }

    @Nested
    @DisplayName("R-17, H-111: steps of the wall clock")
    class ClockSteps {
        private final InMemoryReplayStore store = store(100, 100);

        /** Makes the store look at every entry, and clear away those it takes for gone. */
        private void churn() {
            for (int jti = 0; jti < 500; jti++) {
                try {
                    store.firstUse(new ProofUse(
                            ReplayKey.of("churn", "client" + jti % 90, "jti" + jti), Instant.MAX, Instant.EPOCH));
                } catch (ReplayStoreException full) {
                    assertEquals(Reason.FULL, full.reason());
                }
            }
        }

        @Test
        void forwardAndBackForgetsNothing() {
            fill(store, JKT, 0, 20, 60);
            time.stepWall(Duration.ofHours(1));
            churn();
            assertAllKnown(store, JKT, 0, 20);
            time.stepWall(Duration.ofHours(-1));
            churn();
            time.pass(Duration.ofSeconds(60));
            churn();
            assertAllKnown(store, JKT, 0, 20);
            time.pass(Duration.ofMillis(1));
            fill(store, JKT, 0, 20, 60);
        }

        @Test
        void forwardForGoodKeepsForTheTimeThatWasLeft() {
            fill(store, JKT, 0, 20, 60);
            time.stepWall(Duration.ofHours(1));
            time.pass(Duration.ofSeconds(60));
            churn();
            assertAllKnown(store, JKT, 0, 20);
            time.pass(Duration.ofMillis(1));
            fill(store, JKT, 0, 20, 60);
        }

        @Test
        void backwardKeepsUntilTheWallClockHasPassedTheExpiry() {
            fill(store, JKT, 0, 20, 60);
            time.stepWall(Duration.ofSeconds(-30));
            time.pass(Duration.ofSeconds(61));
            churn();
            assertAllKnown(store, JKT, 0, 20);
            time.pass(Duration.ofSeconds(29));
            churn();
            assertAllKnown(store, JKT, 0, 20);
            time.pass(Duration.ofMillis(1));
            fill(store, JKT, 0, 20, 60);
        }

        @Test
        void aStandingWallClockKeeps() {
            fill(store, JKT, 0, 20, 60);
            time.passUnseen(Duration.ofDays(400));
            churn();
            assertAllKnown(store, JKT, 0, 20);
        }

        @Test
        void addedWhileTheClockWasAheadStaysUntilThatExpiry() {
            time.stepWall(Duration.ofHours(1));
            fill(store, JKT, 0, 20, 60);
            time.stepWall(Duration.ofHours(-1));
            time.pass(Duration.ofSeconds(3_660));
            churn();
            assertAllKnown(store, JKT, 0, 20);
        }

        @Test
        void farAwayNeitherFailNorForget() {
            fill(store, JKT, 0, 10, 60);
            time.stepWall(Duration.ofDays(-365L * 100));
            fill(store, JKT, 10, 20, 60);
            time.pass(Duration.ofSeconds(61));
            assertAllKnown(store, JKT, 0, 20);
            time.stepWall(Duration.ofDays(365L * 1_000));
            fill(store, JKT, 20, 30, 60);
            time.pass(Duration.ofSeconds(60));
            assertAllKnown(store, JKT, 20, 30);
            churn();
            assertAllKnown(store, JKT, 20, 30);
        }
    }

    @Nested
    class Expiry {
        private final InMemoryReplayStore store = store(100, 100);

        @Test
        @DisplayName("R-08: a fraction of a second is rounded up")
        void roundsUp() {
            ReplayKey key = key(JKT, 0);
            assertTrue(
                    store.firstUse(new ProofUse(key, Instant.MAX, time.instant().plusMillis(5_001))));
            time.pass(Duration.ofSeconds(6));
            assertFalse(store.firstUse(new ProofUse(key, Instant.MAX, time.in(60))));
            time.pass(Duration.ofMillis(1));
            assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, time.in(60))));
        }

        @Test
        void neverEndsEarlyWhateverTheFractions() {
            for (int i = 0; i < 2_000; i++) {
                time.pass(Duration.ofNanos(ThreadLocalRandom.current().nextLong(3_000_000_000L)));
                Instant expiry =
                        time.instant().plusNanos(ThreadLocalRandom.current().nextLong(3_000_000_000L));
                ReplayKey key = key("client" + i, i);
                assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, expiry)));
                time.pass(Duration.between(time.instant(), expiry));
                assertFalse(store.firstUse(new ProofUse(key, Instant.MAX, expiry)), () -> "at " + expiry);
                time.pass(Duration.ofSeconds(2));
                assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, expiry)), () -> "after " + expiry);
            }
        }

        @Test
        void isAtLeastASecondAway() {
            ReplayKey key = key(JKT, 0);
            assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, Instant.MIN)));
            time.pass(Duration.ofSeconds(1));
            assertFalse(store.firstUse(new ProofUse(key, Instant.MAX, Instant.MIN)));
            time.pass(Duration.ofMillis(1));
            assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, Instant.MIN)));
        }

        @Test
        void ofTheEndOfTimeDoesNotOverflow() {
            assertTrue(store.firstUse(new ProofUse(key(JKT, 0), Instant.MAX, Instant.MAX)));
            assertTrue(store.firstUse(new ProofUse(key(JKT, 1), Instant.MAX, Instant.ofEpochMilli(Long.MAX_VALUE))));
            time.pass(Duration.ofDays(365 * 50));
            assertAllKnown(store, JKT, 0, 2);
        }
    }

    @Nested
    class Parallel {
        private <T> List<T> run(int threads, Callable<T> task) throws Exception {
            CyclicBarrier start = new CyclicBarrier(threads);
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                List<Future<T>> futures = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    futures.add(executor.submit(() -> {
                        start.await();
                        return task.call();
                    }));
                }
                List<T> answers = new ArrayList<>();
                for (Future<T> future : futures) {
                    answers.add(future.get());
                }
                return answers;
            } finally {
                executor.shutdownNow();
            }
        }

        @Test
        @DisplayName("R-11: the bound is exact under concurrency, also while entries expire")
        void boundIsExact() throws Exception {
            InMemoryReplayStore store = store(1_000, 1_000);
            for (int round = 0; round < 20; round++) {
                int current = round;
                List<Integer> accepted = run(8, () -> {
                    String jkt = "client" + Thread.currentThread().getId();
                    int count = 0;
                    for (int jti = 0; jti < 500; jti++) {
                        try {
                            count += store.firstUse(
                                            new ProofUse(key(jkt, current * 500 + jti), Instant.MAX, time.in(10)))
                                    ? 1
                                    : 0;
                        } catch (ReplayStoreException full) {
                            assertEquals(Reason.FULL, full.reason());
                        }
                        assertTrue(store.size() <= 1_000);
                    }
                    return count;
                });
                assertEquals(
                        1_000, accepted.stream().mapToInt(Integer::intValue).sum());
                time.pass(Duration.ofSeconds(11));
            }
        }

        @Test
        @DisplayName("R-12: the share of one client key is exact under concurrency")
        void quotaIsExact() throws Exception {
            InMemoryReplayStore store = store(10_000, 1_000);
            List<Integer> accepted = run(8, () -> {
                int count = 0;
                for (int i = 0; i < 500; i++) {
                    ReplayKey key =
                            ReplayKey.of("test", JKT, Thread.currentThread().getId() + "/" + i);
                    try {
                        count += store.firstUse(new ProofUse(key, Instant.MAX, time.in(60))) ? 1 : 0;
                    } catch (ReplayStoreException refused) {
                        assertEquals(Reason.CLIENT_KEY_QUOTA, refused.reason());
                    }
                }
                return count;
            });
            assertEquals(1_000, accepted.stream().mapToInt(Integer::intValue).sum());
        }
    }

    @Nested
    class Settings {
        private final Clock clock = Clock.systemUTC();

        private InMemoryReplayStore store(int maxEntries, int maxEntriesPerKey) {
            return new InMemoryReplayStore(
                    new TestSettings()
                            .replayMaxEntries(maxEntries)
                            .replayMaxEntriesPerKey(maxEntriesPerKey)
                            .build(),
                    clock);
        }

        @Test
        @DisplayName("Q-19: stores with the smallest and the largest numbers that settings can have")
        void areBoundedOnBothSides() {
            assertEquals(0, store(1, 1).size());
            assertEquals(0, store(1_000_000_000, 1_000_000_000).size());
        }

        @Test
        void boundTheStore() {
            InMemoryReplayStore store = store(3, 2);
            Instant expiry = clock.instant().plusSeconds(3_600);
            assertTrue(store.firstUse(new ProofUse(key(JKT, 0), Instant.MAX, expiry)));
            assertTrue(store.firstUse(new ProofUse(key(JKT, 1), Instant.MAX, expiry)));
            assertEquals(Reason.CLIENT_KEY_QUOTA, refusal(store, key(JKT, 2)).reason());
            assertTrue(store.firstUse(new ProofUse(key(OTHER_JKT, 0), Instant.MAX, expiry)));
            assertEquals(Reason.FULL, refusal(store, key(OTHER_JKT, 1)).reason());
        }

        @Test
        void makeAStoreInRealTime() {
            InMemoryReplayStore store = store(10, 10);
            Instant expiry = clock.instant().plusSeconds(3_600);
            assertTrue(store.firstUse(new ProofUse(key(JKT, 0), Instant.MAX, expiry)));
            assertFalse(store.firstUse(new ProofUse(key(JKT, 0), Instant.MAX, expiry)));
        }
    }
}
