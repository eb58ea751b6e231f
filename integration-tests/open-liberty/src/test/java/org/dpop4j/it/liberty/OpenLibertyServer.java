package org.dpop4j.it.liberty;

import java.nio.file.Path;
import org.dpop4j.it.server.OnceStarted;
import org.dpop4j.it.server.OpenLiberty;
import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.Wars;

/** The server of this module. */
final class OpenLibertyServer {
    private static final OnceStarted SERVER = new OnceStarted(
            () -> OpenLiberty.start(Path.of(System.getProperty("open-liberty.home")), Wars.withExample(Wars.all())));

    private OpenLibertyServer() {}

    static Server get() {
        return SERVER.get();
    }
}
