package org.dpop4j.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dpop4j.contract.Difference;

/** Open Liberty, with the features that its configuration names and with the guide's {@code dpop.xml}. */
public final class OpenLiberty {
    private static final Pattern STARTED = Pattern.compile("\\bCWWKF0011I:");

    /** Features, configuration, applications, ports: an error there stays one. */
    private static final Pattern FAILED = Pattern.compile("\\b(CWWK[FGZ]\\d{4}E|CWWKO02\\d\\dE|CWWKZ0012I):");

    private static final Pattern HTTP =
            Pattern.compile("CWWKO0219I: TCP Channel defaultHttpEndpoint has been .* port (\\d+)");
    private static final Pattern HTTPS =
            Pattern.compile("CWWKO0219I: TCP Channel defaultHttpEndpoint-ssl has been .* port (\\d+)");
    private static final Pattern DEPLOYED = Pattern.compile("\\bCWWKZ00(01|02|04|12)[IEA]: .*\\bNAME\\b");
    private static final String PASSWORD = "changeit";

    /** Where the distribution was unpacked. */
    private static final Path HOME = Path.of(System.getProperty("open-liberty.home"));

    private OpenLiberty() {}

    /**
     * Starts one and waits until all applications have started.
     *
     * @throws IllegalStateException when it does not get that far; the message holds the end of its log
     */
    public static Server start(NodeSettings node, List<War> wars) {
        try {
            Path base = Directories.create(node.path());
            Path server = Files.createDirectories(base.resolve("usr/servers/dpop4j"));
            Path output = Files.createDirectories(base.resolve("output/dpop4j"));
            copy(node.configurationOr("server.xml"), server.resolve("server.xml"));
            copy("dpop.xml", server.resolve("configDropins/defaults/dpop.xml"));
            Files.write(server.resolve("jvm.options"), options(node));
            KeyStoreFile keys = KeyStoreFile.create(
                    Files.createDirectories(output.resolve("resources/security"))
                            .resolve("key.p12"),
                    PASSWORD);
            Directories.deploy(wars, server.resolve("dropins"));
            Map<String, String> environment = new HashMap<>(Map.of(
                    "JAVA_HOME",
                    node.jdk().home().toString(),
                    "WLP_USER_DIR",
                    base.resolve("usr").toString(),
                    "WLP_OUTPUT_DIR",
                    base.resolve("output").toString(),
                    "WLP_LOGGING_CONSOLE_LOGLEVEL",
                    "INFO",
                    "WLP_LOGGING_CONSOLE_FORMAT",
                    "SIMPLE",
                    "keystore_password",
                    PASSWORD,
                    "ISSUER_KEYS",
                    Issuer.writeKeys(base.resolve("issuer.pem"))));
            environment.putAll(node.variables());
            node.jdk().log(node.directory());
            ServerProcess process = ServerProcess.start(
                    List.of(HOME.resolve("bin/server").toString(), "run", "dpop4j"),
                    List.of("WLP_", "JVM_", "JAVA_", "LOG_", "KEYSTORE_", "keystore_"),
                    environment,
                    base.resolve("console.log"));
            process.await(log -> isReady(log, wars));
            return new Server(
                    "open-liberty",
                    process,
                    keys,
                    HTTP,
                    HTTPS,
                    server.resolve("dropins"),
                    DEPLOYED,
                    Difference.METHOD_KNOWN_LATE,
                    Difference.READS_TOKEN_FROM_FORM,
                    Difference.SCHEME_SPELT_EXACTLY,
                    Difference.REFUSES_ENCODED_SLASH,
                    Difference.REFUSES_ENCODED_DOTS,
                    Difference.METHODS_HAVE_NO_CASE);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("cannot start Open Liberty in " + HOME, e);
        }
    }

    private static List<String> options(NodeSettings node) {
        List<String> options =
                new ArrayList<>(List.of("-Xmx768m", "-XX:TieredStopAtLevel=1", "-Dmp.openapi.scan.disable=true"));
        options.addAll(node.options());
        return options;
    }

    private static boolean isReady(ServerLog log, List<War> wars) {
        log.find(FAILED).ifPresent(line -> {
            throw new IllegalStateException("the server does not start: " + line);
        });
        return log.find(STARTED).isPresent()
                && wars.stream().allMatch(war -> log.find(started(war)).isPresent());
    }

    private static Pattern started(War war) {
        return Pattern.compile("\\bCWWKZ0001I: .*\\b" + Pattern.quote(war.name()) + "\\b");
    }

    private static void copy(String resource, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream in = OpenLiberty.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
    }
}
