package org.dpop4j.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** What a server has written so far, without the colours of terminals. Safe for use by many threads. */
public final class ServerLog {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final int TAIL = 200;

    private final Path file;

    ServerLog(Path file) {
        this.file = file;
    }

    /** All lines, the last of which may be incomplete. */
    public List<String> lines() {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
            return COLOUR.matcher(text).replaceAll("").lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line in which the pattern is found. */
    public Optional<String> find(Pattern pattern) {
        return find(pattern, 0);
    }

    /** The first such line that is not among the first {@code known} ones. */
    public Optional<String> find(Pattern pattern, int known) {
        return lines().stream()
                .skip(known)
                .filter(line -> pattern.matcher(line).find())
                .findFirst();
    }

    /**
     * Waits for a line, because servers may write it after they have answered.
     *
     * @param known how many lines to skip: those that were there before
     * @throws AssertionError when none comes in time
     */
    public String await(Pattern pattern, int known) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Optional<String> found = find(pattern, known);
        while (found.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("no line with " + pattern + " in:\n" + tail());
            }
            LockSupport.parkNanos(POLL_INTERVAL.toNanos());
            found = find(pattern, known);
        }
        return found.get();
    }

    /** The last lines, as one text. */
    String tail() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
