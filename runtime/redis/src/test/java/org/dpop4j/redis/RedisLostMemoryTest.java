package org.dpop4j.redis;

import static org.dpop4j.redis.Stores.assertRefused;
import static org.dpop4j.redis.Stores.awaitAnswer;
import static org.dpop4j.redis.Stores.key;
import static org.dpop4j.redis.Stores.newKey;
import static org.dpop4j.redis.Stores.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.proof.Reports;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("H-103 on the side of Redis: what it has forgotten is not accepted again")
class RedisLostMemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.5Z");
    private static final Instant THIS_SECOND = Instant.parse("2026-11-22T12:00:00Z");

    private final TestClock clock = TestClock.at(NOW.minusSeconds(100));
    private RedisServer redis;
    private RedisReplayStore store;

    private void start(String... arguments) {
        redis = RedisServer.start(arguments);
        store = Stores.of(redis, clock);
        // Known since long ago.
        assertTrue(use(store, newKey(), clock.instant().plusSeconds(1)));
        clock.set(NOW);
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    private static void assertForgotten(RedisReplayStore store, String jti, Instant madeAt) {
        ReplayStoreException refusal = assertRefused(Reason.FORGOTTEN, () -> use(store, key(jti), madeAt));
        assertEquals(Duration.ofSeconds(1), refusal.retryAfter());
    }

    @Test
    @DisplayName("the first start counts as a loss: nobody knows what another node had told the server before")
    void firstStart() {
        redis = RedisServer.start();
        store = Stores.of(redis, clock);
        Instant second = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        // Within this second no proof can be told from one that was made before, not by a new nonce either.
        assertRefused(Reason.UNAVAILABLE, () -> use(store, key("jti"), second));
        assertRefused(Reason.UNAVAILABLE, () -> use(store, key("jti"), second.minusSeconds(60)));
        clock.set(second.plusMillis(999));
        assertRefused(Reason.UNAVAILABLE, () -> use(store, key("jti"), second));
        clock.set(second.plusSeconds(1));
        assertForgotten(store, "jti", second);
        assertTrue(use(store, key("jti"), second.plusSeconds(1)));
        assertFalse(use(store, key("jti"), second.plusSeconds(1)));
    }

    @Test
    @DisplayName("a start in the first millisecond of a second counts from that second on")
    void firstStartOnTheSecond() {
        redis = RedisServer.start();
        clock.set(THIS_SECOND);
        store = Stores.of(redis, clock);
        assertForgotten(store, "jti", THIS_SECOND.minusSeconds(1));
        assertTrue(use(store, key("jti"), THIS_SECOND));
    }

    @Test
    @DisplayName("a node that comes later finds the marker, and sets none")
    void laterNodes() {
        start();
        try (RedisReplayStore later = Stores.of(redis, clock)) {
            assertTrue(use(later, key("jti"), THIS_SECOND.minusSeconds(60)));
            assertFalse(use(store, key("jti"), THIS_SECOND.minusSeconds(60)));
        }
    }

    private void assertOlderProofsAreRefused(Instant lossAt) {
        Instant next = Instant.ofEpochSecond(lossAt.getEpochSecond() + 1);
        clock.set(next);
        awaitAnswer(store, clock);
        // A node that knew nothing of the time before is as careful.
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            for (RedisReplayStore node : List.of(store, other)) {
                assertForgotten(node, "used", THIS_SECOND);
                assertForgotten(node, "used", next.minusSeconds(1));
                assertTrue(use(node, newKey(), next));
            }
        }
    }

    @Test
    @DisplayName("killed and started again, empty: proofs from before are refused, new ones pass at once")
    void emptyAfterRestart() {
        start();
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        assertRefusedOrForgotten("used");
        assertOlderProofsAreRefused(NOW);
    }

    /** The open connection is of the server that is gone; whatever is found out first, the copy does not pass. */
    private void assertRefusedOrForgotten(String jti) {
        for (int i = 0; i < 10; i++) {
            try {
                assertFalse(use(store, key(jti), THIS_SECOND));
            } catch (ReplayStoreException e) {
                assertFalse(e.reason() == Reason.FULL || e.reason() == Reason.CLIENT_KEY_QUOTA);
            }
        }
    }

    @Test
    @DisplayName("killed and started again with an old snapshot, which has the marker of the time before")
    void oldSnapshotAfterRestart() {
        start("--save", "3600 1");
        redis.ask("SAVE");
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        assertTrue((Long) redis.ask("DBSIZE") >= 2);
        assertRefusedOrForgotten("used");
        assertOlderProofsAreRefused(NOW);
    }

    @Test
    @DisplayName("a log that is written once a second may lack the last second")
    void logOfEverySecond() {
        start("--appendonly", "yes", "--appendfsync", "everysec");
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        assertRefusedOrForgotten("used");
        assertOlderProofsAreRefused(NOW);
    }

    @Test
    @DisplayName("a server that writes each command before it answers forgets nothing")
    void logOfEveryCommand() {
        start("--appendonly", "yes", "--appendfsync", "always");
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            assertFalse(use(other, key("used"), THIS_SECOND));
            assertTrue(use(other, key("made before, used after"), THIS_SECOND.minusSeconds(30)));
        }
        awaitAnswer(store, clock);
        assertFalse(use(store, key("used"), THIS_SECOND));
    }

    @Test
    @DisplayName("but not one that does so only while it does not rewrite its log")
    void logOfEveryCommandButDuringARewrite() {
        start("--appendonly", "yes", "--appendfsync", "always", "--no-appendfsync-on-rewrite", "yes");
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        assertRefusedOrForgotten("used");
        assertOlderProofsAreRefused(NOW);
    }

    @Test
    @DisplayName("a time without the log ends what was known by it, also when there is a log again")
    void logOfEveryCommandAgain() {
        start("--appendonly", "yes", "--appendfsync", "always", "--save", "3600 1");
        redis.ask("SAVE");
        redis.kill();
        redis.restart("--appendonly", "no");
        awaitAnswer(store, clock);
        assertTrue(marker(redis).matches("[0-9a-f]{40}/0{40}/-1/[0-9]+"), () -> marker(redis));
        redis.ask("CONFIG", "SET", "appendonly", "yes");
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            awaitAnswer(other, clock);
            assertEquals("always/" + (THIS_SECOND.getEpochSecond() + 1), marker(redis));
        }
    }

    @Test
    @DisplayName("a marker that makes no sense is none")
    void strangeMarker() {
        start();
        String life = marker(redis).replaceFirst("[0-9]+$", "");
        for (String text : List.of("", "x", "always/1", "/1", life, life + "x", life + "-1")) {
            redis.ask("SET", "dpop4j:{orders}:since", text);
            Instant next = THIS_SECOND.plusSeconds(1);
            assertRefused(Reason.UNAVAILABLE, () -> use(store, newKey(), next));
            assertTrue(use(store, newKey(), next));
            assertEquals(life + (THIS_SECOND.getEpochSecond() + 1), marker(redis), text);
        }
    }

    @Test
    @DisplayName("with replicas the log is not enough: one of them may take over with less")
    void logOfEveryCommandWithReplica() {
        start("--appendonly", "yes", "--appendfsync", "always");
        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()))) {
            Stores.await(
                    "the replica",
                    () -> new String((byte[]) redis.ask("INFO", "replication")).contains("state=online"));
            clock.advance(Duration.ofSeconds(10));
            try (RedisReplayStore other = Stores.of(redis, clock)) {
                assertForgottenOrTooEarly(other);
            }
            assertTrue(replica.port() != redis.port());
        }
    }

    private static void assertForgottenOrTooEarly(RedisReplayStore other) {
        assertRefused(Reason.UNAVAILABLE, () -> use(other, key("before"), THIS_SECOND));
    }

    @Test
    @DisplayName("whoever must not ask for the configuration assumes the worst")
    void logOfEveryCommandThatNobodyMayKnowOf() {
        start("--appendonly", "yes", "--appendfsync", "always", "--rename-command", "CONFIG", "");
        assertTrue(use(store, key("used"), THIS_SECOND));
        redis.kill();
        redis.restart();
        assertRefusedOrForgotten("used");
        assertOlderProofsAreRefused(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLUSHALL", "FLUSHDB"})
    @DisplayName("data deleted while the connection stays open: not even the next question is answered with yes")
    void deleted(String command) {
        start();
        assertTrue(use(store, key("used"), THIS_SECOND));
        try (RedisReplayStore other = Stores.of(redis, clock)) {
            assertFalse(use(other, key("used"), THIS_SECOND));
            redis.ask(command);
            assertRefused(Reason.UNAVAILABLE, () -> use(store, key("used"), THIS_SECOND));
            assertRefused(Reason.UNAVAILABLE, () -> use(other, key("used"), THIS_SECOND));
            assertOlderProofsAreRefused(NOW);
            assertForgotten(other, "used", THIS_SECOND);
        }
    }

    @Test
    @DisplayName("a replica that takes over starts a new life, as far as anybody can tell")
    void failover() {
        start();
        try (RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()))) {
            Stores.await(
                    "the replica",
                    () -> new String((byte[]) redis.ask("INFO", "replication")).contains("state=online"));
            try (RedisReplayStore both = Stores.of(redis.uri() + ",127.0.0.1:" + replica.port(), clock)) {
                assertTrue(use(both, key("used"), THIS_SECOND));
                redis.kill();
                assertRefused(Reason.UNAVAILABLE, () -> use(both, key("used"), THIS_SECOND));
                replica.ask("REPLICAOF", "NO", "ONE");
                clock.set(THIS_SECOND.plusSeconds(1));
                awaitAnswer(both, clock);
                assertForgotten(both, "used", THIS_SECOND);
                assertTrue(use(both, newKey(), THIS_SECOND.plusSeconds(1)));
            }
        }
    }

    @Test
    @DisplayName("a master that was a replica in between has what the other one had when it was left, and no more")
    void failoverAndBack() {
        start();
        try (RedisServer other = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()));
                RedisReplayStore viaOther = Stores.of(other, clock)) {
            awaitReplica(redis);
            other.ask("REPLICAOF", "NO", "ONE");
            redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(other.port()));
            awaitReplica(other);
            clock.set(NOW.plusSeconds(10));
            awaitAnswer(viaOther, clock);
            Stores.await("the marker", () -> marker(redis).equals(marker(other)));
            clock.set(NOW.plusSeconds(20));
            // This one never gets to the replica, which was never restarted.
            redis.ask("REPLICAOF", "NO", "ONE");
            assertTrue(use(viaOther, key("used"), NOW.plusSeconds(20)));
            other.kill();
            assertRefused(Reason.UNAVAILABLE, () -> use(store, key("used"), NOW.plusSeconds(20)));
            try (RedisReplayStore later = Stores.of(redis, clock)) {
                assertRefused(Reason.UNAVAILABLE, () -> use(later, key("used"), NOW.plusSeconds(20)));
                clock.set(THIS_SECOND.plusSeconds(21));
                for (RedisReplayStore node : List.of(store, later)) {
                    assertForgotten(node, "used", NOW.plusSeconds(20));
                    assertTrue(use(node, newKey(), THIS_SECOND.plusSeconds(21)));
                }
            }
        }
    }

    @Test
    @DisplayName(
            "nor does a master that was a replica in between go on as if nothing had been, when nobody has asked the other")
    void failoverAndBackUnseen() {
        start();
        try (RedisServer other = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(redis.port()))) {
            awaitReplica(redis);
            other.ask("REPLICAOF", "NO", "ONE");
            assertTrue(use(store, key("used"), THIS_SECOND));
            redis.ask("REPLICAOF", "127.0.0.1", Integer.toString(other.port()));
            awaitReplica(other);
            redis.ask("REPLICAOF", "NO", "ONE");
            try (RedisReplayStore later = Stores.of(redis, clock)) {
                assertRefused(Reason.UNAVAILABLE, () -> use(later, key("used"), THIS_SECOND));
            }
        }
    }

    @Test
    @DisplayName("a log of every command is not enough either where the server was a replica that may have had less")
    void logOfEveryCommandOfAReplica() {
        start();
        try (RedisServer replica = RedisServer.start(
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--replicaof",
                "127.0.0.1",
                Integer.toString(redis.port()))) {
            awaitReplica(redis);
            replica.ask("REPLICAOF", "NO", "ONE");
            try (RedisReplayStore later = Stores.of(replica, clock)) {
                assertRefused(Reason.UNAVAILABLE, () -> use(later, key("used"), THIS_SECOND));
                assertFalse(marker(replica).startsWith("always"), () -> marker(replica));
            }
        }
    }

    /** Shows a later time each time that it is looked at. */
    private static Clock slow(Duration step) {
        TestClock clock = TestClock.at(NOW);
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return clock.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                Instant now = clock.instant();
                clock.advance(step);
                return now;
            }
        };
    }

    @Test
    @DisplayName("a marker that took so long that its second is over when it is set is too early, and does not stay")
    void slowMarking() {
        redis = RedisServer.start();
        store = Stores.of(redis, slow(Duration.ofMillis(600)));
        // The seconds that are tried are 1, 2 and 3, over by 0.1, 0.3 and 0.5 seconds; then 5, at 4.7.
        store.connect();
        assertTrue(marker(redis).endsWith("/" + (THIS_SECOND.getEpochSecond() + 5)), () -> marker(redis));
        redis.ask("FLUSHALL");
        try (RedisReplayStore tooSlow = Stores.of(redis, slow(Duration.ofMillis(1500)))) {
            assertRefused(Reason.UNAVAILABLE, () -> use(tooSlow, newKey(), NOW));
            assertEquals(0L, redis.ask("DBSIZE"));
        }
    }

    private static String marker(RedisServer server) {
        return new String((byte[]) server.ask("GET", "dpop4j:{orders}:since"), StandardCharsets.UTF_8);
    }

    private static void awaitReplica(RedisServer master) {
        Stores.await(
                "the replica", () -> new String((byte[]) master.ask("INFO", "replication")).contains("state=online"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"allkeys-lru", "volatile-ttl"})
    @DisplayName("R-11: a server that evicts is warned about, once, and works")
    void r11_evictionIsWarnedAbout(String policy) {
        start("--maxmemory", "100mb", "--maxmemory-policy", policy);
        List<String> warnings = Reports.warnings(() -> {
            try (RedisReplayStore other = Stores.of(redis, clock)) {
                other.connect();
                assertTrue(use(other, newKey(), THIS_SECOND));
                redis.ask("CLIENT", "KILL", "TYPE", "normal");
                assertTrue(use(other, newKey(), THIS_SECOND));
            }
        });
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("maxmemory-policy " + policy), warnings::toString);
    }

    @Test
    void noWarningWithoutEviction() {
        start("--maxmemory", "100mb", "--maxmemory-policy", "noeviction");
        assertEquals(List.of(), Reports.warnings(() -> {
            try (RedisReplayStore other = Stores.of(redis, clock)) {
                other.connect();
            }
        }));
    }
}
