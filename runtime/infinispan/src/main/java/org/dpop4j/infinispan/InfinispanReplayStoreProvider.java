package org.dpop4j.infinispan;

import java.time.Clock;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.infinispan.Cache;

/** How an application on WildFly gets its {@link InfinispanReplayStore}: by having this module. */
public final class InfinispanReplayStoreProvider implements SharedReplayStores.Provider {
    /** As this module's {@code web-fragment.xml} declares it. */
    private static final String REFERENCE = "java:comp/env/dpop4j/replay-cache";

    @Override
    public String module() {
        return "dpop4j-infinispan";
    }

    @Override
    public boolean isChosen(DPoPSettings settings) {
        return true;
    }

    @Override
    public ReplayStore open(DPoPSettings settings, Clock clock) {
        // First of all: elsewhere than on WildFly the store's own class cannot be loaded.
        Cache<String, Long> cache = cache();
        return open(cache, settings, clock);
    }

    static ReplayStore open(Cache<String, Long> cache, DPoPSettings settings, Clock clock) {
        InfinispanReplayStore store =
                new InfinispanReplayStore(cache, new InMemoryReplayStore(settings, clock), clock, settings.log());
        store.connect();
        return store;
    }

    // Nobody else uses the cache, and the name is a constant.
    @SuppressWarnings({"unchecked", "BanJNDI"})
    private static Cache<String, Long> cache() {
        try {
            return (Cache<String, Long>) InitialContext.doLookup(REFERENCE);
        } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                    "dpop4j-infinispan is on the class path, and there is no Infinispan cache at " + REFERENCE
                            + ". It needs WildFly, a replicated cache, and a resource-ref to it in web.xml where"
                            + " metadata-complete hides that of dpop4j-infinispan; or remove the module",
                    e);
        }
    }
}
