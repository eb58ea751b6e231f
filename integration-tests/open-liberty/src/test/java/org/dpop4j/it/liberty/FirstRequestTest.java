package org.dpop4j.it.liberty;

import org.dpop4j.it.server.FirstRequestContract;
import org.dpop4j.it.server.Server;

class FirstRequestTest implements FirstRequestContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }
}
