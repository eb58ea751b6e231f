package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.UnfitContract;
import org.dpop4j.it.server.UnfitWars;
import org.junit.jupiter.api.Test;

class UnfitTest implements UnfitContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }

    @Override
    public String withoutCache() {
        return "jboss.naming.context.java.jboss.infinispan.cache.dpop4j.proofs";
    }

    @Test
    void q19_restEasyAsAServletFilter() {
        doesNotStart(UnfitWars.behindFilter(), "The servlet filter rest is RESTEasy");
    }
}
