package org.dpop4j.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All that servers and the routers inside of them may take a path for.
 *
 * <p>Each of them decodes escapes, drops matrix parameters, removes dot segments and merges slashes, or does not, in an order
 * of its own. Whoever protects paths has to know what comes of any of that, in any order.
 */
public final class PathReadings {
    /** More of them than any honest path has. */
    private static final int MOST = 48;

    private static final int MOST_CHARS = 8_192;

    private static final List<UnaryOperator<String>> STEPS = List.of(
            PathReadings::decodeUnreserved,
            PathReadings::decode,
            PathReadings::withoutMatrixParameters,
            PathReadings::upToParameters,
            PathReadings::withoutDotSegments,
            PathReadings::withoutEmptySegments);

    private PathReadings() {}

    /**
     * Reads a path.
     *
     * @param rawPath as it was sent, without query
     * @return every reading, the path itself included; empty when they are not to be known: a broken escape, a backslash, a
     *     control character, escapes within escapes within escapes, a step up beside empty segments, of which everybody
     *     removes a different number, and what is very long
     */
    public static Optional<Set<String>> of(String rawPath) {
        if (isPlain(rawPath)) {
            return Optional.of(Set.of(rawPath));
        }
        if (!rawPath.startsWith("/") || rawPath.length() > MOST_CHARS || hasBrokenEscape(rawPath)) {
            return Optional.empty();
        }
        Set<String> readings = new LinkedHashSet<>();
        Deque<String> unread = new ArrayDeque<>(List.of(rawPath));
        while (!unread.isEmpty()) {
            String reading = unread.remove();
            if (!readings.add(reading)) {
                continue;
            }
            if (readings.size() > MOST || isUnreadable(reading)) {
                return Optional.empty();
            }
            STEPS.forEach(step -> unread.add(step.apply(reading)));
        }
        return Optional.of(readings);
    }

    /** Whether everybody takes the path for the same: nearly all paths. */
    private static boolean isPlain(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                boolean oddSegmentFollows =
                        i + 1 < path.length() && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.');
                if (oddSegmentFollows) {
                    return false;
                }
            } else if (c == '%' || c == ';' || !Ascii.is(Ascii.PATH, c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasBrokenEscape(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (Ascii.triplet(path, i, path.length()) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Some take a backslash for a slash, and some end a text at a control character. */
    private static boolean isUnreadable(String path) {
        return (path.contains("//") && path.contains("/.."))
                || path.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7f);
    }

    private static String decodeUnreserved(String path) {
        return decode(path, true);
    }

    private static String decode(String path) {
        return decode(path, false);
    }

    /** What is no escape stays. Octets beyond ASCII become one character each. */
    private static String decode(String path, boolean unreservedOnly) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int value = path.charAt(i) == '%' ? Ascii.triplet(path, i, path.length()) : -1;
            if (value < 0 || (unreservedOnly && !Ascii.is(Ascii.UNRESERVED, (char) value))) {
                decoded.append(path.charAt(i));
            } else {
                decoded.append((char) value);
                i += 2;
            }
        }
        return decoded.toString();
    }

    private static String withoutMatrixParameters(String path) {
        if (path.indexOf(';') < 0) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path.length());
        boolean inParameters = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            inParameters = c == ';' || (inParameters && c != '/');
            if (!inParameters) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** As servers that know of no parameters but those at the end. */
    private static String upToParameters(String path) {
        int parameters = path.indexOf(';');
        return parameters <= 0 ? path : path.substring(0, parameters);
    }

    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path.length());
        for (int from = 1; from <= path.length(); ) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, to);
            if (segment.equals("..")) {
                kept.setLength(Math.max(0, kept.lastIndexOf("/")));
            }
            if (!segment.equals(".") && !segment.equals("..")) {
                kept.append('/').append(segment);
            } else if (slash < 0) {
                kept.append('/');
            }
            from = to + 1;
        }
        return kept.toString();
    }

    private static String withoutEmptySegments(String path) {
        if (!path.contains("//")) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) != '/' || i == 0 || path.charAt(i - 1) != '/') {
                kept.append(path.charAt(i));
            }
        }
        return kept.toString();
    }
}
