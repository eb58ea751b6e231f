package org.dpop4j.server;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire, before any filter of the application could change it.
 *
 * @param method the method on the wire, case-sensitive
 * @param scheme {@code http} or {@code https}, as the server sees it
 * @param pseudoAuthority {@code :authority} of HTTP/2 and later; null with HTTP/1
 * @param hostLines the {@code Host} lines
 * @param rawTarget the request target, neither decoded nor normalised
 * @param authorizationLines the {@code Authorization} lines, never joined
 * @param proofLines the {@code DPoP} lines, never joined
 */
public record ResourceRequest(
        String method,
        String scheme,
        @Nullable String pseudoAuthority,
        List<String> hostLines,
        String rawTarget,
        List<String> authorizationLines,
        List<String> proofLines) {
    /** Prints nothing that the client sent but the method. */
    @Override
    public String toString() {
        return "ResourceRequest[method=" + method + "]";
    }
}
