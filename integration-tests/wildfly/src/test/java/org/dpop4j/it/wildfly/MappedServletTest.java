package org.dpop4j.it.wildfly;

import org.dpop4j.contract.CorsContract;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.MappedContract;
import org.dpop4j.it.server.Wars;

/** No {@code Application}, but a servlet mapping in {@code web.xml}. */
class MappedServletTest implements MappedContract, CorsContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.MAPPED);
    }
}
