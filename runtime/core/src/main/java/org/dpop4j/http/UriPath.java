package org.dpop4j.http;

/**
 * The path of an {@code http} or {@code https} URI.
 *
 * <p>Three steps make it canonical, in this order: triplets get upper-case digits, triplets of unreserved characters are
 * decoded exactly once, dot segments are removed. Nothing else is touched: not the case, not empty segments, not a
 * trailing slash, not matrix parameters, not {@code %2F}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986.html#section-6.2.2">RFC 3986 sections 6.2.2 and 5.2.4</a>
 */
final class UriPath {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriPath() {}

    /**
     * The form of a range of text as a path. The grammar is wider than RFC 3986, because browsers leave {@code |} and its kind
     * alone and clients copy them into {@code htu}; what could confuse a second parser stays out.
     */
    static UriForm form(String text, int from, int to) {
        if (from == to) {
            return UriForm.OTHER;
        }
        if (text.charAt(from) != '/') {
            return UriForm.REFUSED;
        }
        boolean canonical = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int value = Ascii.triplet(text, i, to);
                if (value < 0) {
                    return UriForm.REFUSED;
                }
                canonical &= !Ascii.is(Ascii.UNRESERVED, (char) value)
                        && text.charAt(i + 1) == HEX[value >> 4]
                        && text.charAt(i + 2) == HEX[value & 15];
                i += 2;
            } else if (!Ascii.is(Ascii.PATH, c)) {
                return UriForm.REFUSED;
            } else if (c == '/') {
                canonical &= !dotSegmentFollows(text, i + 1, to);
            }
        }
        return canonical ? UriForm.CANONICAL : UriForm.OTHER;
    }

    private static boolean dotSegmentFollows(String text, int from, int to) {
        int i = from;
        while (i < to && i - from < 2 && text.charAt(i) == '.') {
            i++;
        }
        return i > from && (i == to || text.charAt(i) == '/');
    }

    /** Appends the canonical form of a range that {@link #form} did not refuse. */
    static void appendCanonical(StringBuilder out, String text, int from, int to) {
        if (from == to) {
            out.append('/');
            return;
        }
        int root = out.length();
        int i = from;
        while (i < to) {
            int slash = out.length();
            i = appendSegment(out, text, i, to);
            int dots = dots(out, slash + 1);
            if (dots > 0) {
                out.setLength(dots == 1 ? slash : parent(out, root, slash));
                if (i == to) {
                    out.append('/');
                }
            }
        }
    }

    /** Appends the slash at {@code from} and the decoded segment behind it; returns where the segment ends. */
    private static int appendSegment(StringBuilder out, String text, int from, int to) {
        out.append('/');
        int i = from + 1;
        while (i < to && text.charAt(i) != '/') {
            char c = text.charAt(i);
            if (c != '%') {
                out.append(c);
                i++;
                continue;
            }
            int value = Ascii.triplet(text, i, to);
            if (Ascii.is(Ascii.UNRESERVED, (char) value)) {
                out.append((char) value);
            } else {
                out.append('%').append(HEX[value >> 4]).append(HEX[value & 15]);
            }
            i += 3;
        }
        return i;
    }

    /** 1 for the segment {@code .}, 2 for {@code ..}, 0 for any other. */
    private static int dots(StringBuilder out, int from) {
        int length = out.length() - from;
        if (length == 0 || length > 2 || out.charAt(from) != '.' || out.charAt(out.length() - 1) != '.') {
            return 0;
        }
        return length;
    }

    /** Where the segment before {@code slash} begins, never above the root. What is walked over is also removed. */
    private static int parent(StringBuilder out, int root, int slash) {
        int i = slash;
        while (i > root) {
            i--;
            if (out.charAt(i) == '/') {
                break;
            }
        }
        return i;
    }
}
