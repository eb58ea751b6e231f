package org.dpop4j.jakarta.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The error page for 401 and 403: an empty one. It has the container come to {@link DPoPGuard} with what it has refused by
 * itself.
 */
final class RefusedServlet extends HttpServlet {
    /** Where {@code web-fragment.xml} sends what the container refuses. */
    static final String PATH = "/dpop4j/refused";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
