package org.dpop4j.infinispan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.TestSettings;
import org.infinispan.Cache;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-13, Q-19: the module chooses the store, and says what is missing")
class InfinispanReplayStoreProviderTest {
    private static final DPoPSettings REDIS =
            new TestSettings().replayRedisUri("redis://redis.example").build();

    /** Another one, which is on the class path of these tests. */
    public static final class OtherProvider implements SharedReplayStores.Provider {
        @Override
        public String module() {
            return "another-module";
        }

        @Override
        public boolean isChosen(DPoPSettings settings) {
            return settings.replayRedisUri().isPresent();
        }

        @Override
        public ReplayStore open(DPoPSettings settings, Clock clock) {
            throw new AssertionError("nobody should open it");
        }
    }

    @Test
    void r13_noCache() {
        IllegalStateException fault = assertThrows(
                IllegalStateException.class,
                () -> SharedReplayStores.open(new TestSettings().build(), Clock.systemUTC()));
        assertTrue(
                fault.getMessage().contains("there is no Infinispan cache at java:comp/env/dpop4j/replay-cache"),
                fault::getMessage);
    }

    @Test
    void r13_twoStores() {
        IllegalStateException fault =
                assertThrows(IllegalStateException.class, () -> SharedReplayStores.open(REDIS, Clock.systemUTC()));
        assertEquals(
                "More than one shared replay store is chosen: another-module, dpop4j-infinispan. Remove all of these"
                        + " modules but one",
                fault.getMessage());
    }

    @Test
    @DisplayName("R-13: a module that an own store makes useless is warned about, one that is used is not")
    void r13_ownStore() {
        DPoPSettings settings = new TestSettings()
                .publicBaseUris(List.of("https://api.example"))
                .build();
        assertEquals(
                List.of("dpop4j-infinispan is on the class path, but not used: java.lang.Object is the replay store of"
                        + " this application. Remove one of the two"),
                StartupWarnings.of(settings, List.of(), false, null, Object.class));
        assertEquals(List.of(), StartupWarnings.of(settings, List.of(), false, null, null));
    }

    @Test
    @DisplayName("R-11, R-12: the bounds of the settings are those of the store")
    void r12_bounds() {
        try (Cluster cluster = new Cluster()) {
            DPoPSettings settings = new TestSettings()
                    .replayMaxEntries(100)
                    .replayMaxEntriesPerKey(1)
                    .build();
            ReplayStore store = InfinispanReplayStoreProvider.open(cluster.join(), settings, Clock.systemUTC());
            Instant expiry = Instant.now().plusSeconds(60);
            assertTrue(store.firstUse(new ProofUse(ReplayKey.of("orders", "jkt", "1"), Instant.MAX, expiry)));
            ReplayStoreException full = assertThrows(
                    ReplayStoreException.class,
                    () -> store.firstUse(new ProofUse(ReplayKey.of("orders", "jkt", "2"), Instant.MAX, expiry)));
            assertEquals(ReplayStoreException.Reason.CLIENT_KEY_QUOTA, full.reason());
        }
    }

    @Test
    @DisplayName("R-13: a cache that holds something else stops the start-up")
    @SuppressWarnings({"unchecked", "rawtypes"}) // It is the mistake.
    void r13_usedForSomethingElse() {
        try (Cluster cluster = new Cluster()) {
            Cache<String, Long> cache = cluster.join();
            ((Cache) cache).put(InfinispanReplayStore.MARKER, "something else");
            DPoPSettings settings = new TestSettings().build();
            IllegalStateException fault = assertThrows(
                    IllegalStateException.class,
                    () -> InfinispanReplayStoreProvider.open(cache, settings, Clock.systemUTC()));
            assertEquals(
                    "The cache proofs is used for something else. Make one for used proofs alone", fault.getMessage());
        }
    }
}
