package org.dpop4j.jakarta;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.server.ResourceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link DPoPCall} of each request in its attributes. One per web application.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
final class DPoPCalls {
    private final DPoPServer server;
    private final EndpointAnnotations annotations;
    private final EndpointTable endpoints;
    private final boolean demandsNonceSomewhere;
    private final @Nullable OpenLiberty liberty;
    private volatile @Nullable RestServlets restServlets;

    /** @param liberty null on other servers */
    DPoPCalls(
            DPoPServer server,
            EndpointAnnotations annotations,
            EndpointTable endpoints,
            @Nullable OpenLiberty liberty) {
        this.server = server;
        this.liberty = liberty;
        this.annotations = annotations;
        this.endpoints = endpoints;
        this.demandsNonceSomewhere = endpoints.demandsNonceSomewhere();
    }

    boolean demandsNonceSomewhere() {
        return demandsNonceSomewhere;
    }

    /** The call of a request, begun when first asked for. */
    DPoPCall of(HttpServletRequest request) {
        if (request.getAttribute(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            return call;
        }
        ExpectedEndpoint expected = expect(request);
        DPoPExchange exchange = server.open(resourceRequest(request), expected, demandsNonceSomewhere);
        DPoPCall call = new DPoPCall(server, annotations, exchange, expected.policy(), liberty != null);
        request.setAttribute(DPoPCall.ATTRIBUTE, call);
        return call;
    }

    /** Annotations speak for Jakarta REST only, not for a servlet that happens to have such a path. */
    private ExpectedEndpoint expect(HttpServletRequest request) {
        Optional<ServletRegistration> rest = restServletOf(request);
        if (rest.isEmpty()) {
            return ExpectedEndpoint.BY_MODE;
        }
        String path = request.getDispatcherType() == DispatcherType.ERROR
                ? pathOfError(request, rest.get())
                : Objects.requireNonNullElse(request.getPathInfo(), request.getServletPath());
        return endpoints.expect(request.getMethod(), path);
    }

    /** The servlet of Jakarta REST that is going to answer, or would have if the container had not refused. */
    Optional<ServletRegistration> restServletOf(HttpServletRequest request) {
        return Optional.ofNullable(servletNameOf(request)).flatMap(restServletsOf(request)::named);
    }

    /** Those of the application, which no longer change when requests come. */
    RestServlets restServletsOf(HttpServletRequest request) {
        RestServlets known = restServlets;
        if (known == null) {
            known = RestServlets.of(request.getServletContext());
            restServlets = known;
        }
        return known;
    }

    private static @Nullable String servletNameOf(HttpServletRequest request) {
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            return (String) request.getAttribute(RequestDispatcher.ERROR_SERVLET_NAME);
        }
        // Null on Open Liberty where no servlet is there.
        @Nullable HttpServletMapping mapping = request.getHttpServletMapping();
        return mapping == null ? null : mapping.getServletName();
    }

    /** Below the servlet, decoded, like a path info. */
    private static String pathOfError(HttpServletRequest request, ServletRegistration servlet) {
        String path =
                decoded(targetOf(request)).substring(request.getContextPath().length());
        return servlet.getMappings().stream()
                .filter(mapping -> mapping.endsWith("/*"))
                .map(mapping -> mapping.substring(0, mapping.length() - 2))
                .filter(path::startsWith)
                .findFirst()
                .map(prefix -> path.substring(prefix.length()))
                .orElse(path);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private ResourceRequest resourceRequest(HttpServletRequest request) {
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

    /** An error page is no target of the client's. */
    private static String targetOf(HttpServletRequest request) {
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
