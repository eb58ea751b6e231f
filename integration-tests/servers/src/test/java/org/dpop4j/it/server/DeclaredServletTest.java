package org.dpop4j.it.server;

import org.dpop4j.contract.ServerUnderTest;

/** No {@code Application}, but a servlet that {@code web.xml} declares. */
class DeclaredServletTest implements MappedContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.DECLARED);
    }
}
