package org.dpop4j.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request line and its {@code Host} line say about the resource: scheme, authority, raw path.
 *
 * <p>Holding one means that request line and {@code Host} do not contradict each other and that the path is well-formed.
 * Whether the authority is to be believed is not decided here; a {@link PublicBaseUri} replaces it. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112.html#section-3.2">RFC 9112 section 3.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-7.1">RFC 9110 section 7.1</a>
 */
public final class RequestTarget {
    private final boolean https;
    private final @Nullable String authority;
    private final String rawPath;

    private RequestTarget(boolean https, @Nullable String authority, String rawPath) {
        this.https = https;
        this.authority = authority;
        this.rawPath = rawPath;
    }

    /**
     * Reads a request of any HTTP version.
     *
     * <p>Refused are: asterisk-form and authority-form, a fragment, a malformed path, more than one {@code Host} line, a
     * malformed authority, and any contradiction between the scheme and the authority of an absolute-form target,
     * {@code :authority} and {@code Host}. Authorities are compared in canonical form, so {@code api.example:443} and
     * {@code API.example} agree under {@code https}.
     *
     * @param scheme of the connection, {@code https} or {@code http} in any case
     * @param pseudoHeader the value of {@code :authority}; null when there is none, as with HTTP/1
     * @param hostLines the {@code Host} lines, each as sent; none, or one blank, leaves the authority absent (HTTP/1.0)
     * @param rawTarget the request line's target or {@code :path}
     * @return the target, or empty when the request must be refused
     */
    public static Optional<RequestTarget> of(
            String scheme, @Nullable String pseudoHeader, List<String> hostLines, String rawTarget) {
        boolean https = TargetUri.isHttps(scheme);
        // A fragment is never sent. Behind a '?' it would be dropped with the query, but nothing honest puts it there.
        if ((!https && !TargetUri.isHttp(scheme)) || hostLines.size() > 1 || rawTarget.indexOf('#') >= 0) {
            return Optional.empty();
        }
        int pathStart = 0;
        String authority = null;
        if (!rawTarget.startsWith("/")) {
            String prefix = https ? "https://" : "http://";
            if (!Ascii.startsWith(prefix, rawTarget, 0, rawTarget.length())) {
                return Optional.empty();
            }
            pathStart = prefix.length();
            while (pathStart < rawTarget.length() && !TargetUri.endsAuthority(rawTarget.charAt(pathStart))) {
                pathStart++;
            }
            authority = UriAuthority.canonical(rawTarget.substring(prefix.length(), pathStart), https);
            if (authority == null) {
                return Optional.empty();
            }
        }
        if (pseudoHeader != null) {
            String canonical = UriAuthority.canonical(pseudoHeader, https);
            if (canonical == null || (authority != null && !authority.equals(canonical))) {
                return Optional.empty();
            }
            authority = canonical;
        }
        if (!hostLines.isEmpty()) {
            String host = hostLines.get(0);
            int from = Ascii.skipBlanks(host, 0);
            int to = Ascii.trimmedEnd(host, from);
            if (from < to) {
                String canonical = UriAuthority.canonical(host.substring(from, to), https);
                if (canonical == null || (authority != null && !authority.equals(canonical))) {
                    return Optional.empty();
                }
                authority = canonical;
            } else if (authority != null) {
                return Optional.empty();
            }
        }
        int query = rawTarget.indexOf('?', pathStart);
        String rawPath = rawTarget.substring(pathStart, query < 0 ? rawTarget.length() : query);
        if (UriPath.form(rawPath, 0, rawPath.length()) == UriForm.REFUSED) {
            return Optional.empty();
        }
        return Optional.of(new RequestTarget(https, authority, rawPath.isEmpty() ? "/" : rawPath));
    }

    /** {@code https} or {@code http}. */
    String scheme() {
        return https ? "https" : "http";
    }

    /** Host and port in canonical form; empty when the request names none. */
    Optional<String> authority() {
        return Optional.ofNullable(authority);
    }

    /** The path as on the wire, neither decoded nor normalised, without query; begins with a slash. */
    public String rawPath() {
        return rawPath;
    }

    /** The target URI that the request itself claims; empty when it names no authority or is too long. */
    public Optional<TargetUri> targetUri() {
        return authority == null ? Optional.empty() : TargetUri.of(scheme(), authority, rawPath);
    }
}
