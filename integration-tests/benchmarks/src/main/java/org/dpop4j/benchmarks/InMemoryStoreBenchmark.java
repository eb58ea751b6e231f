package org.dpop4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Uses per second of the store in memory that holds a million live entries of a thousand clients; with two callers:
 * {@code -t 2}. Run as a program of its own it prints the bytes of heap for each entry.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class InMemoryStoreBenchmark {
    private static final int LIVE = 1_000_000;
    private static final int CLIENTS = 1_000;
    private static final String MOST = "40000000";

    private final AtomicLong nextCaller = new AtomicLong();
    private InMemoryReplayStore store = newStore();

    private static InMemoryReplayStore newStore() {
        DPoPSettings settings = DPoPSettings.read(
                SettingSource.of("", Map.of("replay.max-entries", MOST, "replay.max-entries-per-key", MOST)), "orders");
        return new InMemoryReplayStore(settings, Clock.systemUTC());
    }

    private static void fill(InMemoryReplayStore store, Instant expiry) {
        for (int i = 0; i < LIVE; i++) {
            if (!store.firstUse(
                    new ProofUse(ReplayKey.of("orders", "client" + i % CLIENTS, "live" + i), Instant.MAX, expiry))) {
                throw new IllegalStateException("used before");
            }
        }
    }

    /** A new store before each iteration, so that what the last one has added does not count. */
    @Setup(Level.Iteration)
    public void fill() {
        store = newStore();
        fill(store, Instant.now().plusSeconds(3_600));
    }

    /** The keys of one caller. */
    @State(Scope.Thread)
    public static class Keys {
        private final String[] clients = new String[CLIENTS];
        private long count;
        private String caller = "";

        /** Names the clients. */
        @Setup
        public void name(InMemoryStoreBenchmark benchmark) {
            caller = benchmark.nextCaller.incrementAndGet() + "-";
            for (int i = 0; i < CLIENTS; i++) {
                clients[i] = "client" + i;
            }
        }

        ReplayKey next() {
            long number = count++;
            return ReplayKey.of("orders", clients[(int) (number % CLIENTS)], caller + number);
        }
    }

    /** Making the key alone: a SHA-256. */
    @Benchmark
    public ReplayKey bareKey(Keys keys) {
        return keys.next();
    }

    /** A first use: making the key, and remembering it; they end at once and are swept out by those that follow. */
    @Benchmark
    public boolean firstUse(Keys keys) {
        return store.firstUse(
                new ProofUse(keys.next(), Instant.MAX, Instant.now().minusSeconds(1)));
    }

    /** Prints the used heap with a million entries, less the one without them. */
    public static void main(String[] arguments) {
        fill(newStore(), Instant.now().plusSeconds(3_600));
        long before = usedHeap();
        InMemoryReplayStore measured = newStore();
        fill(measured, Instant.now().plusSeconds(3_600));
        long bytes = usedHeap() - before;
        System.getLogger("org.dpop4j")
                .log(
                        System.Logger.Level.INFO,
                        measured.size() + " live entries of " + CLIENTS + " clients: " + bytes + " bytes, "
                                + bytes / (double) measured.size() + " each");
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
