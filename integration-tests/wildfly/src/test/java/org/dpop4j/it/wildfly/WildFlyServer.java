package org.dpop4j.it.wildfly;

import java.nio.file.Path;
import org.dpop4j.it.server.OnceStarted;
import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.Wars;
import org.dpop4j.it.server.WildFly;

/** The server of this module. */
final class WildFlyServer {
    private static final OnceStarted SERVER = new OnceStarted(
            () -> WildFly.start(Path.of(System.getProperty("wildfly.home")), Wars.withExample(Wars.ofWildFly())));

    private WildFlyServer() {}

    static Server get() {
        return SERVER.get();
    }
}
