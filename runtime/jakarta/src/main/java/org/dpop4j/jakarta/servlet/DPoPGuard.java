package org.dpop4j.jakarta.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.EnumSet;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization;
import org.dpop4j.jakarta.rest.CallerTokens;
import org.dpop4j.jakarta.rest.DPoPCall;
import org.dpop4j.jakarta.rest.EndpointAnnotations;
import org.dpop4j.jakarta.rest.EndpointTable;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of everything that the web application serves: Jakarta REST, servlets, files. Verifies the token and the
 * proof of every request before any code of the application runs. What Jakarta REST's endpoints demand beyond that,
 * a filter of Jakarta REST enforces once more after the match.
 */
final class DPoPGuard implements Filter {
    static final String ATTRIBUTE = DPoPGuard.class.getName();

    /** Open Liberty asks this filter about a forward to a servlet by its name, too: that of a refusal to Jakarta REST. */
    private static final String REFUSING = DPoPGuard.class.getName() + ".refusing";

    private static final Set<DispatcherType> SENT_ON = EnumSet.of(DispatcherType.FORWARD, DispatcherType.ASYNC);

    private final DPoPSettings settings;
    private final String contextPath;
    private final TokenValidation validation;
    private final EndpointAnnotations annotations;
    private final EndpointTable endpoints;
    private final @Nullable OpenLiberty liberty;
    private final RestProof restProof = new RestProof();
    private @Nullable ApplicationBeans beans;
    private volatile @Nullable DPoPServer server;

    /** @param liberty null on other servers */
    DPoPGuard(
            DPoPSettings settings,
            String contextPath,
            TokenValidation validation,
            EndpointAnnotations annotations,
            EndpointTable endpoints,
            @Nullable OpenLiberty liberty) {
        this.settings = settings;
        this.contextPath = contextPath;
        this.validation = validation;
        this.annotations = annotations;
        this.endpoints = endpoints;
        this.liberty = liberty;
    }

