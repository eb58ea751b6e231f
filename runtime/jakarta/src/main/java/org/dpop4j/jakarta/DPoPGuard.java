package org.dpop4j.jakarta;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of everything that the web application serves: Jakarta REST, servlets, files. Judges the token and the
 * proof of every request before any code of the application runs. What Jakarta REST's endpoints demand beyond that,
 * {@link DPoPRequestFilter} enforces once more after the match.
 */
final class DPoPGuard implements Filter {
    private final EndpointAnnotations annotations;
    private final EndpointTable endpoints;
    private @Nullable DPoPCalls calls;
    private @Nullable LibertySetup liberty;

    DPoPGuard(EndpointAnnotations annotations, EndpointTable endpoints) {
        this.annotations = annotations;
        this.endpoints = endpoints;
    }

    @Override
    public void init(FilterConfig config) {
        DPoPServer server = CDI.current().select(DPoPServer.class).get();
        DPoPCalls started = new DPoPCalls(server, annotations, endpoints);
        config.getServletContext().setAttribute(DPoPCalls.ATTRIBUTE, started);
        server.advise(started.demandsNonceSomewhere());
        if (ServerKind.of(config.getServletContext()) == ServerKind.LIBERTY) {
            liberty = new LibertySetup();
        }
        calls = started;
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        DPoPCalls started = calls;
        if (started == null
                || !(anyRequest instanceof HttpServletRequest request)
                || !(anyResponse instanceof HttpServletResponse response)) {
            throw new ServletException("dpop4j guards HTTP requests only, and only when it has started");
        }
        DPoPCall call = started.of(request);
        call.enterContext();
        Optional<Rejection> refused = admit(call, request, response);
        if (refused.isPresent()) {
            refuse(call, refused.get(), response);
            return;
        }
        CompletedResponse completed = new CompletedResponse(response, call);
        chain.doFilter(new GuardedRequest(request, call), completed);
        if (call.rejection().isEmpty()) {
            call.reportAccepted();
        }
        if (!request.isAsyncStarted()) {
            completed.complete();
        }
    }

    private Optional<Rejection> admit(DPoPCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        LibertySetup setup = liberty;
        if (setup != null && setup.isAddressedByPrivateHeaders(request)) {
            return Optional.of(call.reject(Rejection.REQUEST_TARGET_INVALID));
        }
        Optional<Rejection> fault = call.screen();
        if (fault.isPresent()) {
            return fault;
        }
        Principal caller = request.getUserPrincipal();
        if (Callers.isNobody(caller) && call.hasToken()) {
            if (!request.authenticate(response)) {
                if (setup != null) {
                    setup.explainRefusal(request, response);
                }
                return Optional.of(call.reject(Rejection.TOKEN_INVALID));
            }
            caller = request.getUserPrincipal();
        }
        return call.admit(caller);
    }

    /** Without a body: no error page of the application is asked. */
    private static void refuse(DPoPCall call, Rejection reason, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(reason.status());
        call.completeAnswer(reason.status(), new ServletFields(response));
        response.flushBuffer();
    }
}
