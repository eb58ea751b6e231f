package org.dpop4j.jakarta.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dpop4j.server.ResourceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests as they came over the wire.
 *
 * @param liberty null on other servers
 */
record WireRequests(@Nullable OpenLiberty liberty) {
    /** Mappings to paths that nothing follows. */
    private static final Set<MappingMatch> WHOLE = EnumSet.of(MappingMatch.EXACT, MappingMatch.EXTENSION);

    ResourceRequest read(HttpServletRequest request) {
        List<String> hosts = lines(request, "Host");
        return new ResourceRequest(
                request.getMethod(),
                liberty == null ? request.getScheme() : liberty.schemeOf(request),
                liberty == null || (hosts.isEmpty() && !isHttp2(request)) ? null : liberty.authorityOf(request),
                hosts,
                liberty == null ? targetOf(request) : liberty.targetOf(request, targetOf(request)),
                lines(request, "Authorization"),
                lines(request, "DPoP"));
    }

    /** By which the container may have found what responds, or that may in turn. */
    String[] pathsOf(HttpServletRequest request) {
        String target = targetOf(request);
        boolean isError = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) != null;
        return new String[] {
            target,
            liberty == null ? target : liberty.targetOf(request, target),
            isError ? target : asSent(routed(request))
        };
    }

    /**
     * Decoded; empty when nobody knows. Open Liberty remembers what has responded by the path up to a semicolon, and gives it
     * the next path with the same beginning, whatever follows: then there is more of the path than the mapping allows.
     */
    private static String routed(HttpServletRequest request) {
        String path = request.getContextPath() + Objects.requireNonNullElse(request.getServletPath(), "");
        String rest = Objects.requireNonNullElse(request.getPathInfo(), "");
        boolean mayHaveRest = rest.startsWith("/")
                && !WHOLE.contains(request.getHttpServletMapping().getMappingMatch());
        return rest.isEmpty() || mayHaveRest ? path + rest : "";
    }

    /** With escapes for what would be read as escapes, and a character for each byte. */
    private static String asSent(String decoded) {
        return new String(decoded.replace("%", "%25").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** An error page is no target of the client's. */
    static String targetOf(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String requested
                ? requested
                : request.getRequestURI();
    }

    private static boolean isHttp2(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/2");
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }
}