    /**
     * Finds the beans of the application. Starting twice changes nothing.
     *
     * @throws IllegalStateException when a setting turns out to be unusable here
     */
    synchronized void start() {
        if (beans != null) {
            return;
        }
        try {
            ApplicationBeans found =
                    ApplicationBeans.start(settings, contextPath, validation, endpoints.demandsNonceSomewhere());
            beans = found;
            server = new DPoPServer(found, annotations, endpoints, liberty);
        } catch (InvalidSettingException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void init(FilterConfig config) {
        start();
    }

    @Override
    public synchronized void destroy() {
        if (beans != null) {
            beans.close();
        }
    }

    @Override
    public void doFilter(ServletRequest anyRequest, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        DPoPServer started = server;
        if (started == null
                || !(anyRequest instanceof HttpServletRequest request)
                || !(anyResponse instanceof HttpServletResponse response)) {
            throw new ServletException("dpop4j guards HTTP requests only, and only when it has started");
        }
        if (request.getAttribute(REFUSING) != null) {
            chain.doFilter(request, response);
            return;
        }
        if (SENT_ON.contains(request.getDispatcherType())
                && request.getAttribute(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            sendOn(started, call, request, response, chain);
            return;
        }
        boolean isError = request.getDispatcherType() == DispatcherType.ERROR;
        // Open Liberty forgets the error when something else is asked meanwhile.
        if (!isError && !restProof.holds(started.restServletsOf(request), request, response)) {
            refuseUnproven(response);
            return;
        }
        boolean isNew = request.getAttribute(DPoPCall.ATTRIBUTE) == null;
        DPoPCall call = started.of(request);
        if (isError) {
            if (isNew) {
                explainContainersRefusal(call, request, response);
            }
        } else if (!isPreflight(request) || (call.exchange().isDPoPRequiredHere() && !started.isRest(request))) {
            started.enterContext(call);
            admit(call, request, response);
        }
        CompletedResponse completed = new CompletedResponse(response, call);
        GuardedRequest guarded = new GuardedRequest(request, call, completed);
        if (call.exchange().rejection().isPresent() && (isNew || !isError)) {
            refuse(started, call, guarded, completed);
            return;
        }
        if (isError && !restProof.isGiven()) {
            // The page may be one of Jakarta REST.
            completed.flushBuffer();
            return;
        }
        try {
            chain.doFilter(guarded, completed);
        } finally {
            call.passed();
        }
        if (!request.isAsyncStarted()) {
            completed.complete();
        }
    }

    /** The application has sent the request elsewhere, where more may be demanded. All else was done before. */
    private void sendOn(
            DPoPServer started,
            DPoPCall call,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        started.sendOn(call, request);
        // Asking for the caller is asking whether the caller may be here.
        @Nullable Principal caller = request.getUserPrincipal();
        if (call.exchange().rejection().isPresent() || call.admit(caller).isPresent()) {
            refuse(started, call, request, new CompletedResponse(response, call));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Browsers ask without credentials whether they may ask; the endpoint's demands are still there after the match. */
    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && isCrossOrigin(request)
                && request.getHeader("Access-Control-Request-Method") != null
                && request.getHeader("Authorization") == null
                && CallerTokens.isNobody(request.getUserPrincipal());
    }

    private static boolean isCrossOrigin(HttpServletRequest request) {
        return request.getHeader("Origin") != null;
    }

    private void admit(DPoPCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (liberty != null) {
            liberty.withdrawRefusal(response);
            if (liberty.isAddressedByPrivateHeaders(request)) {
                call.exchange().refuse(Rejection.REQUEST_TARGET_INVALID);
                return;
            }
        }
        if (call.exchange().screen().isEmpty()) {
            @Nullable Principal caller = request.getUserPrincipal();
            if (CallerTokens.isNobody(caller) && call.exchange().hasToken()) {
                caller = authenticate(call, request, response);
            }
            if (call.exchange().rejection().isEmpty()) {
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
            if (call.exchange().authorization() instanceof Authorization.DPoP) {
                if (!liberty.readsDPoPScheme(request.getHeader("Authorization"))) {
                    call.exchange().refuse(Rejection.CREDENTIALS_MISSING);
                    return null;
                }
                liberty.explainRefusal();
            }
        }
        call.exchange().refuse(Rejection.TOKEN_INVALID);
        return null;
    }

    /**
     * The container has refused before any filter saw the request: for a bad token, or for what a servlet demands. Where it
     * was for a role, token and proof come first.
     */
    private void explainContainersRefusal(DPoPCall call, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (call.exchange().screen().isPresent()) {
            return;
        }
        if (response.getStatus() == HttpServletResponse.SC_FORBIDDEN) {
            @Nullable Principal caller = request.getUserPrincipal();
            if (CallerTokens.isNobody(caller)
                    && call.exchange().hasToken()
                    && liberty != null
                    && request.authenticate(response)) {
                caller = request.getUserPrincipal();
            }
            if (CallerTokens.isNobody(caller)) {
                call.exchange()
                        .refuse(
                                call.exchange().hasToken()
                                        ? Rejection.INSUFFICIENT_SCOPE
                                        : Rejection.CREDENTIALS_MISSING);
            } else {
                call.admit(caller);
            }
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
        if (call.exchange().rejection().isEmpty()) {
            call.exchange().refuseAs(response.getStatus());
        }
    }

    private void refuseUnproven(HttpServletResponse response) {
        if (liberty != null) {
            liberty.withdrawRefusal(response);
        }
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    /**
     * Responds to a refused request without a body, and without a servlet filter or a page of the application. Where a browser
     * asks from another origin, Jakarta REST responds, by way of a filter of ours, so that CORS filters complete the
     * response; without them no script could read the challenge.
     */
    private void refuse(DPoPServer started, DPoPCall call, HttpServletRequest request, CompletedResponse response)
            throws ServletException, IOException {
        @Nullable
        RequestDispatcher rest = isCrossOrigin(request) && restProof.isGiven()
                ? started.restServletOf(request)
                        .map(servlet -> request.getServletContext().getNamedDispatcher(servlet.getName()))
                        .orElse(null)
                : null;
        response.resetBuffer();
        response.setStatus(call.exchange().rejection().orElseThrow().status());
        if (rest != null) {
            request.setAttribute(REFUSING, true);
            rest.forward(request, response);
        }
        response.flushBuffer();
    }
}
