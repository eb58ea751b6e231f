package org.dpop4j.it.wildfly;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.Wars;

/** The contract with DPoP and nonces required. */
class NoncesRequiredModeTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.NONCES_REQUIRED);
    }
}
