package org.dpop4j.it.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real Keycloak in a process of its own, with one realm, {@value #REALM}. It ends with {@link #close()} or with this JVM,
 * whichever comes first.
 */
public final class KeycloakServer implements AutoCloseable {
    /** The name that every realm file has to give its realm. */
    public static final String REALM = "dpop4j";

    /** The first start of a new installation builds Keycloak's server; on a busy machine that takes minutes. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Pattern LISTENING = Pattern.compile("Listening on: (http://\\S+)");

    private final Path log;
    private final Process process;
    private String issuer = "";

    private KeycloakServer(Path home, String realm) throws IOException {
        this.log = home.resolveSibling("keycloak.log");
        Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(imports.resolve("dpop4j-realm.json"), realm);
        this.process = command(home).start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop-keycloak"));
    }

    /**
     * Starts Keycloak and waits until it answers for the realm.
     *
     * @param home where the distribution was unpacked; its log goes beside it
     * @param realm the realm file, as text
     * @throws IllegalStateException when it does not get that far; the message holds its whole output
     */
    public static KeycloakServer start(Path home, String realm) {
        KeycloakServer server;
        try {
            server = new KeycloakServer(home, realm);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start Keycloak in " + home, e);
        }
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e instanceof IllegalStateException failure ? failure : new IllegalStateException(e);
        }
    }

    /** The {@code iss} of the realm's tokens. */
    public String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        end();
    }

    private ProcessBuilder command(Path home) {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                // In memory: every start imports the realm anew, none finds what another has left behind.
                "--db=dev-mem",
                "--cache=local",
                "--http-host=localhost",
                // Any free port, which the log tells: one that we picked might be taken by the time it is used.
                "--http-port=0");
        Map<String, String> environment = builder.environment();
        // Keycloak takes settings from the environment, too; those of the developer's own Keycloak are not meant for
        // us.
        environment.keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("JAVA_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        // A server that lives for two minutes never earns back what the second compiler costs.
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        return builder.directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private void awaitReady() throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        HttpClient http = HttpClient.newHttpClient();
        while (!isReady(http)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        "Keycloak ended with status " + process.exitValue() + "; its output:\n" + output());
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(
                        "Keycloak is not ready after " + START_TIMEOUT + "; its output:\n" + output());
            }
            process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isReady(HttpClient http) throws IOException, InterruptedException {
        Matcher listening = LISTENING.matcher(output());
        if (!listening.find()) {
            return false;
        }
        issuer = listening.group(1) + "/realms/" + REALM;
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String output() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    /** {@code kc.sh} is a shell script with the server as its child; neither may stay behind. */
    private void end() {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        process.destroy(); // kc.sh hands it on to the server
        CompletableFuture<?> end =
                CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            end.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            tree.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            tree.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
