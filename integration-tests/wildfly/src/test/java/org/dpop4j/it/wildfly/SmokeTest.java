package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.SmokeContract;

class SmokeTest implements SmokeContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }
}
