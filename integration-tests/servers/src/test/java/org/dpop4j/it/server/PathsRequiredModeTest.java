package org.dpop4j.it.server;

import org.dpop4j.contract.ServerUnderTest;

/** Paths in mode {@code required}. */
class PathsRequiredModeTest implements PathsContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.PATHS_REQUIRED);
    }
}
