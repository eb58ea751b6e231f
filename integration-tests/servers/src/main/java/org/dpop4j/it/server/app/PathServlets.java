package org.dpop4j.it.server.app;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** What is served at paths where no annotation of the library can stand. */
public final class PathServlets {
    private PathServlets() {}

    /** Everything below, and the path itself. */
    @WebServlet("/tree/*")
    public static class Tree extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** One path. */
    @WebServlet("/exact")
    public static class Exact extends NamingServlet {
        private static final long serialVersionUID = 1;
    }

    /** Forwards to what follows its own path. */
    @WebServlet("/forward/*")
    public static class Forwarding extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            request.getRequestDispatcher(request.getPathInfo()).forward(request, response);
        }
    }

    /** Dispatches asynchronously to what follows its own path. */
    @WebServlet(urlPatterns = "/async/*", asyncSupported = true)
    public static class Dispatching extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            request.startAsync().dispatch(request.getPathInfo());
        }
    }

    /** Says what it hears. */
    @ServerEndpoint("/socket")
    public static class Echo {
        @OnMessage
        public String echo(String message) {
            return message;
        }
    }
}
