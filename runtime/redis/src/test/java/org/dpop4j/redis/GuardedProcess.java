package org.dpop4j.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that ends with this JVM, however that ends: a shell waits beside it for input that never comes, and kills it
 * when nobody could send any more. The shell also waits for it to be gone: it is the shell's child, and for others than its
 * own children a JVM looks three times a second at most. Not thread-safe.
 */
public final class GuardedProcess implements AutoCloseable {
    private static final String GUARD =
            "log=$1; shift; \"$@\" >>\"$log\" 2>&1 </dev/null & echo $!; cat; kill -9 $!; wait $!";

    private final Process guard;
    private final long pid;

    private GuardedProcess(Process guard, long pid) {
        this.guard = guard;
        this.pid = pid;
    }

    /** @param log what the process prints is added to this file */
    public static GuardedProcess start(Path log, List<String> command) {
        List<String> guarded = new ArrayList<>(List.of("sh", "-c", GUARD, "sh", log.toString()));
        guarded.addAll(command);
        try {
            Process guard = new ProcessBuilder(guarded)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new GuardedProcess(guard, Long.parseLong(firstLine(guard.getInputStream())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String firstLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c != '\n'; c = stream.read()) {
            if (c < 0) {
                throw new IOException("the process has ended: " + line);
            }
            line.append((char) c);
        }
        return line.toString();
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Sends it a signal, such as {@code STOP}. */
    public void signal(String name) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill -" + name + " has failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it, and returns when it is gone. */
    @Override
    public void close() {
        try (OutputStream input = guard.getOutputStream()) {
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            guard.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
