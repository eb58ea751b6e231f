package org.dpop4j.it.liberty;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.UnprovenContract;

class UnprovenTest implements UnprovenContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }
}
