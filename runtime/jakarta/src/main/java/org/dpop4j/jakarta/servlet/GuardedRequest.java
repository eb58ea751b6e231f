package org.dpop4j.jakarta.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.dpop4j.jakarta.rest.DPoPCall;
import org.jspecify.annotations.Nullable;

/** Shows the application no caller who was not admitted, whenever the container finds one. */
final class GuardedRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest request;
    private final DPoPCall call;
    private final CompletedResponse response;

    /** @param response what asynchronous work responds to */
    GuardedRequest(HttpServletRequest request, DPoPCall call, CompletedResponse response) {
        super(request);
        this.response = response;
        this.request = request;
        this.call = call;
    }

    /** Otherwise async work would use the unwrapped request. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public boolean authenticate(HttpServletResponse target) throws IOException, ServletException {
        if (!request.authenticate(target)) {
            if (!target.isCommitted()) {
                // Open Liberty's own challenge; the response gets ours when it is completed.
                target.setHeader("WWW-Authenticate", null);
            }
            return false;
        }
        if (call.admits(request.getUserPrincipal())) {
            return true;
        }
        call.exchange().rejection().ifPresent(reason -> {
            target.setStatus(reason.status());
            call.exchange().respond(reason.status(), new ServletHeaders(target));
        });
        return false;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        Principal caller = request.getUserPrincipal();
        return call.admits(caller) ? caller : null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return getUserPrincipal() == null ? null : request.getRemoteUser();
    }

    @Override
    public boolean isUserInRole(String role) {
        return getUserPrincipal() != null && request.isUserInRole(role);
    }
}
