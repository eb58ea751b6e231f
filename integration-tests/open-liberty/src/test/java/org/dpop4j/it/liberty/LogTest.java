package org.dpop4j.it.liberty;

import java.util.List;
import org.dpop4j.it.server.LogContract;
import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.War;
import org.dpop4j.it.server.Wars;

/** The log of the server. */
class LogTest implements LogContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }

    @Override
    public List<War> wars() {
        return Wars.all();
    }
}
