package org.dpop4j.it.wildfly;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.MappedContract;
import org.dpop4j.it.server.Wars;

/** No {@code Application}, but a servlet that {@code web.xml} declares. */
class DeclaredServletTest implements MappedContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.DECLARED);
    }
}
