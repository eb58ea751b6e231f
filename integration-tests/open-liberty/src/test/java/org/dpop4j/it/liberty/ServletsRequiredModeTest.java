package org.dpop4j.it.liberty;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.ServletContract;
import org.dpop4j.it.server.Wars;

/** Servlets, beans and claims with DPoP and nonces required. */
class ServletsRequiredModeTest implements ServletContract {
    @Override
    public ServerUnderTest server() {
        return OpenLibertyServer.get().with(Wars.SERVLETS_REQUIRED);
    }
}
