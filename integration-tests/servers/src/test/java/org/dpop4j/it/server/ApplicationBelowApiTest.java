package org.dpop4j.it.server;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;

/** The contract with an {@code Application} that is not at the root of its WAR. */
class ApplicationBelowApiTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.PREFIX);
    }
}
