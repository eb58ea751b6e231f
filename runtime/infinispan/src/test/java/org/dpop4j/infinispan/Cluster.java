package org.dpop4j.infinispan;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.conflict.MergePolicy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.TP;
import org.jgroups.stack.ProtocolStack;

/** Nodes of a real Infinispan cluster, within this JVM. */
final class Cluster implements AutoCloseable {
    private final String name = "cluster-" + UUID.randomUUID();
    private final List<DefaultCacheManager> nodes = new ArrayList<>();

    /** The cache at a new node, which has found the others. */
    Cache<String, Long> join() {
        return join(cache -> {});
    }

    Cache<String, Long> join(Consumer<ConfigurationBuilder> change) {
        GlobalConfigurationBuilder global = GlobalConfigurationBuilder.defaultClusteredBuilder();
        global.transport().clusterName(name).addProperty("configurationFile", "jgroups-in-one-jvm.xml");
        ConfigurationBuilder cache = new ConfigurationBuilder();
        // As dpop-cluster.cli of the guide has it.
        cache.clustering()
                .cacheMode(CacheMode.REPL_SYNC)
                .remoteTimeout(2, TimeUnit.SECONDS)
                .partitionHandling()
                .mergePolicy(MergePolicy.PREFERRED_NON_NULL);
        change.accept(cache);
        DefaultCacheManager node = new DefaultCacheManager(global.build());
        nodes.add(node);
        node.defineConfiguration("proofs", cache.build());
        return node.getCache("proofs");
    }

    /** Has the node of this cache leave, and tell the others. */
    void leave(Cache<String, Long> cache) {
        nodes.remove(cache.getCacheManager());
        cache.getCacheManager().stop();
    }

    /**
     * Cuts the node of this cache off: it does not hear the others, nor they it.
     *
     * @return what ends it
     */
    Runnable isolate(Cache<String, Long> cache) {
        ProtocolStack stack = ((JGroupsTransport)
                        cache.getAdvancedCache().getRpcManager().getTransport())
                .getChannel()
                .getProtocolStack();
        DISCARD isolation = new DISCARD().discardAll(true);
        try {
            stack.insertProtocol(isolation, ProtocolStack.Position.ABOVE, TP.class);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return () -> stack.removeProtocol(isolation);
    }

    @Override
    public void close() {
        nodes.forEach(DefaultCacheManager::stop);
    }
}
