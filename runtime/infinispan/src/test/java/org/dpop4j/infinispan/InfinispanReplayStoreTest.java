package org.dpop4j.infinispan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.proof.Reports;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestClock;
import org.infinispan.AdvancedCache;
import org.infinispan.Cache;
import org.infinispan.cache.impl.AbstractDelegatingCache;
import org.infinispan.commons.CacheException;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.topology.CacheTopology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("R-06, R-08, R-11..R-13, H-100..H-107 with nodes of a real Infinispan cluster")
class InfinispanReplayStoreTest {
    private static final Instant SECOND = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFE = Duration.ofSeconds(61);

    private final Cluster cluster = new Cluster();
    private final TestClock clock = TestClock.at(SECOND);

    @AfterEach
    void stop() {
        cluster.close();
    }

    private InfinispanReplayStore storeOf(Cache<String, Long> cache) {
        return storeOf(cache, clock);
    }

    private static InfinispanReplayStore storeOf(Cache<String, Long> cache, Clock clock) {
        return storeOf(cache, 100_000, 50_000, clock);
    }

    private static InfinispanReplayStore storeOf(
            Cache<String, Long> cache, int maxEntries, int maxEntriesPerKey, Clock clock) {
        DPoPSettings settings = new TestSettings()
                .replayMaxEntries(maxEntries)
                .replayMaxEntriesPerKey(maxEntriesPerKey)
                .build();
        return new InfinispanReplayStore(cache, new InMemoryReplayStore(settings, clock), clock, settings.log());
    }

