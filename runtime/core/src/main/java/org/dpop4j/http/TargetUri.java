package org.dpop4j.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A target URI in canonical form, without query and fragment: what {@code htu} and the request have in common.
 *
 * <p>Two target URIs are equal when their canonical texts are, and that is the whole comparison of RFC 9449 section 4.3,
 * item 9. Canonical is:
 *
 * <ul>
 *   <li>scheme and host in lower case (ASCII only), no default port, no empty port;
 *   <li>an empty path is {@code /};
 *   <li>percent-triplets in upper case; those of unreserved characters decoded exactly once, all others left alone, and
 *       dot segments removed after that, so that {@code %2e%2e} is treated like {@code ..};
 *   <li>nothing else: the case of the path, empty segments, a trailing slash, matrix parameters, a trailing dot of the
 *       host and the spelling of an IP address all count.
 * </ul>
 *
 * <p>Refused are: schemes other than {@code https} and {@code http}, userinfo, a missing host, hosts outside of ASCII
 * (clients send A-labels), zone ids, port 0, ports with leading zeros or beyond 65535, malformed triplets in the path, and
 * anywhere in the text control characters, space, backslash, double quote, angle brackets and everything that is not
 * ASCII. {@code java.net.URI} is not used: it misreads several of these.
 *
 * <p>What is NOT decided here: whether {@code http} is acceptable, and whether the authority is one of ours.
 *
 * <p>Immutable. The text holds printable ASCII only, but comes from a stranger.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3">RFC 9449 sections 4.2 and 4.3, item 9</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986.html#section-6.2.2">RFC 3986 sections 6.2.2 and 6.2.3</a>
 */
public final class TargetUri {
    /** The longest text that is looked at, inclusive, in characters. */
    public static final int MAX_CHARS = 2048;

    /** The parts of a target URI, in the order in which they are compared. */
    public enum Part {
        /** It is no target URI at all. */
        FORM("form than an http or https URI"),
        SCHEME("scheme"),
        HOST("host"),
        PORT("port"),
        PATH("path"),
        /** The paths differ in nothing but a slash at the end. */
        SLASH("end of the path, with or without a slash");

        private final String phrase;

        Part(String phrase) {
            this.phrase = phrase;
        }

        /** For messages, behind "another". */
        public String phrase() {
            return phrase;
        }
    }

    private static final String HTTPS = "https://";
    private static final String HTTP = "http://";

    private final String text;
    private final int pathStart;

    TargetUri(String text, int pathStart) {
        this.text = text;
        this.pathStart = pathStart;
    }

    /**
     * Reads the {@code htu} claim of a proof.
     *
     * <p>Query and fragment are dropped: RFC 9449 section 4.2 has clients leave them out, section 4.3 has servers ignore
     * them. Of their content only the characters are looked at, not the triplets, since nothing of it is ever used.
     *
     * @param htu an absolute URI, as the client wrote it
     * @return the target URI, or empty when the text is not an acceptable one
     */
    public static Optional<TargetUri> parse(String htu) {
        int length = htu.length();
        String prefix = prefix(htu, length);
        if (length > MAX_CHARS || prefix == null) {
            return Optional.empty();
        }
        int authorityStart = prefix.length();
        int authorityEnd = authorityStart;
        while (authorityEnd < length && !endsAuthority(htu.charAt(authorityEnd))) {
            authorityEnd++;
        }
        int pathEnd = authorityEnd;
        while (pathEnd < length && !endsPath(htu.charAt(pathEnd))) {
            pathEnd++;
        }
        if (!Ascii.all(Ascii.IGNORED, htu, pathEnd, length)) {
            return Optional.empty();
        }
        boolean https = prefix.equals(HTTPS);
        UriForm authority = UriAuthority.form(htu, authorityStart, authorityEnd, https);
        UriForm path = UriPath.form(htu, authorityEnd, pathEnd);
        if (authority == UriForm.REFUSED || path == UriForm.REFUSED) {
            return Optional.empty();
        }
        if (authority == UriForm.CANONICAL && path == UriForm.CANONICAL && htu.startsWith(prefix)) {
            return Optional.of(new TargetUri(htu.substring(0, pathEnd), authorityEnd));
        }
        StringBuilder out = new StringBuilder(pathEnd + 1).append(prefix);
        UriAuthority.appendCanonical(out, htu, authorityStart, authorityEnd, https);
        int pathStart = out.length();
        UriPath.appendCanonical(out, htu, authorityEnd, pathEnd);
        return Optional.of(new TargetUri(out.toString(), pathStart));
    }

