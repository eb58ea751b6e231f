package org.dpop4j.it.server;

import org.dpop4j.contract.ServerUnderTest;

/** Paths in mode {@code optional}. */
class PathsTest implements PathsContract {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.PATHS);
    }
}
