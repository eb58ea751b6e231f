package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.LogContract;
import org.dpop4j.it.server.Server;

/** The log of the server. */
class LogTest implements LogContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }
}
