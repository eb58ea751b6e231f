package org.dpop4j.it.server;

import java.util.List;
import org.dpop4j.contract.ServerUnderTest;

/**
 * The one server of a test run, with all applications; the system property {@code server} names it. Started for the first
 * test that asks, on another JDK than that of the tests if there is one, and ended with the JVM.
 */
final class TestedServer {
    private static Server server;
    private static RuntimeException failure;

    private TestedServer() {}

    /** The application as the contract sees it. */
    static ServerUnderTest with(War war) {
        return get().with(war);
    }

    /** @throws IllegalStateException when it cannot be started; it is tried once */
    static synchronized Server get() {
        if (server == null && failure == null) {
            try {
                server = start(name(), Wars.withExample(wars()));
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
        return server;
    }

    /** All that are deployed, but for the example. */
    static List<War> wars() {
        return name().equals("wildfly") ? Wars.ofWildFly() : Wars.all();
    }

    private static String name() {
        return System.getProperty("server");
    }

    private static Server start(String name, List<War> wars) {
        NodeSettings node = NodeSettings.in(name).on(Jdk.other());
        return switch (name) {
            case "open-liberty" -> OpenLiberty.start(node, wars);
            case "wildfly" -> WildFly.start(node, wars);
            default -> throw new IllegalStateException("no such server: " + name);
        };
    }
}
