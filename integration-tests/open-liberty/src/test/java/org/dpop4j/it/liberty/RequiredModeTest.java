package org.dpop4j.it.liberty;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.Wars;

/** The contract in mode {@code required}. */
class RequiredModeTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return OpenLibertyServer.get().with(Wars.REQUIRED);
    }
}
