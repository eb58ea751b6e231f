package org.dpop4j.it.server.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Plain servlets, which no filter of Jakarta REST sees. Their answer names the caller. */
public final class Servlets {
    private Servlets() {}

    /** Open to everyone. */
    @WebServlet("/servlet/open/*")
    public static class Open extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** The container demands a role. */
    @WebServlet("/servlet/role")
    @ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
    public static class ForRole extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** The container demands a role that no token of the suite has. */
    @WebServlet("/servlet/auditor")
    @ServletSecurity(@HttpConstraint(rolesAllowed = "auditor"))
    public static class ForAuditor extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** The container demands a caller, whatever roles it has. */
    @WebServlet("/servlet/caller")
    @ServletSecurity(@HttpConstraint(rolesAllowed = "**"))
    public static class ForAnyCaller extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** Open to everyone; has the caller authenticated by itself. */
    @WebServlet("/servlet/login")
    public static class LoggingIn extends NamingServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            if (request.authenticate(response)) {
                super.doGet(request, response);
            }
        }
    }

    /** What the application shows instead of a refusal, where it is deployed as error page. */
    @WebServlet("/servlet/error")
    public static class ErrorPage extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.getWriter().print("page of the application");
        }
    }
}
