package org.dpop4j.it.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The process of a server. It ends with {@link #close()} or with this JVM, whichever comes first and however this JVM ends:
 * a shell holds the other end of a pipe, and stops the server when nobody holds this one any more.
 */
final class ServerProcess implements AutoCloseable {
    /** The command takes the place of the shell, so that {@code $$} is the command's own id. */
    private static final String GUARD =
            "exec 3<&0; { cat <&3 >/dev/null; kill $$ && sleep 10 && kill -9 $$; } & exec \"$@\" 3<&- </dev/null";

    /** Servers start in less than twenty seconds, on a busy machine in a minute or two. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(6);

    /** Open Liberty would wait half a minute for connections that clients keep. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final Process process;
    private final ServerLog log;

    private ServerProcess(Process process, ServerLog log) {
        this.process = process;
        this.log = log;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop-server"));
    }

    /**
     * @param environment replaces all variables that have one of the prefixes; the developer's own servers have theirs
     * @param output where the server's output goes
     */
    static ServerProcess start(
            List<String> command, List<String> prefixes, Map<String, String> environment, Path output)
            throws IOException {
        List<String> guarded = Stream.concat(Stream.of("sh", "-c", GUARD, "guard"), command.stream())
                .toList();
        return new ServerProcess(builder(guarded, prefixes, environment, output).start(), new ServerLog(output));
    }

    /**
     * Runs a command that ends by itself, with the parameters of {@link #start}.
     *
     * @throws IllegalStateException when it fails; the message holds the end of its output
     */
    static void run(List<String> command, List<String> prefixes, Map<String, String> environment, Path output)
            throws IOException, InterruptedException {
        Process process = builder(command, prefixes, environment, output)
                .redirectInput(new File("/dev/null"))
                .start();
        try {
            if (!process.waitFor(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(
                        command.get(0) + " has failed; the end of its output:\n" + new ServerLog(output).tail());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder builder(
            List<String> command, List<String> prefixes, Map<String, String> environment, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> prefixes.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).redirectOutput(output.toFile());
    }

    ServerLog log() {
        return log;
    }

    /**
     * Waits.
     *
     * @throws IllegalStateException when the server does not get that far; the message holds the end of its log
     */
    void await(Readiness readiness) {
        Instant deadline = Instant.now().plus(START_TIMEOUT);
        try {
            while (!readiness.isReached(log)) {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the server ended with status " + process.exitValue());
                }
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("the server is not ready after " + START_TIMEOUT);
                }
                process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw new IllegalStateException(e.getMessage() + "; the end of its log:\n" + log.tail(), e);
        }
    }

    /** What tells from outside that a server has started. */
    @FunctionalInterface
    interface Readiness {
        /** @throws IllegalStateException when it never will be */
        boolean isReached(ServerLog log);
    }

    /** The executables that it consists of. */
    List<String> commands() {
        return tree().stream().flatMap(part -> part.info().command().stream()).toList();
    }

    @Override
    public void close() {
        end();
    }

    /** Ends it at once; returns when it is gone. */
    void kill() {
        kill(tree());
    }

    private static void kill(List<ProcessHandle> tree) {
        tree.forEach(ProcessHandle::destroyForcibly);
        allEnded(tree).join();
    }

    private void end() {
        List<ProcessHandle> tree = tree();
        tree.forEach(ProcessHandle::destroy);
        try {
            allEnded(tree).get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            kill(tree);
        } catch (InterruptedException e) {
            kill(tree);
            Thread.currentThread().interrupt();
        }
    }

    /** Start scripts have the server as their child; neither may stay behind. */
    private List<ProcessHandle> tree() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private static CompletableFuture<Void> allEnded(List<ProcessHandle> tree) {
        return CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    }
}
