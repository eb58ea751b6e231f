package org.dpop4j.parity;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The servers that the contract is for, in the order in which the page shows them. */
enum Server {
    QUARKUS("Quarkus"),
    OPEN_LIBERTY("Open Liberty"),
    WILDFLY("WildFly");

    /** Those that a module of this build runs the contract on. */
    static final Set<Server> EXPECTED = EnumSet.allOf(Server.class);

    private final String title;

    Server(String title) {
        this.title = title;
    }

    /** As people write it. */
    String title() {
        return title;
    }

    /** The name that its module gives it, which is the module's own name, too. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where its module leaves what it has recorded. */
    Path recording(String configuration) {
        return Path.of("..", id(), "target", "contract", id() + "-" + configuration + ".txt");
    }
}
