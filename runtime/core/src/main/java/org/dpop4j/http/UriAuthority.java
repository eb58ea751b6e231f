package org.dpop4j.http;

import org.jspecify.annotations.Nullable;

/**
 * The authority of an {@code http} or {@code https} URI: host and optional port, never userinfo.
 *
 * <p>Hosts are compared as text. {@code 127.1}, {@code 0x7f.1} and {@code [::1]} written in full are names of their own,
 * because two parsers that disagree about numbers are an old way around a check.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986.html#section-3.2">RFC 3986 sections 3.2, 6.2.2 and 6.2.3</a>
 */
final class UriAuthority {
    /** Longest host, inclusive: the limit that RFC 3986 section 3.2.2 takes over from DNS. */
    private static final int MAX_HOST_CHARS = 255;

    /** The longest IPv6 address in text, inclusive: six groups and a dotted quad. */
    private static final int MAX_IPV6_CHARS = 45;

    private static final int MAX_PORT = 65535;

    private UriAuthority() {}

    /** The form of a range of text as the authority of a URI of that scheme. */
    static UriForm form(String text, int from, int to, boolean https) {
        int hostEnd = hostEnd(text, from, to);
        if (hostEnd == from || hostEnd - from > MAX_HOST_CHARS) {
            return UriForm.REFUSED;
        }
        UriForm host = text.charAt(from) == '[' ? literal(text, from, hostEnd) : name(text, from, hostEnd);
        if (host == UriForm.REFUSED || hostEnd == to) {
            return host;
        }
        UriForm port = port(text, hostEnd + 1, to, https);
        return port == UriForm.CANONICAL ? host : port;
    }

    /** The canonical form, which is the given text itself where possible; null when the text is refused. */
    static @Nullable String canonical(String text, boolean https) {
        return switch (form(text, 0, text.length(), https)) {
            case CANONICAL -> text;
            case OTHER -> {
                StringBuilder out = new StringBuilder(text.length());
                appendCanonical(out, text, 0, text.length(), https);
                yield out.toString();
            }
            case REFUSED -> null;
        };
    }

    /** Appends the canonical form of a range that {@link #form} did not refuse. */
    static void appendCanonical(StringBuilder out, String text, int from, int to, boolean https) {
        int hostEnd = hostEnd(text, from, to);
        for (int i = from; i < hostEnd; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                c = (char) Ascii.triplet(text, i, hostEnd);
                i += 2;
            }
            out.append(Ascii.lower(c));
        }
        if (hostEnd < to && port(text, hostEnd + 1, to, https) == UriForm.CANONICAL) {
            out.append(text, hostEnd, to);
        }
    }

    /** Where the host of an authority ends: before the colon of the port, or at the end. */
    static int hostEnd(String text, int from, int to) {
        int i = from;
        if (i < to && text.charAt(i) == '[') {
            while (i < to && text.charAt(i) != ']') {
                i++;
            }
            // Anything but a port after the bracket becomes part of the literal, which then does not end in one.
            if (i + 1 >= to || text.charAt(i + 1) != ':') {
                return to;
            }
            return i + 1;
        }
        while (i < to && text.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    /**
     * A registered name: unreserved characters, underscore included. {@code sub-delims} are refused although RFC 3986
     * lists them: no host has any, and a comma in a {@code Host} line is two lines joined. Triplets of unreserved
     * characters are decoded, any other is refused: it is a name outside of ASCII or an attempt.
     */
    private static UriForm name(String text, int from, int to) {
        boolean canonical = true;
        boolean labelIsEmpty = true;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int number = Ascii.triplet(text, i, to);
                if (number < 0) {
                    return UriForm.REFUSED;
                }
                c = (char) number;
                canonical = false;
                i += 2;
            }
            if (!Ascii.is(Ascii.UNRESERVED, c)) {
                return UriForm.REFUSED;
            }
            if (c == '.') {
                if (labelIsEmpty) {
                    return UriForm.REFUSED;
                }
                labelIsEmpty = true;
            } else {
                labelIsEmpty = false;
                canonical &= !Ascii.isUpper(c);
            }
        }
        return canonical ? UriForm.CANONICAL : UriForm.OTHER;
    }

    private static UriForm literal(String text, int from, int to) {
        if (text.charAt(to - 1) != ']' || !isIpv6(text, from + 1, to - 1)) {
            return UriForm.REFUSED;
        }
        for (int i = from; i < to; i++) {
            if (Ascii.isUpper(text.charAt(i))) {
                return UriForm.OTHER;
            }
        }
        return UriForm.CANONICAL;
    }

    /** An empty port and the scheme's default one are acceptable but not canonical: the canonical form has none. */
    private static UriForm port(String text, int from, int to, boolean https) {
        if (from == to) {
            return UriForm.OTHER;
        }
        // Port 0 cannot be addressed, and 0443 is a second spelling of 443.
        if (to - from > 5 || text.charAt(from) == '0') {
            return UriForm.REFUSED;
        }
        int port = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Ascii.isDigit(c)) {
                return UriForm.REFUSED;
            }
            port = port * 10 + (c - '0');
        }
        if (port > MAX_PORT) {
            return UriForm.REFUSED;
        }
        return port == (https ? 443 : 80) ? UriForm.OTHER : UriForm.CANONICAL;
    }

    /** {@code IPv6address} of RFC 3986 section 3.2.2; no zone id, and {@code IPvFuture} does not exist. */
    static boolean isIpv6(String text, int from, int to) {
        if (to - from < 2 || to - from > MAX_IPV6_CHARS) {
            return false;
        }
        int groups = 0;
        boolean gap = false;
        int i = from;
        if (text.charAt(i) == ':') {
            if (text.charAt(i + 1) != ':') {
                return false;
            }
            gap = true;
            i += 2;
        }
        while (i < to) {
            int start = i;
            while (i < to && i - start < 4 && Ascii.hex(text.charAt(i)) >= 0) {
                i++;
            }
            if (i == start) {
                return false;
            }
            if (i < to && text.charAt(i) == '.') {
                groups += 2;
                if (!isIpv4(text, start, to)) {
                    return false;
                }
                break;
            }
            groups++;
            if (i == to) {
                break;
            }
            if (text.charAt(i) != ':' || ++i == to) {
                return false;
            }
            if (text.charAt(i) == ':') {
                if (gap) {
                    return false;
                }
                gap = true;
                i++;
            }
        }
        return gap ? groups <= 7 : groups == 8;
    }

    /** {@code IPv4address} of RFC 3986 section 3.2.2: four decimal numbers without leading zeros. */
    static boolean isIpv4(String text, int from, int to) {
        int i = from;
        for (int number = 1; number <= 4; number++) {
            int start = i;
            int value = 0;
            while (i < to && i - start < 3 && Ascii.isDigit(text.charAt(i))) {
                value = value * 10 + (text.charAt(i) - '0');
                i++;
            }
            if (i == start || value > 255 || (i - start > 1 && text.charAt(start) == '0')) {
                return false;
            }
            if (number < 4 && (i == to || text.charAt(i++) != '.')) {
                return false;
            }
        }
        return i == to;
    }
}
