package org.dpop4j.parity;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The servers that the contract is for, and what validates their tokens, in the order in which the page shows them. */
enum Server {
    QUARKUS("Quarkus", "quarkus"),
    QUARKUS_OIDC("Quarkus with OIDC", "oidc"),
    OPEN_LIBERTY("Open Liberty", "open-liberty"),
    WILDFLY("WildFly", "wildfly");

    /** Those that a module of this build runs the contract on. */
    static final Set<Server> EXPECTED = EnumSet.allOf(Server.class);

    private final String title;
    private final String module;

    Server(String title, String module) {
        this.title = title;
        this.module = module;
    }

    /** As people write it. */
    String title() {
        return title;
    }

    /** The name that its module gives it. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where its module leaves what it has recorded. */
    Path recording(String configuration) {
        return Path.of("..", module, "target", "contract", id() + "-" + configuration + ".txt");
    }
}