    private static ReplayKey key(String jti) {
        return ReplayKey.of("orders", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", jti);
    }

    private static boolean use(ReplayStore store, String jti, Instant madeAt) {
        return store.firstUse(new ProofUse(key(jti), madeAt, madeAt.plus(LIFE)));
    }

    private static ReplayStoreException assertRefused(Reason reason, Executable use) {
        ReplayStoreException refusal = assertThrows(ReplayStoreException.class, use);
        assertEquals(reason, refusal.reason(), refusal::toString);
        return refusal;
    }

    @Test
    @DisplayName("R-06, R-13, H-101, H-102: of 100 copies at two nodes one is the first, in each of 30 rounds")
    void h101_h102_oneOfManyCopies() throws Exception {
        List<ReplayStore> nodes = List.of(storeOf(cluster.join()), storeOf(cluster.join()));
        for (int round = 0; round < 30; round++) {
            assertEquals(1, winnersOf100(nodes, "round " + round), "winners of round " + round);
        }
    }

    /** Each node has one store for all its threads. */
    private int winnersOf100(List<ReplayStore> nodes, String jti) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(100);
        try {
            CyclicBarrier start = new CyclicBarrier(100);
            List<Future<Boolean>> uses = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                ReplayStore node = nodes.get(i % nodes.size());
                uses.add(executor.submit(() -> {
                    start.await();
                    return use(node, jti, SECOND);
                }));
            }
            int winners = 0;
            for (Future<Boolean> use : uses) {
                winners += use.get() ? 1 : 0;
            }
            return winners;
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("R-06, H-103: nodes come and go under load, and no proof is accepted twice")
    void h103_nodesComeAndGo() throws Exception {
        List<ReplayStore> nodes = List.of(storeOf(cluster.join()), storeOf(cluster.join()));
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(executor.submit(() -> {
                    int rounds = 0;
                    while (!isOver.get()) {
                        String jti = UUID.randomUUID().toString();
                        assertTrue(use(nodes.get(rounds % 2), jti, SECOND));
                        assertFalse(use(nodes.get(1 - rounds % 2), jti, SECOND));
                        assertFalse(use(nodes.get(rounds % 2), jti, SECOND));
                        rounds++;
                    }
                    return rounds;
                }));
            }
            for (int i = 0; i < 5; i++) {
                Cache<String, Long> joined = cluster.join();
                assertTrue(use(storeOf(joined), UUID.randomUUID().toString(), SECOND));
                cluster.leave(joined);
            }
            isOver.set(true);
            for (Future<Integer> client : clients) {
                assertTrue(client.get() > 0);
            }
        } finally {
            isOver.set(true);
            executor.shutdownNow();
        }
    }

    @Test
    @DisplayName("R-06: when nodes come and go the cache takes an equal value for its own, so no two uses have one")
    void r06_noTwoUsesHaveTheSameValue() {
        Cache<String, Long> cache = cluster.join();
        InfinispanReplayStore store = storeOf(cache);
        for (int i = 0; i < 100; i++) {
            assertTrue(use(store, "jti " + i, SECOND));
        }
        assertEquals(101, cache.values().stream().distinct().count());
    }

    @Test
    @DisplayName("H-103: a node that comes later knows what was used, and remains when the first one has gone")
    void h103_joinsAndLeaves() {
        Cache<String, Long> first = cluster.join();
        assertTrue(use(storeOf(first), "before", SECOND));
        InfinispanReplayStore second = storeOf(cluster.join());
        assertFalse(use(second, "before", SECOND));
        cluster.leave(first);
        assertTrue(use(second, "after", SECOND));
        assertFalse(use(storeOf(cluster.join()), "before", SECOND));
    }

    @Test
    @DisplayName("R-08, H-104: an entry lives until its expiry and half a minute longer, whatever the cache's defaults")
    void r08_life() {
        Cache<String, Long> cache = cluster.join(configuration ->
                configuration.expiration().lifespan(2, TimeUnit.SECONDS).maxIdle(1, TimeUnit.SECONDS));
        InfinispanReplayStore store = storeOf(cache);
        clock.set(SECOND.plusNanos(1));
        assertTrue(store.firstUse(new ProofUse(key("jti"), SECOND.plusSeconds(1), SECOND.plusSeconds(62))));
        AdvancedCache<String, Long> entries = cache.getAdvancedCache();
        assertEquals(92_000, entries.getCacheEntry(key("jti").toString()).getLifespan());
        assertEquals(-1, entries.getCacheEntry(key("jti").toString()).getMaxIdle());
        assertEquals(-1, entries.getCacheEntry(InfinispanReplayStore.MARKER).getLifespan());
        assertEquals(-1, entries.getCacheEntry(InfinispanReplayStore.MARKER).getMaxIdle());
    }

    @Test
    @DisplayName("H-103: a new cache counts as a loss: nobody knows what was used before all nodes stopped")
    void h103_allNodesStop() {
        clock.set(SECOND.minusNanos(1));
        Cache<String, Long> cache = cluster.join();
        assertRefused(Reason.UNAVAILABLE, () -> use(storeOf(cache), "captured", SECOND.minusSeconds(1)));
        assertTrue(use(storeOf(cache), "captured", SECOND));
        cluster.leave(cache);

        clock.set(SECOND.plusNanos(1));
        InfinispanReplayStore afterwards = storeOf(cluster.join());
        assertEquals(
                Duration.ofSeconds(1),
                assertRefused(Reason.UNAVAILABLE, () -> use(afterwards, "captured", SECOND))
                        .retryAfter());
        clock.set(SECOND.plusSeconds(1));
        assertEquals(
                Duration.ofSeconds(1),
                assertRefused(Reason.FORGOTTEN, () -> use(afterwards, "captured", SECOND))
                        .retryAfter());
        assertTrue(use(afterwards, "new", SECOND.plusSeconds(1)));
        assertFalse(use(afterwards, "new", SECOND.plusSeconds(1)));
    }

    @Test
    @DisplayName("H-103: a store that connects to the cache at its start accepts the proofs of the next second")
    void h103_greetsAtTheStart() {
        InfinispanReplayStore store = storeOf(cluster.join());
        clock.set(SECOND.plusNanos(1));
        store.connect();
        clock.set(SECOND.plusSeconds(1).plusNanos(1));
        assertTrue(use(store, "jti", SECOND.plusSeconds(1)));
    }

    @Test
    @DisplayName("R-14, H-107: a cache that cannot be asked at the start is warned about, and asked again")
    void h107_greetsInVain() {
        Interfering cache = new Interfering(cluster.join());
        InfinispanReplayStore store = storeOf(cache);
        cache.before = () -> {
            throw new CacheException("down");
        };
        assertEquals(
                List.of(
                        "application: The cache proofs cannot be asked; requests with a proof are refused with status 503 until it"
                                + " can"),
                Reports.warnings(store::connect));
        assertRefused(Reason.UNAVAILABLE, () -> use(store, "jti", SECOND));
        cache.before = () -> {};
        assertTrue(use(store, "jti", SECOND));
    }

    @Test
    @DisplayName("H-103: a cache that is cleared knows nothing of what was used before")
    void h103_cleared() {
        Cache<String, Long> cache = cluster.join();
        List<InfinispanReplayStore> nodes = List.of(storeOf(cache), storeOf(cluster.join()));
        assertTrue(use(nodes.get(0), "captured", SECOND));
        clock.set(SECOND.plusMillis(500));
        cache.clear();
        for (InfinispanReplayStore node : nodes) {
            assertRefused(Reason.UNAVAILABLE, () -> use(node, "captured", SECOND));
        }
        clock.set(SECOND.plusSeconds(1));
        for (InfinispanReplayStore node : nodes) {
            assertRefused(Reason.FORGOTTEN, () -> use(node, "captured", SECOND));
        }
        assertTrue(use(nodes.get(0), "new", SECOND.plusSeconds(1)));
        assertFalse(use(nodes.get(1), "new", SECOND.plusSeconds(1)));
    }

    /** Does something once, just before or just after an entry is made. */
    private static final class Interfering extends AbstractDelegatingCache<String, Long> {
        private final Cache<String, Long> cache;
        private Runnable before = () -> {};
        private Runnable after = () -> {};

        Interfering(Cache<String, Long> cache) {
            super(cache);
            this.cache = cache;
        }

        @Override
        public Long putIfAbsent(
                String key, Long value, long lifespan, TimeUnit unit, long maxIdle, TimeUnit maxIdleUnit) {
            before.run();
            Long found = cache.putIfAbsent(key, value, lifespan, unit, maxIdle, maxIdleUnit);
            after.run();
            return found;
        }
    }

    @Test
    @DisplayName("H-103: a cache that is cleared at any moment of a use does not go unseen")
    void h103_clearedMeanwhile() {
        Interfering cache = new Interfering(cluster.join());
        InfinispanReplayStore store = storeOf(cache);
        assertTrue(use(store, "captured", SECOND));
        cache.before = cache::clear;
        assertEquals(
                Duration.ofSeconds(1),
                assertRefused(Reason.UNAVAILABLE, () -> use(store, "copy", SECOND))
                        .retryAfter());
        cache.before = () -> {};
        assertTrue(use(storeOf(cache), "again", SECOND));
        cache.after = cache::clear;
        assertRefused(Reason.UNAVAILABLE, () -> use(store, "other copy", SECOND));
    }

    @Test
    @DisplayName("H-103: a marker that comes too late is none")
    void h103_slowMarker() {
        Interfering cache = new Interfering(cluster.join());
        InfinispanReplayStore store = storeOf(cache);
        cache.before = () -> {
            clock.advance(Duration.ofNanos(1));
            cache.before = () -> {};
        };
        assertRefused(Reason.UNAVAILABLE, () -> use(store, "jti", SECOND));
        assertTrue(use(store, "jti", SECOND.plusSeconds(1)));

        cache.clear();
        cache.before = () -> clock.advance(Duration.ofSeconds(1));
        assertRefused(Reason.UNAVAILABLE, () -> use(store, "other", clock.instant()));
        assertEquals(0, cache.size());
    }

    @Test
    @DisplayName("H-103: who takes back a marker that comes too late leaves that of another node alone")
    void h103_slowMarkerAndAnother() {
        Cache<String, Long> entries = cluster.join();
        Interfering cache = new Interfering(entries);
        long another = SECOND.getEpochSecond() + 60;
        cache.before = () -> clock.advance(Duration.ofNanos(1));
        cache.after = () -> {
            cache.before = () -> {};
            cache.after = () -> {};
            entries.put(InfinispanReplayStore.MARKER, another);
        };
        assertRefused(Reason.UNAVAILABLE, () -> use(storeOf(cache), "jti", SECOND));
        assertEquals(another, entries.get(InfinispanReplayStore.MARKER));
    }

    @Test
    @DisplayName("R-11, R-13: a cache that cannot do is refused before anything is asked of it")
    void r13_demands() {
        Cache<String, Long> cache =
                cluster.join(configuration -> configuration.memory().maxCount(1_000_000));
        assertThrows(IllegalStateException.class, () -> storeOf(cache));
    }

    @Test
    @DisplayName(
            "R-14, H-102, H-107: with DENY_READ_WRITES nodes that lose each other refuse, and recover by themselves")
    void h107_partsThatRefuse() {
        Consumer<ConfigurationBuilder> strict = configuration ->
                configuration.clustering().partitionHandling().whenSplit(PartitionHandling.DENY_READ_WRITES);
        Cache<String, Long> cache = cluster.join(strict);
        List<InfinispanReplayStore> nodes = List.of(storeOf(cache), storeOf(cluster.join(strict)));
        assertTrue(use(nodes.get(0), "captured", SECOND));
        Runnable heal = cluster.isolate(cache);
        try {
            for (InfinispanReplayStore node : nodes) {
                await("refusals", () -> isRefused(node));
                ReplayStoreException refusal = assertRefused(Reason.UNAVAILABLE, () -> use(node, "new", SECOND));
                assertTrue(refusal.getMessage().startsWith("The cache proofs cannot be asked: "), refusal::getMessage);
                assertEquals(Duration.ofSeconds(5), refusal.retryAfter());
            }
        } finally {
            heal.run();
        }
        awaitRecovery(nodes);
        for (InfinispanReplayStore node : nodes) {
            assertFalse(use(node, "captured", SECOND));
        }
    }

    @Test
    @DisplayName(
            "R-13, H-102: otherwise each part accepts a proof once, and afterwards all know what any part has seen")
    void h102_partsThatGoOn() {
        Cache<String, Long> cache = cluster.join();
        List<InfinispanReplayStore> nodes = List.of(storeOf(cache), storeOf(cluster.join()));
        assertTrue(use(nodes.get(0), "before", SECOND));
        Runnable heal = cluster.isolate(cache);
        try {
            awaitMembers(cache, 1);
            awaitRecovery(nodes);
            for (InfinispanReplayStore node : nodes) {
                assertFalse(use(node, "before", SECOND));
                assertTrue(use(node, "the documented hole", SECOND));
            }
            assertTrue(use(nodes.get(0), "at the first", SECOND));
            assertTrue(use(nodes.get(1), "at the second", SECOND));
        } finally {
            heal.run();
        }
        awaitMembers(cache, 2);
        awaitRecovery(nodes);
        for (String captured : List.of("before", "the documented hole", "at the first", "at the second")) {
            for (InfinispanReplayStore node : nodes) {
                assertFalse(use(node, captured, SECOND), captured);
            }
        }
    }

    /** That its node has seen it does not mean that the others have. */
    private static void awaitMembers(Cache<String, Long> cache, int count) {
        await(count + " members", () -> {
            CacheTopology topology =
                    cache.getAdvancedCache().getDistributionManager().getCacheTopology();
            return topology.getMembers().size() == count && topology.getPhase() == CacheTopology.Phase.NO_REBALANCE;
        });
    }

    private static void awaitRecovery(List<InfinispanReplayStore> nodes) {
        for (InfinispanReplayStore node : nodes) {
            await("recovery", () -> !isRefused(node));
        }
    }

    private static boolean isRefused(InfinispanReplayStore store) {
        try {
            use(store, UUID.randomUUID().toString(), SECOND);
            return false;
        } catch (ReplayStoreException e) {
            return true;
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), what);
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    @DisplayName("R-11, R-12, H-106: what a node adds is bounded, in all and for each client key")
    void r11_r12_bounds() {
        Cache<String, Long> cache = cluster.join();
        InfinispanReplayStore store = storeOf(cache, 100, 2, clock);
        assertTrue(use(store, "1", SECOND));
        assertTrue(use(store, "2", SECOND));
        assertRefused(Reason.CLIENT_KEY_QUOTA, () -> use(store, "3", SECOND));
        assertFalse(use(store, "2", SECOND));
        assertEquals(3, cache.size());
    }

    @Test
    @DisplayName("a store that is not told when a proof was made remembers it all the same")
    void withoutAge() {
        InfinispanReplayStore store = storeOf(cluster.join());
        assertTrue(store.firstUse(new ProofUse(key("jti"), Instant.MAX, SECOND.plus(LIFE))));
        assertFalse(store.firstUse(new ProofUse(key("jti"), Instant.MAX, SECOND.plus(LIFE))));
    }
}
