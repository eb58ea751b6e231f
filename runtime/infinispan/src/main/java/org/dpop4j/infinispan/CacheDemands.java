package org.dpop4j.infinispan;

import org.dpop4j.settings.ApplicationLog;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.PartitionHandlingConfiguration;

/** What a cache has to be, so that no node forgets a use that another one has seen. */
final class CacheDemands {
    private CacheDemands() {}

    /** @throws IllegalStateException when it is not; the message says how to configure it */
    static void check(String name, Configuration cache, ApplicationLog log) {
        CacheMode mode = cache.clustering().cacheMode();
        demand(
                mode.isReplicated() && mode.isSynchronous(),
                name,
                "is not replicated, so each node would accept a proof once. Make it a replicated-cache");
        demand(!cache.memory().isEvictionEnabled(), name, "evicts, and so forgets. Remove its size");
        demand(
                !cache.persistence().usingStores(),
                name,
                "has a store, which brings back what is out of date as if nothing were missing. Remove the store");
        demand(
                cache.clustering().stateTransfer().fetchInMemoryState(),
                name,
                "tells a node that starts nothing of what was used. Enable its state transfer");
        // Some types are named only: WildFly does not show their packages to applications.
        demand(
                isNamed("NON_TRANSACTIONAL", cache.transaction().transactionMode()),
                name,
                "is transactional, so a use is not known at once. Set its transaction mode to NONE");
        demand(
                cache.expiration().reaperEnabled() && cache.expiration().wakeUpInterval() > 0,
                name,
                "never frees its memory. Set its expiration interval to 60000 (milliseconds)");
        PartitionHandlingConfiguration parts = cache.clustering().partitionHandling();
        if (!isNamed("PREFERRED_NON_NULL", parts.mergePolicy())
                && !(isNamed("NONE", parts.mergePolicy()) && isNamed("DENY_READ_WRITES", parts.whenSplit()))) {
            log.warn("The cache " + name
                    + " forgets what a part of the cluster has seen that was out of sight for a while. Set"
                    + " merge-policy of its partition-handling to PREFERRED_NON_NULL");
        }
    }

    private static boolean isNamed(String name, Object constant) {
        return name.equals(String.valueOf(constant));
    }

    private static void demand(boolean isMet, String cache, String otherwise) {
        if (!isMet) {
            throw new IllegalStateException("The cache " + cache + " " + otherwise);
        }
    }
}
