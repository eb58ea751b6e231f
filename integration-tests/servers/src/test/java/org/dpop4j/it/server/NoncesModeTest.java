package org.dpop4j.it.server;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;

/** The contract with nonces required. */
class NoncesModeTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.NONCES);
    }
}
