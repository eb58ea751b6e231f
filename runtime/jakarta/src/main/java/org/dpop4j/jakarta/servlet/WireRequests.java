package org.dpop4j.jakarta.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.dpop4j.server.ResourceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests as they came over the wire.
 *
 * @param liberty null on other servers
 */
record WireRequests(@Nullable OpenLiberty liberty) {
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
            isError ? target : routed(request).replace("%", "%25")
        };
    }

    /** Decoded. */
    private static String routed(HttpServletRequest request) {
        return request.getContextPath()
                + Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
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
