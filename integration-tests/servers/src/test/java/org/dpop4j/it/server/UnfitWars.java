package org.dpop4j.it.server;

import java.util.Map;
import org.dpop4j.infinispan.InfinispanReplayStore;
import org.dpop4j.it.server.app.EmptyApplication;
import org.dpop4j.it.server.app.Misused;
import org.dpop4j.it.server.app.TwoStores;

/** Applications that must not start, each with what the server has to say about it. */
public final class UnfitWars {
    private static final String WITHOUT_FRAGMENTS = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <absolute-ordering/>
            </web-app>
            """;

    private UnfitWars() {}

    public static Map<War, String> all() {
        return Map.of(
                plain("bad-value").setting("dpop.mode", "strict"),
                "dpop.mode = 'strict' cannot be used. Use one of optional, required",
                plain("bad-key").setting("dpop.mdoe", "required"),
                "There is no such key. The keys are algorithms",
                plain("bad-provider").setting("dpop.crypto.provider", "NoSuchProvider"),
                "dpop.crypto.provider = 'NoSuchProvider' cannot be used",
                plain("no-redis").setting("dpop.replay.redis.uri", "redis://localhost"),
                "The artifact org.dpop4j:dpop4j-redis is not on the class path",
                plain("two-stores").adding(TwoStores.class, TwoStores.One.class, TwoStores.Other.class),
                "AmbiguousResolutionException",
                plain("misused").adding(Misused.class),
                "@DPoPRequired has no effect on org.dpop4j.it.server.app.Misused");
    }

    /** The container does not look at the library at all. */
    static War withoutFragments() {
        return plain("unguarded").describedBy(WITHOUT_FRAGMENTS);
    }

    /** RESTEasy as a servlet filter, which has no servlet to be asked about. */
    public static War behindFilter() {
        return plain("behind-filter").describedBy("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <filter>
                    <filter-name>rest</filter-name>
                    <filter-class>org.jboss.resteasy.plugins.server.servlet.FilterDispatcher</filter-class>
                  </filter>
                  <filter-mapping>
                    <filter-name>rest</filter-name>
                    <url-pattern>/*</url-pattern>
                  </filter-mapping>
                </web-app>
                """);
    }

    /** With dpop4j-infinispan, on a server that has no cache for it. */
    static War withoutCache() {
        return plain("no-cache").withLibrariesOf(InfinispanReplayStore.class);
    }

    private static War plain(String name) {
        return War.named(name, EmptyApplication.class);
    }
}
