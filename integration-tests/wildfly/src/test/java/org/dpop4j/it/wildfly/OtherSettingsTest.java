package org.dpop4j.it.wildfly;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.OtherSettingsContract;
import org.dpop4j.it.server.Wars;

/** Two applications with different settings. */
class OtherSettingsTest implements OtherSettingsContract {
    @Override
    public ServerUnderTest server() {
        return WildFlyServer.get().with(Wars.OTHER);
    }

    @Override
    public ServerUnderTest neighbour() {
        return WildFlyServer.get().with(Wars.OPTIONAL);
    }
}
