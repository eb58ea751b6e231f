package org.dpop4j.demo.walkthrough;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The packaged demo application, running as a process of its own on a free port of this machine. */
final class DemoServer implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final String baseUri;

    private DemoServer(Process process, Path log, String baseUri) {
        this.process = process;
        this.log = log;
        this.baseUri = baseUri;
    }

    /**
     * Starts the application and waits until it answers.
     *
     * @param target the build directory of this module
     */
    static DemoServer start(Path target) throws IOException, InterruptedException {
        Path jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built yet: " + jar);
        }
        int port = freePort();
        Path log = target.resolve("demo-server.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        DemoServer server = new DemoServer(process, log, "http://localhost:" + port);
        // Ctrl-C and SIGTERM end this process without any finally block being run.
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitStart();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitStart() throws IOException, InterruptedException {
        OrdersApi api = api();
        long deadline = System.nanoTime() + TIME_TO_START.toNanos();
        while (!api.isUp()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                close();
                throw new IllegalStateException("the server did not start:\n" + Files.readString(log));
            }
            Thread.sleep(50);
        }
    }

    /** A client of this server. */
    OrdersApi api() {
        return new OrdersApi(baseUri);
    }

    /** Scheme, host and port. */
    String baseUri() {
        return baseUri;
    }

    /** What the server prints. */
    Path log() {
        return log;
    }

    /** Blocks until the server ends, which it does only when somebody ends it. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends the server, if it has not ended yet. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
