package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStoreException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store against a plain map that does the same, slowly, over long random sequences. */
class InMemoryReplayStoreModelTest {
    private static final int OPERATIONS = 200_000;
    private static final int MAX_ENTRIES = 4_000;
    private static final int MAX_ENTRIES_PER_KEY = 700;

    private record Entry(String jkt, Instant expiry, Duration monoEnd) {}

    private final Map<ReplayKey, Entry> model = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private final TestTime time = new TestTime();
    private final InMemoryReplayStore store = new InMemoryReplayStore(MAX_ENTRIES, MAX_ENTRIES_PER_KEY, time, time);
    private Duration mono = Duration.ZERO;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("R-06, R-08, R-11, R-12: growth, shrinking, sweeping and refusing agree with the model")
    void agreesWithTheModel(long seed) {
        Random random = new Random(seed);
        int full = 0;
        int quota = 0;
        int known = 0;
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < OPERATIONS; i++) {
            // Bursts and lulls: the store fills up, then all but empties.
            boolean burst = i / 10_000 % 2 == 0;
            if (random.nextInt(burst ? 300 : 3) == 0) {
                pass(random);
                smallest = i > 10_000 ? Math.min(smallest, model.size()) : smallest;
            }
            String jkt = "client" + (random.nextInt(4) == 0 ? 0 : random.nextInt(40));
            ReplayKey key = ReplayKey.of("model", jkt, Integer.toString(random.nextInt(2_000)));
            int seconds = 1 + random.nextInt(burst ? 90 : 10);
            String expected = expected(key, jkt);
            assertEquals(expected, actual(key, time.in(seconds)), () -> "seed " + seed);
            switch (expected) {
                case "true" -> {
                    model.put(key, new Entry(jkt, time.in(seconds), mono.plusSeconds(seconds)));
                    held.merge(jkt, 1, Integer::sum);
                }
                case "false" -> known++;
                case "FULL" -> full++;
                default -> quota++;
            }
            assertTrue(store.size() >= model.size() && store.size() <= MAX_ENTRIES);
        }
        // The sequence has been everywhere.
        assertTrue(full > 100 && quota > 100 && known > 100 && smallest < 100, () -> "poor sequence of seed " + seed);
    }

    private void pass(Random random) {
        Duration seconds = Duration.ofSeconds(1 + random.nextInt(3));
        mono = mono.plus(seconds);
        time.pass(seconds);
        if (random.nextInt(5) == 0) {
            time.stepWall(Duration.ofSeconds(random.nextInt(30)));
        }
        model.values().removeIf(entry -> {
            boolean gone = time.instant().isAfter(entry.expiry) && mono.compareTo(entry.monoEnd) > 0;
            if (gone) {
                held.merge(entry.jkt, -1, Integer::sum);
            }
            return gone;
        });
    }

    private String expected(ReplayKey key, String jkt) {
        if (model.containsKey(key)) {
            return "false";
        }
        if (held.getOrDefault(jkt, 0) >= MAX_ENTRIES_PER_KEY) {
            return "CLIENT_KEY_QUOTA";
        }
        return model.size() >= MAX_ENTRIES ? "FULL" : "true";
    }

    private String actual(ReplayKey key, Instant expiry) {
        try {
            return Boolean.toString(store.firstUse(new ProofUse(key, Instant.MAX, expiry)));
        } catch (ReplayStoreException e) {
            return e.reason().name();
        }
    }
}
