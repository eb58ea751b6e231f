package org.dpop4j.it.wildfly;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.ErrorPageContract;
import org.dpop4j.it.server.Wars;

/** Error pages of the application. */
class ErrorPagesTest implements ErrorPageContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.ERROR_PAGES);
    }
}
