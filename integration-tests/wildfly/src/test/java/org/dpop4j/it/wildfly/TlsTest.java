package org.dpop4j.it.wildfly;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.TlsContract;

/** HTTPS, and HTTP/2. */
class TlsTest implements TlsContract {
    @Override
    public Server running() {
        return WildFlyServer.get();
    }
}
