package org.dpop4j.jakarta.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.jakarta.rest.DPoPCall;
import org.dpop4j.jakarta.rest.EndpointAnnotations;
import org.dpop4j.jakarta.rest.EndpointTable;
import org.jspecify.annotations.Nullable;

/**
 * The application's side of every request: opens its {@link DPoPCall}. One per web application.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
final class DPoPServer {
    private final ApplicationBeans beans;
    private final EndpointAnnotations annotations;
    private final EndpointTable endpoints;
    private final WireRequests wire;
    private final boolean findsCallersLate;
    private volatile @Nullable RestServlets restServlets;

    /** @param liberty null on other servers */
    DPoPServer(
            ApplicationBeans beans,
            EndpointAnnotations annotations,
            EndpointTable endpoints,
            @Nullable OpenLiberty liberty) {
        this.beans = beans;
        this.annotations = annotations;
        this.endpoints = endpoints;
        this.wire = new WireRequests(liberty);
        this.findsCallersLate = liberty != null;
    }

    /** The call of a request, opened when first asked for. */
    DPoPCall of(HttpServletRequest request) {
        if (request.getAttribute(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            return call;
        }
        DPoPCall call = new DPoPCall(
                beans.resourceServer().open(wire.read(request), expected(request), () -> wire.pathsOf(request)),
                annotations,
                findsCallersLate);
        request.setAttribute(DPoPCall.ATTRIBUTE, call);
        return call;
    }

    /** Tells the call that the application has forwarded its request. */
    void sendOn(DPoPCall call, HttpServletRequest request) {
        call.exchange().sentOnTo(expected(request), wire.pathsOf(request));
    }

    /** Has the application's {@code DPoPContext} speak of this call for the rest of the request. */
    void enterContext(DPoPCall call) {
        beans.enterContext(call.exchange());
    }

    /** Annotations speak for Jakarta REST only, not for a servlet that happens to have such a path. */
    private ExpectedEndpoint expected(HttpServletRequest request) {
        Optional<ServletRegistration> rest = restServletOf(request);
        if (rest.isEmpty()) {
            return ExpectedEndpoint.BY_MODE;
        }
        String path = request.getDispatcherType() == DispatcherType.ERROR
                ? pathOfError(request, rest.get())
                : Objects.requireNonNullElse(request.getPathInfo(), request.getServletPath());
        return endpoints.expect(request.getMethod(), path);
    }

    /** The servlet of Jakarta REST that is going to respond, or would have if the container had not refused. */
    Optional<ServletRegistration> restServletOf(HttpServletRequest request) {
        return Optional.ofNullable(servletNameOf(request)).flatMap(restServletsOf(request)::named);
    }

    /** Whether Jakarta REST is going to respond, which knows what a preflight is. */
    boolean isRest(HttpServletRequest request) {
        return restServletOf(request).isPresent();
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
        String path = decoded(WireRequests.targetOf(request))
                .substring(request.getContextPath().length());
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
}
