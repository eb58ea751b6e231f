package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what an entry costs. */
class InMemoryReplayStoreMemoryTest {
    private static final int CLIENTS = 1_000;

    private final TestTime time = new TestTime();
    private final InMemoryReplayStore store = new InMemoryReplayStore(1_000_000, 125_000, time, time);

    private void add(int from, int to, long seconds) {
        for (int i = from; i < to; i++) {
            assertTrue(store.firstUse(
                    new ProofUse(ReplayKey.of("m", "client" + i % CLIENTS, "jti" + i), Instant.MAX, time.in(seconds))));
        }
    }

    @Test
    @DisplayName("A million live entries of a thousand clients take at most 64 bytes each")
    void aMillionLiveEntries() {
        add(0, 1_000_000, 60);
        assertEquals(1_000_000, store.size());
        assertBytesPerEntry(1_000_000, 64);
    }

    @Test
    @DisplayName("At no size does growing or shrinking leave more than 64 bytes for each live entry")
    void growthLeavesNoSlack() {
        for (int entries = 100_000; entries <= 200_000; entries += 5_000) {
            add(entries == 100_000 ? 0 : entries - 5_000, entries, 60);
            assertBytesPerEntry(entries, 64);
        }
    }

    @Test
    void anEmptyStoreIsSmall() {
        assertTrue(StoreSize.bytes(store) <= 128 * 1024, () -> StoreSize.bytes(store) + " bytes");
    }

    @Test
    @DisplayName("After a burst the memory comes back, with few requests and no other thread")
    void shrinksAfterABurst() {
        add(0, 200_000, 60);
        long burst = StoreSize.bytes(store);
        for (int second = 0; second < 120; second++) {
            time.pass(Duration.ofSeconds(1));
            add(1_000_000 + second * CLIENTS, 1_000_000 + (second + 1) * CLIENTS, 1);
        }
        assertTrue(store.size() <= 10_000, () -> store.size() + " entries");
        assertTrue(StoreSize.bytes(store) <= burst / 8, () -> StoreSize.bytes(store) + " of " + burst + " bytes");
    }

    private void assertBytesPerEntry(int entries, int bytes) {
        long measured = StoreSize.bytes(store);
        assertTrue(measured <= (long) entries * bytes, () -> measured + " bytes for " + entries + " entries");
    }
}
