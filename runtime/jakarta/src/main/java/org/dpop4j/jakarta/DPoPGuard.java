package org.dpop4j.jakarta;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.DispatcherType;
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
    private @Nullable OpenLiberty liberty;

    DPoPGuard(EndpointAnnotations annotations, EndpointTable endpoints) {
        this.annotations = annotations;
        this.endpoints = endpoints;
    }

    @Override
    public void init(FilterConfig config) {
        DPoPServer server = CDI.current().select(DPoPServer.class).get();
        liberty = ServerKind.of(config.getServletContext()) == ServerKind.LIBERTY ? new OpenLiberty() : null;
        calls = new DPoPCalls(server, annotations, endpoints, liberty);
        server.advise(endpoints.demandsNonceSomewhere());
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
        boolean isNew = request.getAttribute(DPoPCall.ATTRIBUTE) == null;
        DPoPCall call = started.of(request);
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            if (isNew) {
                judgeContainersRefusal(call, request, response);
            }
        } else if (!isPreflight(request)) {
            call.enterContext();
            admit(call, request, response);
            if (call.rejection().isPresent() && DPoPCalls.restServletOf(request).isEmpty()) {
                refuse(call, response);
                return;
            }
        }
        CompletedResponse completed = new CompletedResponse(response, call);
        chain.doFilter(new GuardedRequest(request, call), completed);
        call.reportAccepted();
        if (!request.isAsyncStarted()) {
            completed.complete();
        }
    }

    /** Browsers ask without credentials whether they may ask; the endpoint's demands are still there after the match. */
    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null
                && request.getHeader("Authorization") == null;
    }

    private void admit(DPoPCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (liberty != null) {
            liberty.withdrawRefusal(response);
            if (liberty.isAddressedByPrivateHeaders(request)) {
                call.reject(Rejection.REQUEST_TARGET_INVALID);
                return;
            }
        }
        if (call.screen().isEmpty()) {
            @Nullable Principal caller = request.getUserPrincipal();
            if (Callers.isNobody(caller) && call.hasToken()) {
                caller = authenticate(call, request, response);
            }
            if (call.rejection().isEmpty()) {
                call.admit(caller);
            }
        }
    }

    /** Open Liberty looks at tokens of the DPoP scheme, and at some Bearer tokens, only when asked to. */
    private @Nullable Principal authenticate(DPoPCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (liberty != null && request.authenticate(response)) {
            return request.getUserPrincipal();
        }
        if (liberty != null) {
            liberty.withdrawRefusal(response);
            if (call.hasDPoPToken()) {
                if (!liberty.readsDPoPScheme(request.getHeader("Authorization"))) {
                    call.reject(Rejection.CREDENTIALS_MISSING);
                    return null;
                }
                liberty.explainRefusal();
            }
        }
        call.reject(Rejection.TOKEN_INVALID);
        return null;
    }

    /**
     * The container has refused before any filter saw the request: for a bad token, or for what a servlet demands. Where it
     * was for a role, token and proof come first.
     */
    private static void judgeContainersRefusal(
            DPoPCall call, HttpServletRequest request, HttpServletResponse response) {
        if (call.screen().isEmpty() && response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            Principal caller = request.getUserPrincipal();
            if (Callers.isNobody(caller)) {
                call.reject(call.hasToken() ? Rejection.INSUFFICIENT_SCOPE : Rejection.CREDENTIALS_MISSING);
            } else {
                call.admit(caller);
            }
        }
        if (call.rejection().isEmpty()) {
            call.rejectAs(response.getStatus());
        }
        call.rejection().ifPresent(reason -> response.setStatus(reason.status()));
    }

    /** Without a body: no error page of the application is asked. */
    private static void refuse(DPoPCall call, HttpServletResponse response) throws IOException {
        int status = call.rejection().orElseThrow().status();
        response.resetBuffer();
        response.setStatus(status);
        call.completeAnswer(status, new ServletFields(response));
        response.flushBuffer();
    }
}
