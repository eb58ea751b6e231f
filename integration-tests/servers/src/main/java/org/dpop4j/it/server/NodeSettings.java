package org.dpop4j.it.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What tells a node from others of the same distribution. MicroProfile Config asks properties and variables before the
 * settings in a WAR. Immutable.
 *
 * @param directory where everything of the node goes: the name of a directory below {@code target}; a start empties it
 * @param jdk what it runs on
 * @param properties system properties, of one line each; WildFly writes them to its {@code server.log}
 * @param variables environment variables
 * @param configuration the file that it is started with, such as {@code standalone-ha.xml}; empty for that of the tests
 * @param scripts for WildFly: commands of its CLI that change the configuration before the start
 */
public record NodeSettings(
        String directory,
        Jdk jdk,
        Map<String, String> properties,
        Map<String, String> variables,
        String configuration,
        List<Path> scripts) {
    public NodeSettings {
        properties = Map.copyOf(properties);
        variables = Map.copyOf(variables);
        scripts = List.copyOf(scripts);
    }

    public static NodeSettings in(String directory) {
        return new NodeSettings(directory, Jdk.running(), Map.of(), Map.of(), "", List.of());
    }

    public NodeSettings on(Jdk other) {
        return new NodeSettings(directory, other, properties, variables, configuration, scripts);
    }

    public NodeSettings property(String name, String value) {
        return new NodeSettings(directory, jdk, with(name, value, properties), variables, configuration, scripts);
    }

    public NodeSettings variable(String name, String value) {
        return new NodeSettings(directory, jdk, properties, with(name, value, variables), configuration, scripts);
    }

    public NodeSettings configuration(String file) {
        return new NodeSettings(directory, jdk, properties, variables, file, scripts);
    }

    /** Without {@code embed-server}, which has happened when they run. */
    public NodeSettings changedBy(Path... scripts) {
        return new NodeSettings(directory, jdk, properties, variables, configuration, List.of(scripts));
    }

    /** The file that it is started with. */
    String configurationOr(String ofTheTests) {
        return configuration.isEmpty() ? ofTheTests : configuration;
    }

    /** Where everything of the node goes. */
    public Path path() {
        return Path.of("target", directory).toAbsolutePath();
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
