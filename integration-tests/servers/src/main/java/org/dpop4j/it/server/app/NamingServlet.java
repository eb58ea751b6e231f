package org.dpop4j.it.server.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** Its answer names the caller. */
public abstract class NamingServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Principal caller = request.getUserPrincipal();
        response.setContentType("text/plain");
        response.getWriter().print("caller=" + (caller == null ? "" : caller.getName()) + "\n");
    }
}
