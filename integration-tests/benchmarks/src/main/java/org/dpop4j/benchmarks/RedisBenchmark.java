package org.dpop4j.benchmarks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.redis.RedisReplayStore;
import org.dpop4j.redis.RedisServer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/**
 * Uses per second of the Redis store, beside the client's own {@code SET NX PX} from its pool. For 16 and 64 callers:
 * {@code -t 16}, {@code -t 64}; for the latency: {@code -bm sample -tu us}.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RedisBenchmark {
    private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private RedisServer server;
    private RedisClient client;
    private RedisReplayStore store;

    /** The keys of one caller, whose making is part of both. */
    @State(Scope.Thread)
    public static class Keys {
        private final String caller = UUID.randomUUID().toString();
        private long count;

        ReplayKey next() {
            return ReplayKey.of("orders", JKT, caller + count++);
        }
    }

    /** Starts a server, with as many connections for the client as the store has. */
    @Setup
    public void start() {
        server = RedisServer.start();
        GenericObjectPoolConfig<Connection> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(64);
        config.setMaxIdle(64);
        client = RedisClient.builder()
                .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
                .poolConfig(config)
                .build();
        store = new RedisReplayStore(server.uri(), Duration.ofSeconds(10), "orders", Clock.systemUTC());
    }

    /** Stops it. */
    @TearDown
    public void stop() {
        store.close();
        client.close();
        server.close();
    }

    /** The bare command. */
    @Benchmark
    public String bareSetNxPx(Keys keys) {
        return client.set(
                "dpop4j:{orders}:" + keys.next(),
                "1",
                SetParams.setParams().nx().px(91_000));
    }

    /** The store: the same command, and a look at the marker in the same round trip. */
    @Benchmark
    public boolean firstUse(Keys keys) {
        Instant now = Instant.now();
        return store.firstUse(new ProofUse(keys.next(), now.plusSeconds(2), now.plusSeconds(61)));
    }
}
