package org.dpop4j.it.liberty;

import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.it.server.OtherSettingsContract;
import org.dpop4j.it.server.Wars;

/** Two applications with different settings. */
class OtherSettingsTest implements OtherSettingsContract {
    @Override
    public ServerUnderTest server() {
        return OpenLibertyServer.get().with(Wars.OTHER);
    }

    @Override
    public ServerUnderTest neighbour() {
        return OpenLibertyServer.get().with(Wars.OPTIONAL);
    }
}
