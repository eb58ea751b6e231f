package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.FirstRequestContract;
import org.dpop4j.it.server.Server;

class FirstRequestTest implements FirstRequestContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }
}
