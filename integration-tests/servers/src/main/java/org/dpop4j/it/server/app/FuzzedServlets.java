package org.dpop4j.it.server.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One servlet for each kind of mapping, which says that it was reached where that demands DPoP, by the path it is told. */
public final class FuzzedServlets {
    private FuzzedServlets() {}

    abstract static class Marked extends HttpServlet {
        private static final long serialVersionUID = 1;

        /** @return empty where anybody may be */
        abstract String markerAt(String path);

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String info = request.getPathInfo();
            response.setContentType("text/plain");
            response.getWriter().print(markerAt(request.getServletPath() + (info == null ? "" : info)));
        }
    }

    /** One path. */
    @WebServlet("/secret")
    public static class Exact extends Marked {
        private static final long serialVersionUID = 1;

        @Override
        String markerAt(String path) {
            return "<<reached secret>>";
        }
    }

    /** Everything below, and the path itself; some of it is for anybody. */
    @WebServlet("/private/*")
    public static class Prefix extends Marked {
        private static final long serialVersionUID = 1;

        @Override
        String markerAt(String path) {
            return (path + "/").startsWith("/private/open/") ? "" : "<<reached private>>";
        }
    }

    /** Anywhere, by the end of the path; only in one place DPoP is demanded. */
    @WebServlet("*.do")
    public static class Extension extends Marked {
        private static final long serialVersionUID = 1;

        @Override
        String markerAt(String path) {
            return path.matches("/?forms/.*") ? "<<reached form>>" : "";
        }
    }
}
