package org.dpop4j.it.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** A program of the Node world that is run to its end, with all the processes that it starts. */
final class NodeProcess {
    private static final Duration LOOK_INTERVAL = Duration.ofMillis(50);

    private final ProcessBuilder builder;
    /** Everything seen below the program. The children of a process that has ended are nobody's descendants any more. */
    private final Set<ProcessHandle> descendants = new HashSet<>();

    NodeProcess(Path directory, Map<String, String> environment, String... command) {
        this.builder = new ProcessBuilder(command).directory(directory.toFile());
        // What a developer sets for programs of their own is not meant for these.
        builder.environment().remove("NODE_OPTIONS");
        builder.environment().putAll(environment);
    }

    /**
     * Runs it.
     *
     * @throws UncheckedIOException when there is no such program
     * @throws AssertionError when it fails or takes too long
     */
    NodeOutput await(Duration timeout) {
        try {
            Path stdout = Files.createTempFile("node-", ".stdout");
            Path stderr = Files.createTempFile("node-", ".stderr");
            try {
                builder.redirectOutput(stdout.toFile()).redirectError(stderr.toFile());
                String end = run(timeout);
                NodeOutput output = new NodeOutput(Files.readString(stdout), Files.readString(stderr));
                if (!end.isEmpty()) {
                    Assertions.fail(String.join(" ", builder.command()) + " " + end + "\n--- stdout\n" + output.stdout()
                            + "\n--- stderr\n" + output.stderr());
                }
                return output;
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong; empty when nothing did. */
    private String run(Duration timeout) throws IOException {
        Process process = builder.start();
        Thread hook = new Thread(() -> end(process), "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            process.getOutputStream().close();
            long start = System.nanoTime();
            while (!process.waitFor(LOOK_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                look(process);
                if (System.nanoTime() - start > timeout.toNanos()) {
                    return "has not ended after " + timeout;
                }
            }
            return process.exitValue() == 0 ? "" : "has ended with status " + process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        } finally {
            end(process);
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private synchronized void look(Process process) {
        process.descendants().forEach(descendants::add);
    }

    private synchronized void end(Process process) {
        look(process);
        process.destroyForcibly();
        List.copyOf(descendants).forEach(ProcessHandle::destroyForcibly);
    }
}
