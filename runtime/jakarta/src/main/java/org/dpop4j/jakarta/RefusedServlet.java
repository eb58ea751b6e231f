package org.dpop4j.jakarta;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error page for 401 and 403: an empty one, whose header fields the guard completes. Where Jakarta REST would have
 * answered it still does, by way of {@link RefusalFilter}, for the sake of its CORS filters.
 */
final class RefusedServlet extends HttpServlet {
    /** Where {@code web-fragment.xml} sends what the container refuses. */
    static final String PATH = "/dpop4j/refused";

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<ServletRegistration> rest = DPoPCalls.restServletOf(request);
        if (rest.isPresent() && isRefused(request)) {
            @Nullable
            RequestDispatcher dispatcher =
                    getServletContext().getNamedDispatcher(rest.get().getName());
            if (dispatcher != null) {
                dispatcher.forward(request, response);
            }
        }
    }

    private static boolean isRefused(HttpServletRequest request) {
        return request.getAttribute(DPoPCall.ATTRIBUTE) instanceof DPoPCall call
                && call.rejection().isPresent();
    }
}
