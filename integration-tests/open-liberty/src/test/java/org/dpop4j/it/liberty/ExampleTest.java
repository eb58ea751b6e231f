package org.dpop4j.it.liberty;

import org.dpop4j.it.server.ExampleContract;
import org.dpop4j.it.server.Server;

class ExampleTest implements ExampleContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }
}
