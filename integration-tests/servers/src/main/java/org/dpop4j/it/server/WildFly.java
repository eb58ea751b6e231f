package org.dpop4j.it.server;

import jakarta.ws.rs.core.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.dpop4j.contract.Difference;
import org.dpop4j.it.server.app.CorsFeature;
import org.dpop4j.it.server.app.CorsFilter;

/** WildFly, by default with its own {@code standalone.xml}, which has Jakarta Enterprise Beans as well as MicroProfile JWT. */
public final class WildFly {
    private static final Pattern STARTED = Pattern.compile("\\bWFLYSRV0025:");

    /** Started with errors, ended while starting, a boot operation that failed. */
    private static final Pattern FAILED = Pattern.compile("\\b(WFLYSRV0026|WFLYSRV0056|WFLYSRV0239|WFLYCTL0013):");

    private static final Pattern HTTP = Pattern.compile("WFLYUT0006: Undertow HTTP listener .* on [^ ]+:(\\d+)");
    private static final Pattern HTTPS = Pattern.compile("WFLYUT0006: Undertow HTTPS listener .* on [^ ]+:(\\d+)");

    private static final Pattern DEPLOYED = Pattern.compile("WFLYSRV00(10|21): .*\"NAME.war\"");

    /** What standalone.xml names. */
    private static final String PASSWORD = "password";

    /** Those that its scripts read. */
    private static final List<String> VARIABLES =
            List.of("JBOSS_", "JAVA_", "WILDFLY_", "RUN_CONF", "LAUNCH_JBOSS_", "PREPEND_JAVA_OPTS");

    /** Where the distribution was unpacked. */
    private static final Path HOME = Path.of(System.getProperty("wildfly.home"));

    private static final Map<Change, String> CHANGED = new ConcurrentHashMap<>();

    private WildFly() {}

    /**
     * Starts one and waits until all applications are deployed.
     *
     * @throws IllegalStateException when it does not get that far; the message holds the end of its log
     */
    public static Server start(NodeSettings node, List<War> wars) {
        try {
            Path base = Directories.create(node.path());
            Directories.copy(HOME.resolve("standalone/configuration"), base.resolve("configuration"));
            lookForApplicationsOften(base.resolve("configuration").resolve(configurationOf(node)));
            Path deployments = base.resolve("deployments");
            Directories.deploy(wars.stream().map(WildFly::withCors).toList(), deployments);
            KeyStoreFile keys = KeyStoreFile.create(base.resolve("configuration/application.keystore"), PASSWORD);
            Map<String, String> environment = new HashMap<>(Map.of(
                    "JAVA_HOME", node.jdk().home().toString(),
                    "JBOSS_JAVA_SIZING", "-Xmx768m",
                    "PREPEND_JAVA_OPTS", "-XX:TieredStopAtLevel=1",
                    // The script hands signals on to the server.
                    "LAUNCH_JBOSS_IN_BACKGROUND", "true",
                    "ISSUER_KEYS", Issuer.writeKeys(base.resolve("issuer.pem"))));
            environment.putAll(node.variables());
            if (!node.scripts().isEmpty()) {
                change(base.resolve("configuration").resolve(configurationOf(node)), base, node, environment);
            }
            node.jdk().log(node.directory());
            ServerProcess process =
                    ServerProcess.start(command(base, node), VARIABLES, environment, base.resolve("console.log"));
            process.await(log -> isReady(log, deployments, wars));
            return new Server(
                    "wildfly",
                    process,
                    keys,
                    HTTP,
                    HTTPS,
                    deployments,
                    DEPLOYED,
                    Difference.METHOD_KNOWN_LATE,
                    Difference.TABS_ARE_BLANKS,
                    Difference.ANSWERS_ASTERISK);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot start WildFly in " + HOME, e);
        }
    }

    private static String configurationOf(NodeSettings node) {
        return node.configurationOr("standalone.xml");
    }

    /** It would look every five seconds. */
    private static void lookForApplicationsOften(Path configuration) throws IOException {
        String often = Files.readString(configuration).replace("scan-interval=\"5000\"", "scan-interval=\"1000\"");
        Files.writeString(configuration, often);
    }

    private static List<String> command(Path base, NodeSettings node) {
        List<String> command = new ArrayList<>(List.of(
                HOME.resolve("bin/standalone.sh").toString(),
                "--server-config=" + configurationOf(node),
                "-Djboss.server.base.dir=" + base,
                // Any free ports, which the log tells.
                "-Djboss.http.port=0",
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=0",
                "-Djboss.ajp.port=0"));
        command.addAll(node.options());
        return command;
    }

    /** What a configuration is after scripts of the CLI, on a JDK. */
    private record Change(String configuration, List<Path> scripts, Jdk jdk) {}

    /** Changes the configuration as its scripts do. The CLI takes as long as a start, so it is run once for each change. */
    private static void change(Path configuration, Path base, NodeSettings node, Map<String, String> environment)
            throws IOException, InterruptedException {
        Change change = new Change(configurationOf(node), node.scripts(), node.jdk());
        String changed = CHANGED.get(change);
        if (changed == null) {
            runScripts(base, node, environment);
            CHANGED.put(change, Files.readString(configuration));
        } else {
            Files.writeString(configuration, changed);
        }
    }

    /** Has its CLI change the configuration, while no server runs. */
    private static void runScripts(Path base, NodeSettings node, Map<String, String> server)
            throws IOException, InterruptedException {
        List<String> commands = new ArrayList<>();
        commands.add("embed-server --server-config=" + configurationOf(node));
        for (Path script : node.scripts()) {
            commands.addAll(Files.readAllLines(script));
        }
        commands.add("stop-embedded-server");
        Path file = Files.write(base.resolve("configure.cli"), commands);
        List<String> cli = List.of(
                HOME.resolve("bin/jboss-cli.sh").toString(), "-Djboss.server.base.dir=" + base, "--file=" + file);
        Map<String, String> environment = new HashMap<>(server);
        environment.put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        ServerProcess.run(cli, VARIABLES, environment, base.resolve("cli.log"));
    }

    private static War withCors(War war) {
        return war.file().isPresent() ? war : war.adding(CorsFilter.class).providing(Feature.class, CorsFeature.class);
    }

    private static boolean isReady(ServerLog log, Path deployments, List<War> wars) {
        log.find(FAILED).ifPresent(line -> {
            throw new IllegalStateException("the server does not start: " + line);
        });
        for (War war : wars) {
            if (Files.exists(deployments.resolve(war.name() + ".war.failed"))) {
                throw new IllegalStateException("not deployed: " + war.name());
            }
        }
        return log.find(STARTED).isPresent()
                && wars.stream().allMatch(war -> Files.exists(deployments.resolve(war.name() + ".war.deployed")));
    }
}
