package org.dpop4j.it.server;

import org.dpop4j.contract.ServerUnderTest;

/** Servlets, beans and claims in mode {@code optional}. */
class ServletsTest implements ServletContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.SERVLETS);
    }
}
