package org.dpop4j.it.wildfly;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.CookieContract;
import org.dpop4j.it.server.Wars;

/** Tokens in a cookie. */
class CookieTokensTest implements CookieContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.COOKIE);
    }
}
