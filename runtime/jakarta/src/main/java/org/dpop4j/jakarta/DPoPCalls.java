package org.dpop4j.jakarta;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.dpop4j.DPoPExchange;
import org.dpop4j.ForetoldEndpoint;
import org.dpop4j.ResourceRequest;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the {@link DPoPCall} of each request in its attributes. One per web application.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
final class DPoPCalls {
    static final String ATTRIBUTE = DPoPCalls.class.getName();

    private final DPoPServer server;
    private final EndpointAnnotations annotations;
    private final EndpointTable endpoints;
    private final boolean demandsNonceSomewhere;

    DPoPCalls(DPoPServer server, EndpointAnnotations annotations, EndpointTable endpoints) {
        this.server = server;
        this.annotations = annotations;
        this.endpoints = endpoints;
        this.demandsNonceSomewhere = endpoints.demandsNonceSomewhere();
    }

    /** Those of a web application; null before its guard has started. */
    static @Nullable DPoPCalls of(ServletContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof DPoPCalls calls ? calls : null;
    }

    boolean demandsNonceSomewhere() {
        return demandsNonceSomewhere;
    }

    /** The call of a request, begun when first asked for. */
    DPoPCall of(HttpServletRequest request) {
        if (request.getAttribute(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            return call;
        }
        ForetoldEndpoint foretold = foretell(request);
        DPoPExchange exchange = server.open(resourceRequest(request), foretold, demandsNonceSomewhere);
        DPoPCall call = new DPoPCall(server, annotations, exchange, foretold.policy());
        request.setAttribute(DPoPCall.ATTRIBUTE, call);
        return call;
    }

    /** Annotations speak for Jakarta REST only, not for a servlet that happens to have such a path. */
    private ForetoldEndpoint foretell(HttpServletRequest request) {
        if (!isForRest(request)) {
            return ForetoldEndpoint.BY_MODE;
        }
        String path = request.getPathInfo();
        return endpoints.foretell(request.getMethod(), path == null ? request.getServletPath() : path);
    }

    private static boolean isForRest(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        ServletRegistration servlet = request.getServletContext().getServletRegistration(mapping.getServletName());
        return servlet != null && isRestServlet(servlet);
    }

    /** Servlets of Jakarta REST have the name of their Application, or are RESTEasy's own. */
    private static boolean isRestServlet(ServletRegistration servlet) {
        String type = String.valueOf(servlet.getClassName());
        return servlet.getName().equals("jakarta.ws.rs.core.Application")
                || type.startsWith("org.jboss.resteasy.")
                || type.startsWith("io.openliberty.")
                || type.startsWith("com.ibm.ws.");
    }

    private static ResourceRequest resourceRequest(HttpServletRequest request) {
        return new ResourceRequest(
                request.getMethod(),
                request.getScheme(),
                null,
                lines(request, "Host"),
                request.getRequestURI(),
                lines(request, "Authorization"),
                lines(request, "DPoP"));
    }

    private static List<String> lines(HttpServletRequest request, String name) {
        @Nullable Enumeration<String> values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }
}
