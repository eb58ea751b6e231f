package org.dpop4j.it.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Scripts for Node with the packages that they need, installed in the build directory.
 *
 * <pre>{@code
 * NodeProject project = NodeProject.install(Path.of("src/test/js"));
 * NodeOutput output = project.run("client.mjs", Map.of("SERVER", uri), Duration.ofSeconds(30));
 * }</pre>
 *
 * <p>It stays outside of what Quarkus loads and knows nothing of the servers that the scripts call.
 */
public final class NodeProject {
    private static final int OLDEST_NODE = 20;
    private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
    private static final Duration ASKING = Duration.ofMinutes(1);
    private static final Duration INSTALLING = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(NodeProject.class.getName());

    private final Path directory;

    private NodeProject(Path directory) {
        this.directory = directory;
    }

    /**
     * Copies the files of a directory to {@code target}, under the same last name, and installs the packages that its
     * {@code package-lock.json} names. They are installed once per build, however often this is called.
     *
     * <p>Without Node and npm the calling test is skipped, with an error in the log; it fails where the environment
     * variable {@code CI} is {@code true}.
     *
     * @param source a directory with {@code package.json}, {@code package-lock.json} and scripts, relative to the module
     * @throws AssertionError when the packages cannot be installed; the message holds the whole output of npm
     */
    public static NodeProject install(Path source) {
        demandNode();
        Path directory = Path.of("target").resolve(source.getFileName()).toAbsolutePath();
        try {
            copy(source, directory);
            Path lock = directory.resolve("package-lock.json");
            Path installed = directory.resolve("installed-lock.json");
            if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
                demandNpm();
                new NodeProcess(
                                directory,
                                Map.of(),
                                "npm",
                                "ci",
                                "--ignore-scripts",
                                "--prefer-offline",
                                "--no-audit",
                                "--no-fund")
                        .await(INSTALLING);
                Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeProject(directory);
    }

    /**
     * Runs a script to its end. No process that it has started outlives this call.
     *
     * @param script its file name
     * @param environment variables that are set beside those of this process
     * @param timeout how long it may take
     * @throws AssertionError when it ends with another status than 0, or not in time; the message holds its whole output
     */
    public NodeOutput run(String script, Map<String, String> environment, Duration timeout) {
        return new NodeProcess(directory, environment, "node", script).await(timeout);
    }

    /** Where the scripts and their {@code node_modules} are. */
    public Path directory() {
        return directory;
    }

    private static void copy(Path source, Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file,
                        directory.resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void demandNode() {
        String version = version("node");
        Matcher number = NODE_VERSION.matcher(version);
        if (!number.matches() || Integer.parseInt(number.group(1)) < OLDEST_NODE) {
            skip(version.isEmpty() ? "There is no node" : "node is too old, " + version.strip());
        }
    }

    private static void demandNpm() {
        if (version("npm").isEmpty()) {
            skip("There is no npm");
        }
    }

    /** Empty when there is no such program. */
    private static String version(String program) {
        try {
            return new NodeProcess(Path.of("").toAbsolutePath(), Map.of(), program, "--version")
                    .await(ASKING)
                    .stdout();
        } catch (UncheckedIOException e) {
            return "";
        }
    }

    private static void skip(String reason) {
        String message = reason + "; install Node.js " + OLDEST_NODE + " or newer with npm, on the PATH";
        if (Objects.equals(System.getenv("CI"), "true")) {
            Assertions.fail(message);
        }
        LOG.severe("TESTS SKIPPED: " + message);
        Assumptions.abort(message);
    }
}
