package org.dpop4j.it.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dpop4j.it.server.Issuer;
import org.dpop4j.it.server.Jdk;
import org.dpop4j.redis.GuardedProcess;

/** The packaged Quarkus application. */
final class QuarkusNode extends Node {
    private final Path log;
    private final GuardedProcess process;

    private QuarkusNode(int port, Path log, GuardedProcess process) {
        super(URI.create("http://127.0.0.1:" + port));
        this.log = log;
        this.process = process;
    }

    /** Starts them side by side, on both JDKs in turn, all with these settings, and waits until all answer. */
    static List<QuarkusNode> start(int count, String... settings) {
        List<QuarkusNode> nodes = IntStream.range(0, count)
                .mapToObj(i -> launch(i % 2 == 0 ? Jdk.running() : Jdk.other(), settings))
                .toList();
        nodes.forEach(QuarkusNode::awaitStart);
        return nodes;
    }

    /** Starts one and waits until it answers. */
    static QuarkusNode start(Jdk jdk, String... settings) {
        QuarkusNode node = launch(jdk, settings);
        node.awaitStart();
        return node;
    }

    private static QuarkusNode launch(Jdk jdk, String... settings) {
        Path target = Path.of(System.getProperty("multi-node.target"));
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                jdk.java().toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-Dmp.jwt.verify.publickey=" + Issuer.get().publicKeyPem()));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.addAll(
                List.of("-jar", target.resolve("quarkus-app/quarkus-run.jar").toString()));
        Path log = target.resolve("node-" + port + ".log");
        jdk.log(log.getFileName().toString());
        return new QuarkusNode(port, log, GuardedProcess.start(log, command));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitStart() {
        try {
            Patience.await("the start of a node", () -> answers() || !process.isAlive());
            if (!process.isAlive()) {
                throw new IllegalStateException("it has ended");
            }
        } catch (AssertionError | IllegalStateException e) {
            close();
            throw new IllegalStateException("the node did not start:\n" + log(), e);
        }
    }

    private boolean answers() {
        try {
            HTTP.send(HttpRequest.newBuilder(uri(Client.ORDERS)).build(), BodyHandlers.discarding());
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
