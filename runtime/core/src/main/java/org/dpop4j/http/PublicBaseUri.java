package org.dpop4j.http;

import java.util.Optional;

/**
 * A configured URI under which clients know this API: scheme, authority and, where a gateway strips one, a path prefix.
 *
 * <p>It takes the place of the request's own scheme and authority, so that neither a forged {@code Host} nor a proxy that
 * ends TLS changes what {@code htu} is compared with. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2">RFC 9449 section 4.2</a>
 */
public final class PublicBaseUri {
    private final TargetUri base;
    /** Scheme, authority and prefix, without a slash at the end. */
    private final String text;

    private PublicBaseUri(TargetUri base, String text) {
        this.base = base;
        this.text = text;
    }

    /**
     * Reads a configuration value such as {@code https://api.example} or {@code https://gateway.example/orders}. One
     * slash at the end means nothing.
     *
     * @throws IllegalArgumentException when it is not an absolute {@code https} or {@code http} URI, or has userinfo, a
     *     query or a fragment; the message tells operators what to write, without full stop
     */
    public static PublicBaseUri parse(String value) {
        if (value.indexOf('?') >= 0 || value.indexOf('#') >= 0) {
            throw new IllegalArgumentException(
                    "It has a query or a fragment; leave out everything from the first '?' or '#'");
        }
        TargetUri base = TargetUri.parse(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "It is no https or http URI; write scheme, host, optional port and optional path prefix, without"
                                + " user name, such as https://api.example or https://gateway.example:8443/orders"));
        String text = base.toString();
        if (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        if (text.endsWith("/")) {
            throw new IllegalArgumentException("It ends with more than one slash; leave them out");
        }
        return new PublicBaseUri(base, text);
    }

    /**
     * The URI that the client addressed, when the server saw this path.
     *
     * <p>The request's path is normalised by itself and put behind the prefix then, so dot segments in it cannot climb
     * out of the prefix.
     *
     * @param rawPath the path as on the wire, neither decoded nor normalised, without query; empty is {@code /}
     * @return the target URI, or empty when the path is not acceptable
     */
    public Optional<TargetUri> resolve(String rawPath) {
        UriForm form = UriPath.form(rawPath, 0, rawPath.length());
        if (form == UriForm.REFUSED || (long) text.length() + Math.max(1, rawPath.length()) > TargetUri.MAX_CHARS) {
            return Optional.empty();
        }
        if (form == UriForm.CANONICAL) {
            return Optional.of(new TargetUri(text.concat(rawPath), base.pathStart()));
        }
        StringBuilder out = new StringBuilder(text.length() + rawPath.length() + 1).append(text);
        UriPath.appendCanonical(out, rawPath, 0, rawPath.length());
        return Optional.of(new TargetUri(out.toString(), base.pathStart()));
    }

    /** Whether the scheme is {@code https}; it is {@code http} otherwise. */
    public boolean isHttps() {
        return base.isHttps();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicBaseUri uri && text.equals(uri.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The canonical text, without a slash at the end. */
    @Override
    public String toString() {
        return text;
    }
}
