package org.dpop4j.it.liberty;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.SmokeContract;

class SmokeTest implements SmokeContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }
}
