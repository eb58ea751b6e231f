package org.dpop4j.jakarta.servlet;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * Refuses what Open Liberty would serve without any filter. Of a path that steps out of its context path, as in
 * {@code /app/../ab/file.txt}, the server takes away as many characters as the context path has. What is left need not begin
 * with a slash: then files and servlets are found by it, but no filter is.
 */
final class UnfilteredRequests implements ServletRequestListener {
    /** @throws IllegalStateException to have the server respond with 500: nobody can respond otherwise here */
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (event.getServletRequest() instanceof HttpServletRequest request) {
            String path = Objects.requireNonNullElse(request.getServletPath(), "")
                    + Objects.requireNonNullElse(request.getPathInfo(), "");
            if (!path.isEmpty() && !path.startsWith("/")) {
                throw new IllegalStateException("dpop4j refuses a path that no filter is mapped to");
            }
        }
    }
}
