package org.dpop4j.it.nodes;

import java.util.Map;
import org.dpop4j.it.server.Jdk;
import org.dpop4j.it.server.NodeSettings;
import org.dpop4j.it.server.OpenLiberty;
import org.dpop4j.it.server.WildFly;

/** What the application runs on. */
enum Platform {
    QUARKUS {
        @Override
        Node start(String name, Map<String, String> settings) {
            return QuarkusNode.start(
                    Jdk.other(),
                    settings.entrySet().stream()
                            .map(setting -> "quarkus.dpop." + setting.getKey() + "=" + setting.getValue())
                            .toArray(String[]::new));
        }
    },
    OPEN_LIBERTY {
        @Override
        Node start(String name, Map<String, String> settings) {
            return JakartaNode.start(
                    OpenLiberty::start, NodeSettings.in(name + "-on-open-liberty"), JakartaNode.WITH_REDIS, settings);
        }
    },
    WILDFLY {
        @Override
        Node start(String name, Map<String, String> settings) {
            return JakartaNode.start(
                    WildFly::start, NodeSettings.in(name + "-on-wildfly"), JakartaNode.WITH_REDIS, settings);
        }
    };

    /**
     * Starts a node and waits until it answers.
     *
     * @param name tells it from others on the same platform that run at the same time
     * @param settings by what follows {@code dpop.} in their keys
     */
    abstract Node start(String name, Map<String, String> settings);
}
