package org.dpop4j.it.server;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;

/** The contract with DPoP and nonces required. */
class NoncesRequiredModeTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.NONCES_REQUIRED);
    }
}
