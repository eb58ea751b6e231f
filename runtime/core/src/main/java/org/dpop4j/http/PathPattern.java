package org.dpop4j.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/**
 * Paths of an application: one, with or without a slash at its end, or all below one and that one. Immutable.
 *
 * @param segments between the slashes; {@link #ANY} for whatever is there
 * @param isPrefix whether everything below counts as well
 */
public record PathPattern(List<String> segments, boolean isPrefix) {
    private static final String ANY = "{}";
    private static final String BELOW = "/*";

    public PathPattern {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a pattern as users write it: {@code /orders} or {@code /orders/*}.
     *
     * @throws IllegalArgumentException with what to write instead, without full stop
     */
    public static PathPattern parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("Begin it with a slash, such as /orders or /orders/*");
        }
        boolean isPrefix = text.endsWith(BELOW);
        String path = isPrefix ? text.substring(0, text.length() - BELOW.length()) : text;
        if (path.indexOf('*') >= 0) {
            throw new IllegalArgumentException("Use a star only at the end, as in /orders/*, for everything below");
        }
        boolean isOdd = !path.chars().allMatch(c -> Ascii.is(Ascii.PATH, (char) c) && c != '%' && c != ';');
        if (isOdd
                || PathReadings.of(isPrefix ? path + "/" : path)
                        .map(all -> all.size() > 1)
                        .orElse(true)) {
            throw new IllegalArgumentException(
                    "Use a path such as /orders or /orders/*: without escapes, dot segments, empty"
                            + " segments, parameters and query, in ASCII");
        }
        return new PathPattern(segmentsOf(path), isPrefix);
    }

    /**
     * The pattern of a path with names in braces or after colons, one for a segment, such as {@code /chat/{room}}. With a
     * star it is a prefix.
     *
     * @param template begins with a slash
     */
    public static PathPattern ofTemplate(String template) {
        return new PathPattern(
                segmentsOf(template).stream()
                        .map(segment -> segment.chars().anyMatch(c -> "{:*".indexOf(c) >= 0) ? ANY : segment)
                        .toList(),
                template.indexOf('*') >= 0);
    }

    private static List<String> segmentsOf(String path) {
        return Collections.list(new StringTokenizer(path, "/")).stream()
                .map(String.class::cast)
                .toList();
    }

    /** The same below a root, which is empty, a slash, or a path without one at its end. */
    public PathPattern below(String root) {
        if (root.isEmpty() || root.equals("/")) {
            return this;
        }
        return new PathPattern(
                Stream.concat(segmentsOf(octetsOf(root)).stream(), segments.stream())
                        .toList(),
                isPrefix);
    }

    /** The directory where a server responds with this page; empty when the path is not that of a page of this name. */
    public Optional<PathPattern> directoryOf(String page) {
        int last = segments.size() - 1;
        return last >= 0 && segments.get(last).equals(page)
                ? Optional.of(new PathPattern(segments.subList(0, last), false))
                : Optional.empty();
    }

    /** As {@link PathReadings} shows what is not ASCII. */
    private static String octetsOf(String root) {
        return new String(root.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether it names each of its segments. */
    public boolean isLiteral() {
        return literals() == segments.size();
    }

    private long literals() {
        return segments.stream().filter(segment -> !segment.equals(ANY)).count();
    }

    /** @param path one of its {@link PathReadings} */
    public boolean matches(String path) {
        int from = 1;
        for (String segment : segments) {
            int end = path.indexOf('/', from);
            int to = end < 0 ? path.length() : end;
            boolean isMatch =
                    segment.equals(ANY) ? from < to : to - from == segment.length() && path.startsWith(segment, from);
            if (!isMatch) {
                return false;
            }
            from = to + 1;
        }
        return from >= path.length() || isPrefix;
    }

    /** Whether this one decides where both match: it names more of the path. */
    public boolean isLongerThan(PathPattern other) {
        return literals() != other.literals() ? literals() > other.literals() : !isPrefix && other.isPrefix;
    }

    /** As users write it. */
    @Override
    public String toString() {
        String path = "/" + String.join("/", segments);
        return isPrefix ? (segments.isEmpty() ? BELOW : path + BELOW) : path;
    }
}
