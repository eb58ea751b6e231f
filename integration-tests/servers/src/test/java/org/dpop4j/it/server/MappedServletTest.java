package org.dpop4j.it.server;

import org.dpop4j.contract.CorsContract;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** No {@code Application}, but a servlet mapping in {@code web.xml}. */
@EnabledIfSystemProperty(
        named = "server",
        matches = "wildfly",
        disabledReason = "Open Liberty does not deploy a servlet mapping without a servlet (SRVE0303E)")
class MappedServletTest implements MappedContract, CorsContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.MAPPED);
    }
}
