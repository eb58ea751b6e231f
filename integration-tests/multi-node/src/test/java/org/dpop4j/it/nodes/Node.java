package org.dpop4j.it.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dpop4j.redis.GuardedProcess;
import org.dpop4j.test.TestIssuer;

/** One node of the application: the packaged Quarkus application as a process of its own. */
final class Node implements AutoCloseable {
    private static final long TIME_TO_START = TimeUnit.MINUTES.toNanos(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Path log;
    private final GuardedProcess process;

    private Node(int port, Path log, GuardedProcess process) {
        this.port = port;
        this.log = log;
        this.process = process;
    }

    /** Starts them side by side, all with these settings, and waits until all answer. */
    static List<Node> start(int count, TestIssuer issuer, String... settings) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(launch(issuer, settings));
        }
        nodes.forEach(Node::awaitStart);
        return nodes;
    }

    static Node start(TestIssuer issuer, String... settings) {
        return start(1, issuer, settings).get(0);
    }

    private static Node launch(TestIssuer issuer, String... settings) {
        Path target = Path.of(System.getProperty("multi-node.target"));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-Dmp.jwt.verify.publickey=" + issuer.publicKeyPem()));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(
                List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
        Path log = target.resolve("node-" + port + ".log");
        return new Node(port, log, GuardedProcess.start(log, command));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        long deadline = System.nanoTime() + TIME_TO_START;
        while (true) {
            try {
                HTTP.send(HttpRequest.newBuilder(uri("/orders")).build(), BodyHandlers.discarding());
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                    close();
                    throw new IllegalStateException("the node did not start:\n" + log());
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> send(String path, String token, String proof) {
        return sendAsync(path, token, proof).join();
    }

    CompletableFuture<HttpResponse<String>> sendAsync(String path, String token, String proof) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", proof)
                        .build(),
                BodyHandlers.ofString());
    }

    /** What it has printed. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.close();
    }
}