    /**
     * Puts together the target URI of a request.
     *
     * @param scheme {@code https} or {@code http}, in any case
     * @param authority host and optional port, as in the {@code Host} line
     * @param rawPath the path as on the wire, neither decoded nor normalised, without query; empty is {@code /}
     * @return the target URI, or empty when one of the parts is not acceptable
     */
    public static Optional<TargetUri> of(String scheme, String authority, String rawPath) {
        String prefix = prefixOfScheme(scheme);
        if (prefix == null || (long) prefix.length() + authority.length() + rawPath.length() > MAX_CHARS) {
            return Optional.empty();
        }
        boolean https = prefix.equals(HTTPS);
        UriForm authorityForm = UriAuthority.form(authority, 0, authority.length(), https);
        UriForm pathForm = UriPath.form(rawPath, 0, rawPath.length());
        if (authorityForm == UriForm.REFUSED || pathForm == UriForm.REFUSED) {
            return Optional.empty();
        }
        if (authorityForm == UriForm.CANONICAL && pathForm == UriForm.CANONICAL) {
            return Optional.of(new TargetUri(prefix + authority + rawPath, prefix.length() + authority.length()));
        }
        StringBuilder out = new StringBuilder(prefix.length() + authority.length() + rawPath.length() + 1);
        out.append(prefix);
        UriAuthority.appendCanonical(out, authority, 0, authority.length(), https);
        int pathStart = out.length();
        UriPath.appendCanonical(out, rawPath, 0, rawPath.length());
        return Optional.of(new TargetUri(out.toString(), pathStart));
    }

    private static @Nullable String prefix(String text, int length) {
        if (Ascii.startsWith(HTTPS, text, 0, length)) {
            return HTTPS;
        }
        return Ascii.startsWith(HTTP, text, 0, length) ? HTTP : null;
    }

    private static @Nullable String prefixOfScheme(String scheme) {
        if (isHttps(scheme)) {
            return HTTPS;
        }
        return isHttp(scheme) ? HTTP : null;
    }

    static boolean isHttps(String scheme) {
        return Ascii.equals("https", scheme, 0, scheme.length());
    }

    static boolean isHttp(String scheme) {
        return Ascii.equals("http", scheme, 0, scheme.length());
    }

    static boolean endsAuthority(char c) {
        return c == '/' || endsPath(c);
    }

    private static boolean endsPath(char c) {
        return c == '?' || c == '#';
    }

    /** Whether the scheme is {@code https}; it is {@code http} otherwise. */
    public boolean isHttps() {
        return text.startsWith(HTTPS);
    }

    /**
     * Whether the host means this very machine: {@code localhost}, a dotted quad in 127.0.0.0/8, or {@code [::1]},
     * each in exactly that spelling and with any port. Names below {@code localhost} do not count: not every resolver
     * keeps them local.
     */
    public boolean isLoopback() {
        int from = authorityStart();
        int to = UriAuthority.hostEnd(text, from, pathStart);
        return Ascii.equals("localhost", text, from, to)
                || Ascii.equals("[::1]", text, from, to)
                || (text.startsWith("127.", from) && UriAuthority.isIpv4(text, from, to));
    }

    /** The first part in which this one differs from the other; empty when they are equal. */
    public Optional<Part> differenceFrom(TargetUri other) {
        if (equals(other)) {
            return Optional.empty();
        }
        if (isHttps() != other.isHttps()) {
            return Optional.of(Part.SCHEME);
        }
        if (!host().equals(other.host())) {
            return Optional.of(Part.HOST);
        }
        if (!authority().equals(other.authority())) {
            return Optional.of(Part.PORT);
        }
        String longer = path().length() > other.path().length() ? path() : other.path();
        String shorter = path().length() > other.path().length() ? other.path() : path();
        return Optional.of(longer.equals(shorter + "/") ? Part.SLASH : Part.PATH);
    }

    private String host() {
        return text.substring(authorityStart(), UriAuthority.hostEnd(text, authorityStart(), pathStart));
    }

    /** Host and, unless it is the scheme's default, port. */
    String authority() {
        return text.substring(authorityStart(), pathStart);
    }

    /** The path; begins with a slash. */
    String path() {
        return text.substring(pathStart);
    }

    int pathStart() {
        return pathStart;
    }

    private int authorityStart() {
        return isHttps() ? HTTPS.length() : HTTP.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetUri uri && text.equals(uri.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return text;
    }
}
