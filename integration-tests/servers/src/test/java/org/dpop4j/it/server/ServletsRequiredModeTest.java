package org.dpop4j.it.server;

import org.dpop4j.contract.ServerUnderTest;

/** Servlets, beans and claims with DPoP and nonces required. */
class ServletsRequiredModeTest implements ServletContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.SERVLETS_REQUIRED);
    }
}
