package org.dpop4j.jakarta;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Shows the application no caller whose token was not judged, whenever the container finds one. */
final class GuardedRequest extends HttpServletRequestWrapper {
    private final HttpServletRequest request;
    private final DPoPCall call;
    private final CompletedResponse response;

    /** @param response what asynchronous work answers to */
    GuardedRequest(HttpServletRequest request, DPoPCall call, CompletedResponse response) {
        super(request);
        this.response = response;
        this.request = request;
        this.call = call;
    }

    /** A container may have its own request and response in mind, which nobody guards. */
    @Override
    public AsyncContext startAsync() {
        return startAsync(this, response);
    }

    @Override
    public boolean authenticate(HttpServletResponse answer) throws IOException, ServletException {
        if (!request.authenticate(answer)) {
            if (!answer.isCommitted()) {
                // Open Liberty's own challenge; the answer gets ours when it is completed.
                answer.setHeader("WWW-Authenticate", null);
            }
            return false;
        }
        if (call.admits(request.getUserPrincipal())) {
            return true;
        }
        call.rejection().ifPresent(reason -> {
            answer.setStatus(reason.status());
            call.completeAnswer(reason.status(), new ServletFields(answer));
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
