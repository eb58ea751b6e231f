package org.dpop4j.redis;

import static org.dpop4j.redis.Stores.JKT;
import static org.dpop4j.redis.Stores.TIMEOUT;
import static org.dpop4j.redis.Stores.assertRefused;
import static org.dpop4j.redis.Stores.key;
import static org.dpop4j.redis.Stores.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-04..R-17, H-100..H-111 with a Redis that is well")
class RedisReplayStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static RedisServer redis;

    private final TestClock clock = TestClock.at(NOW);
    private RedisReplayStore store;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        redis.ask("FLUSHALL");
        store = Stores.of(redis, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        for (Object key : (List<?>) redis.ask("KEYS", "*")) {
            keys.add(new String((byte[]) key, StandardCharsets.UTF_8));
        }
        return keys;
    }

    private static String name(ReplayKey key) {
        return "dpop4j:{orders}:" + key;
    }

    @Test
    @DisplayName("H-102, H-103: another node, and the same one after a restart, know what was used")
    void h102_h103_nodesShareOneMemory() {
        assertTrue(use(store, key("jti"), NOW));
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            assertFalse(use(other, key("jti"), NOW));
            assertTrue(use(other, key("other"), NOW));
        }
        assertFalse(use(store, key("other"), NOW));
        store.close();
        try (RedisReplayStore afterRestart = Stores.of(redis, clock)) {
            assertFalse(use(afterRestart, key("jti"), NOW));
        }
    }

    @Test
    @DisplayName("R-06, H-101: of 100 copies at two nodes one passes, in each of 40 rounds")
    void r06_h101_oneOfManyCopiesAtTwoNodes() throws Exception {
        int copies = 100;
        int rounds = 40;
        CyclicBarrier start = new CyclicBarrier(copies);
        ExecutorService executor = Executors.newFixedThreadPool(copies);
        int[] winners = new int[rounds];
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            List<RedisReplayStore> nodes = List.of(store, other);
            List<Future<boolean[]>> answers = new ArrayList<>();
            for (int i = 0; i < copies; i++) {
                RedisReplayStore node = nodes.get(i % 2);
                answers.add(executor.submit(() -> {
                    boolean[] won = new boolean[rounds];
                    for (int round = 0; round < rounds; round++) {
                        start.await();
                        won[round] = use(node, key("round " + round), NOW);
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
    @DisplayName("R-04, R-10, R-16, H-52: Redis sees the namespace and a digest, and nothing that a client sent")
    void r10_keysAreDigests() {
        ReplayKey key = key("j".repeat(256));
        assertTrue(use(store, key, NOW));
        Set<String> keys = keys();
        assertTrue(keys.remove(name(key)), keys::toString);
        assertEquals(Set.of("dpop4j:{orders}:since"), keys);
        assertEquals(59, name(key).length());
        assertEquals("1", new String((byte[]) redis.ask("GET", name(key)), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("R-16: applications with one Redis do not refuse each other's clients, whatever their names are")
    void r16_namespaces() {
        for (String namespace : List.of("a", "b", "}", "{a}", "a}:", "caf\u00e9 / orders", "a:since")) {
            try (RedisReplayStore one = new RedisReplayStore(redis.uri(), TIMEOUT, namespace, clock)) {
                assertTrue(use(one, ReplayKey.of(namespace, JKT, "jti"), NOW), namespace);
                assertFalse(use(one, ReplayKey.of(namespace, JKT, "jti"), NOW), namespace);
                // Not only by the digest.
                assertTrue(use(one, key("jti"), NOW), namespace);
            }
        }
    }

    private void assertLife(long millis, Instant expiry) {
        ReplayKey key = Stores.newKey();
        long before = System.nanoTime();
        assertTrue(store.firstUse(new ProofUse(key, Instant.MAX, expiry)));
        long left = (Long) redis.ask("PTTL", name(key));
        long passed = (System.nanoTime() - before) / 1_000_000 + 1;
        assertTrue(left <= millis, () -> left + " ms, at most " + millis);
        assertTrue(left >= millis - passed, () -> left + " ms, at least " + millis + " - " + passed);
    }

    @Test
    @DisplayName("R-08, R-17, H-104: lives until the expiry by the given clock, rounded up, and half a minute longer")
    void r08_life() {
        assertLife(91_000 + 30_000, NOW.plusSeconds(91));
        assertLife(60_001 + 30_000, NOW.plusSeconds(60).plusNanos(1));
        assertLife(1 + 30_000, NOW.plusNanos(1_000_000));
        assertLife(30_000, NOW);
        assertLife(30_000, NOW.minusNanos(1));
        assertLife(30_000, NOW.minusSeconds(100));
        assertLife(30_000, Instant.EPOCH);
        assertLife(30_000, Instant.MIN);
        clock.advance(Duration.ofSeconds(10));
        assertLife(91_000 - 10_000 + 30_000, NOW.plusSeconds(91));
    }

    @Test
    @DisplayName("R-08: an expiry at the end of time is remembered for a hundred years")
    void r08_farAway() {
        assertLife(36_525L * 24 * 3600 * 1000, Instant.MAX);
    }

    @Test
    @DisplayName("H-111: a node whose clock is half a minute ahead does not make a key go early")
    void h111_clockAhead() {
        Instant expiry = NOW.plusSeconds(61);
        clock.advance(Duration.ofSeconds(30));
        assertLife(61_000, expiry);
        clock.set(NOW.minus(Duration.ofDays(1)));
        assertLife((61 + 24 * 3600 + 30) * 1000L, expiry);
    }

    @Test
    @DisplayName("R-05: a refused copy does not change how long the key is kept")
    void r05_aCopyChangesNothing() {
        assertTrue(store.firstUse(new ProofUse(key("jti"), Instant.MAX, NOW.plusSeconds(60))));
        assertFalse(store.firstUse(new ProofUse(key("jti"), Instant.MAX, NOW.plusSeconds(3600))));
        assertTrue((Long) redis.ask("PTTL", name(key("jti"))) <= 90_000);
        assertFalse(store.firstUse(new ProofUse(key("jti"), Instant.MAX, NOW.minusSeconds(3600))));
        assertTrue((Long) redis.ask("PTTL", name(key("jti"))) > 30_000);
    }

    @Test
    @DisplayName("H-111: steps of the clock neither fail nor make a key go")
    void h111_clockSteps() {
        assertTrue(use(store, key("jti"), NOW));
        for (Duration step : List.of(Duration.ofDays(1), Duration.ofDays(-2), Duration.ofDays(1))) {
            clock.advance(step);
            assertFalse(use(store, key("jti"), NOW));
        }
    }

    @Test
    @DisplayName("H-107: whoever is interrupted is refused, stays interrupted, and takes nobody's place")
    void h107_interrupted() {
        assertTrue(use(store, key("before"), NOW));
        for (int i = 0; i < 100; i++) {
            Thread.currentThread().interrupt();
            try {
                assertRefused(Reason.UNAVAILABLE, () -> use(store, key("jti"), NOW));
            } finally {
                assertTrue(Thread.interrupted());
            }
        }
        assertTrue(use(store, key("jti"), NOW));
    }

    @Test
    @DisplayName("R-14: a closed store refuses")
    void r14_closed() {
        assertTrue(use(store, key("jti"), NOW));
        store.close();
        assertRefused(Reason.UNAVAILABLE, () -> use(store, key("other"), NOW));
    }

    @Test
    @DisplayName("R-13: replay.redis.uri is all that it takes")
    void r13_bySettings() throws Exception {
        DPoPSettings settings = new TestSettings()
                .replayRedisUri(redis.uri())
                .replayRedisTimeout(TIMEOUT)
                .replayNamespace("orders")
                .build();
        ReplayStore found = SharedReplayStores.open(settings, Clock.systemUTC());
        try (RedisReplayStore one = (RedisReplayStore) found) {
            assertTrue(one.firstUse(new ProofUse(key("jti"), Instant.MAX, NOW)));
            assertFalse(store.firstUse(new ProofUse(key("jti"), Instant.MAX, NOW)));
        }
    }
}
