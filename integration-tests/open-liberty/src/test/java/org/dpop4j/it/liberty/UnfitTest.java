package org.dpop4j.it.liberty;

import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.UnfitContract;

class UnfitTest implements UnfitContract {
    @Override
    public Server running() {
        return OpenLibertyServer.get();
    }

    @Override
    public String withoutCache() {
        return "there is no Infinispan cache at java:comp/env/dpop4j/replay-cache";
    }
}
