package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.UnprovenContract;

class UnprovenTest implements UnprovenContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }
}
