package org.dpop4j.it.wildfly;

import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.Wars;

/** The contract with an {@code Application} that is not at the root of its WAR. */
class ApplicationBelowApiTest implements HttpContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.PREFIX);
    }
}
