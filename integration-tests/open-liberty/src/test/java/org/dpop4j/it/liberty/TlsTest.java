package org.dpop4j.it.liberty;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.TlsContract;

/** HTTPS, and HTTP/2. */
class TlsTest implements TlsContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }
}
