package org.dpop4j.jakarta.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.dpop4j.jakarta.rest.RestProbe;
import org.jspecify.annotations.Nullable;

/**
 * Proves that each servlet of Jakarta REST has loaded our filters, before any request gets there. Settings of the application
 * and ways of the server can keep them out, and annotations would protect nothing then.
 *
 * <p>The first request of all pays for it: each servlet is sent a {@link RestProbe} that no resource method responds to. One
 * per web application.
 *
 * <p><b>Threading:</b> safe for many threads; those that come too early wait.
 */
final class RestProof {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private volatile @Nullable Boolean holds;

    /**
     * Whether all servlets of Jakarta REST have our filters; where one has not, the application has to be refused.
     *
     * @throws ServletException when a servlet does not start; the next request tries again
     */
    boolean holds(RestServlets servlets, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Boolean known = holds;
        return known == null ? prove(servlets, request, response) : known;
    }

    /** Whether it is known that they have. */
    boolean isGiven() {
        return Boolean.TRUE.equals(holds);
    }

    private synchronized boolean prove(RestServlets servlets, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Boolean known = holds;
        if (known != null) {
            return known;
        }
        for (ServletRegistration servlet : servlets.all()) {
            // Some servers have one that no request gets to.
            if (!servlet.getMappings().isEmpty() && !isProven(servlet, request, response)) {
                LOG.log(Level.ERROR, refusal(request.getServletContext(), servlet));
                holds = false;
                return false;
            }
        }
        holds = true;
        return true;
    }

    private static boolean isProven(
            ServletRegistration servlet, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        @Nullable RequestDispatcher dispatcher = request.getServletContext().getNamedDispatcher(servlet.getName());
        if (dispatcher == null) {
            return false;
        }
        RestProbe probe = new RestProbe();
        request.setAttribute(RestProbe.ATTRIBUTE, probe);
        try {
            dispatcher.include(new ProbeRequest(request), new ProbeResponse(response));
        } catch (ServletException | IOException | RuntimeException e) {
            if (!probe.isReceived()) {
                throw e;
            }
            LOG.log(Level.DEBUG, "A response filter of the application does not expect requests like ours", e);
        } finally {
            request.removeAttribute(RestProbe.ATTRIBUTE);
        }
        return probe.isReceived();
    }

    private static String refusal(ServletContext context, ServletRegistration servlet) {
        return "All requests to " + context.getContextPath() + " are refused with status 503: the servlet "
                + servlet.getName()
                + " of Jakarta REST does not load the filters of dpop4j-jakarta. Give it an Application"
                + " of its own, remove jakarta.ws.rs.loadServices = false from the properties of that, give no Feature of"
                + " your own @Priority(9449), and leave classes of org.dpop4j out of resteasy.disable.providers";
    }
}
