package org.dpop4j.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisUriTest {
    @Test
    void readsOneHost() {
        RedisUri uri = RedisUri.parse("redis://redis.example");
        assertEquals(List.of(new HostAndPort("redis.example", 6379)), uri.hosts());
        assertFalse(uri.tls());
        assertNull(uri.user());
        assertNull(uri.password());
        assertNull(uri.master());
        assertEquals(0, uri.database());
    }

    @Test
    void readsEverything() {
        RedisUri uri = RedisUri.parse("rediss://dpop:p%40ss+%2F:x@a.example:1,b.example,[::1]:65535,[::2]/15");
        assertTrue(uri.tls());
        assertEquals("dpop", uri.user());
        assertEquals("p@ss+/:x", uri.password());
        assertEquals(
                List.of(
                        new HostAndPort("a.example", 1),
                        new HostAndPort("b.example", 6379),
                        new HostAndPort("::1", 65_535),
                        new HostAndPort("::2", 6379)),
                uri.hosts());
        assertEquals(15, uri.database());
        assertEquals(15, RedisUri.parse("redis://a.example/15").database());
        assertEquals(0, RedisUri.parse("redis://a.example/").database());
    }

    @Test
    void readsSentinels() {
        for (boolean tls : List.of(true, false)) {
            RedisUri uri = RedisUri.parse("redis" + (tls ? "s" : "") + "-sentinel://:pw@a.example,b.example:1/2#main");
            assertEquals(tls, uri.tls());
            assertNull(uri.user());
            assertEquals("pw", uri.password());
            assertEquals("main", uri.master());
            assertEquals(List.of(new HostAndPort("a.example", 26379), new HostAndPort("b.example", 1)), uri.hosts());
            assertEquals(2, uri.database());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis",
                "secret",
                "secret@redis.example",
                "http://:secret@redis.example",
                "redis:/:secret@redis.example",
                "REDIS://:secret@redis.example",
                "redis://",
                "redis://:secret@",
                "redis://secret@redis.example",
                "redis://secret:@redis.example",
                "redis://:secret@redis.example:0",
                "redis://:secret@redis.example:65536",
                "redis://:secret@redis.example:x",
                "redis://:secret@redis.example:",
                "redis://:secret@redis.example:+1",
                "redis://:secret@redis.example,",
                "redis://:secret@redis.example,,b",
                "redis://:secret@[::1",
                "redis://:secret@[]",
                "redis://:secret@[::1]6379",
                "redis://:secret@redis.example/secret",
                "redis://:secret@redis.example/-1",
                "redis://:secret@redis.example/10000",
                "redis://:secret@redis.example?secret",
                "redis://:secret@redis.example#main",
                "redis://:secret/secret",
                "redis://:secret%@redis.example",
                "redis-sentinel://:secret@redis.example",
                "redis-sentinel://:secret@redis.example#",
                "redis-sentinel://:secret@redis.example# ",
                "redis-sentinel://dpop:1234#secret@redis.example",
                "redis-sentinel://dpop:1234#secret@redis.example#main",
                "redis-sentinel://:secret@redis.example#main#other"
            })
    void q19_refusesAnythingElseAndShowsNothingOfIt(String text) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> RedisUri.parse(text));
        assertFalse(fault.getMessage().contains("secret"), fault::getMessage);
        assertNull(fault.getCause());
        if (!text.isBlank()) {
            DPoPSettings settings = new TestSettings().replayRedisUri(text).build("dpop.");
            InvalidSettingException stop = assertThrows(
                    InvalidSettingException.class, () -> SharedReplayStores.open(settings, Clock.systemUTC()));
            assertEquals("dpop.replay.redis.uri", stop.key());
            assertFalse(stop.getMessage().contains("secret"), stop::getMessage);
        }
    }

    @Test
    void printsTheHostsOnly() {
        assertEquals(
                "a.example:1,b.example:26379",
                RedisUri.parse("redis-sentinel://dpop:secret@a.example:1,b.example/1#main")
                        .toString());
    }

    @Test
    void refusesTimeoutsOutOfBounds() {
        for (Duration bad : List.of(Duration.ZERO, Duration.ofNanos(999_999), Duration.ofMillis(60_001))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new RedisReplayStore("redis://a.example", bad, "orders", Clock.systemUTC()));
        }
        for (Duration good : List.of(Duration.ofMillis(1), Duration.ofMinutes(1))) {
            new RedisReplayStore("redis://a.example", good, "orders", Clock.systemUTC()).close();
        }
    }
}
