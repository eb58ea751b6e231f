package org.dpop4j.infinispan;

import java.time.Clock;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.replay.ReplayStoreContract;
import org.dpop4j.settings.ApplicationLog;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("R-04..R-10, R-16, H-100..H-110: what every store must do, with a real Infinispan cache")
class InfinispanContractTest extends ReplayStoreContract {
    private static Cluster cluster;
    private static ReplayStore store;

    @BeforeAll
    static void start() {
        cluster = new Cluster();
        store = new InfinispanReplayStore(
                cluster.join(),
                new InMemoryReplayStore(
                        new TestSettings()
                                .replayMaxEntries(10_000)
                                .replayMaxEntriesPerKey(1_000)
                                .build(),
                        Clock.systemUTC()),
                Clock.systemUTC(),
                new ApplicationLog("orders"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Override
    protected ReplayStore store() {
        return store;
    }
}
