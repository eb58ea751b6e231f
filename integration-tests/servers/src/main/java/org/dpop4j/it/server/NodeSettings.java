package org.dpop4j.it.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What tells a node from others of the same distribution. MicroProfile Config asks properties and variables before the
 * settings in a WAR. Immutable.
 *
 * @param directory where everything of the node goes: the name of a directory beside the distribution; a start empties it
 * @param properties system properties, of one line each; WildFly writes them to its {@code server.log}
 * @param variables environment variables
 * @param configuration for WildFly: the file that it is started with, such as {@code standalone-ha.xml}
 * @param script for WildFly: commands of its CLI that change the configuration before the start
 */
public record NodeSettings(
        String directory,
        Map<String, String> properties,
        Map<String, String> variables,
        String configuration,
        Optional<Path> script) {
    public NodeSettings {
        properties = Map.copyOf(properties);
        variables = Map.copyOf(variables);
    }

    public static NodeSettings in(String directory) {
        return new NodeSettings(directory, Map.of(), Map.of(), "standalone.xml", Optional.empty());
    }

    public NodeSettings property(String name, String value) {
        return new NodeSettings(directory, with(name, value, properties), variables, configuration, script);
    }

    public NodeSettings variable(String name, String value) {
        return new NodeSettings(directory, properties, with(name, value, variables), configuration, script);
    }

    public NodeSettings configuration(String file) {
        return new NodeSettings(directory, properties, variables, file, script);
    }

    /** Without {@code embed-server}, which has happened when they run. */
    public NodeSettings changedBy(Path commands) {
        return new NodeSettings(directory, properties, variables, configuration, Optional.of(commands));
    }

    /** The properties as options of a JVM. */
    List<String> options() {
        return properties.entrySet().stream()
                .map(property -> "-D" + property.getKey() + "=" + property.getValue())
                .sorted()
                .toList();
    }

    private static Map<String, String> with(String name, String value, Map<String, String> others) {
        Map<String, String> more = new HashMap<>(others);
        more.put(name, value);
        return more;
    }
}
