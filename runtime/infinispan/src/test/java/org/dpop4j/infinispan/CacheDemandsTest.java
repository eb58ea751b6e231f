package org.dpop4j.infinispan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.dpop4j.proof.Reports;
import org.dpop4j.settings.ApplicationLog;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.conflict.MergePolicy;
import org.infinispan.partitionhandling.PartitionHandling;
import org.infinispan.transaction.TransactionMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("R-11, R-13: a cache that forgets, or that shares nothing, stops the start-up")
class CacheDemandsTest {
    private static final ApplicationLog LOG = new ApplicationLog("/shop");

    private static Configuration good() {
        return with(cache -> {});
    }

    private static Configuration with(Consumer<ConfigurationBuilder> change) {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.clustering()
                .cacheMode(CacheMode.REPL_SYNC)
                .partitionHandling()
                .mergePolicy(MergePolicy.PREFERRED_NON_NULL);
        change.accept(cache);
        return cache.build();
    }

    private static void assertRefused(String why, Configuration cache) {
        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> CacheDemands.check("proofs", cache, LOG));
        assertEquals("The cache proofs " + why, refusal.getMessage());
    }

    @Test
    void acceptsAReplicatedCache() {
        assertEquals(List.of(), Reports.warnings(() -> CacheDemands.check("proofs", good(), LOG)));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "REPL_SYNC")
    void refusesAnyOtherKind(CacheMode mode) {
        ConfigurationBuilder cache = new ConfigurationBuilder();
        cache.clustering().cacheMode(mode);
        assertRefused(
                "is not replicated, so each node would accept a proof once. Make it a replicated-cache", cache.build());
    }

    @Test
    void refusesEviction() {
        assertRefused(
                "evicts, and so forgets. Remove its size",
                with(cache -> cache.memory().maxCount(1_000_000)));
    }

    @Test
    void refusesAStore(@TempDir Path directory) {
        assertRefused(
                "has a store, which brings back what is out of date as if nothing were missing. Remove the store",
                with(cache -> cache.persistence()
                        .addSoftIndexFileStore()
                        .dataLocation(directory.resolve("data").toString())
                        .indexLocation(directory.resolve("index").toString())));
    }

    @Test
    void refusesToStartEmpty() {
        assertRefused(
                "tells a node that starts nothing of what was used. Enable its state transfer",
                with(cache -> cache.clustering().stateTransfer().fetchInMemoryState(false)));
    }

    @Test
    void refusesTransactions() {
        assertRefused(
                "is transactional, so a use is not known at once. Set its transaction mode to NONE",
                with(cache -> cache.transaction().transactionMode(TransactionMode.TRANSACTIONAL)));
    }

    @Test
    void refusesWhatNeverFreesItsMemory() {
        String why = "never frees its memory. Set its expiration interval to 60000 (milliseconds)";
        assertRefused(why, with(cache -> cache.expiration().wakeUpInterval(0L)));
        assertRefused(why, with(cache -> cache.expiration().disableReaper()));
    }

    @ParameterizedTest
    @EnumSource
    void warnsOfPartsWhoseKnowledgeIsLost(PartitionHandling whenSplit) {
        for (MergePolicy policy : MergePolicy.values()) {
            boolean isSafe = policy == MergePolicy.PREFERRED_NON_NULL
                    || policy == MergePolicy.NONE && whenSplit == PartitionHandling.DENY_READ_WRITES;
            assertEquals(
                    isSafe
                            ? List.of()
                            : List.of(
                                    "/shop: The cache proofs forgets what a part of the cluster has seen that was out of"
                                            + " sight for a while. Set merge-policy of its partition-handling to"
                                            + " PREFERRED_NON_NULL"),
                    Reports.warnings(() -> CacheDemands.check("proofs", with(whenSplit, policy), LOG)),
                    policy::name);
        }
    }

    private static Configuration with(PartitionHandling whenSplit, MergePolicy policy) {
        return with(cache ->
                cache.clustering().partitionHandling().whenSplit(whenSplit).mergePolicy(policy));
    }
}
