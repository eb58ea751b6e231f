package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.jspecify.annotations.Nullable;

/** Enforces what an endpoint demands, right after it was matched and before its roles are looked at. */
final class DPoPRequestFilter implements ContainerRequestFilter {
    private static final Logger LOG = System.getLogger("org.dpop4j");
    private static final AtomicBoolean ABSENCE_IS_REPORTED = new AtomicBoolean();

    private final Method method;
    private final Class<?> endpointClass;

    DPoPRequestFilter(Method method, Class<?> endpointClass) {
        this.method = method;
        this.endpointClass = endpointClass;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call)) {
            refuseUnguarded(request);
            return;
        }
        @Nullable Principal caller = callerOf(request);
        for (EndpointPolicy policy : policiesOfLocators(request, call)) {
            Optional<Rejection> refused = call.pass(policy, caller);
            if (refused.isPresent()) {
                abort(request, refused.get());
                return;
            }
        }
        call.enter(method, endpointClass, caller).ifPresent(refused -> abort(request, refused));
    }

    private static @Nullable Principal callerOf(ContainerRequestContext request) {
        return request.getSecurityContext() == null
                ? null
                : request.getSecurityContext().getUserPrincipal();
    }

    private static void abort(ContainerRequestContext request, Rejection reason) {
        request.abortWith(Response.status(reason.status()).build());
    }

    private static List<EndpointPolicy> policiesOfLocators(ContainerRequestContext request, DPoPCall call) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        if (matched.size() < 2) {
            return List.of();
        }
        List<Class<?>> classes = new ArrayList<>();
        for (Object resource : matched) {
            classes.add(0, resource.getClass());
        }
        return call.annotations().policiesOfLocators(classes, pathOf(request)).stream()
                .filter(EndpointPolicy::isRequired)
                .toList();
    }

    /** As routed: encoded, and without matrix parameters, which a client may put anywhere. */
    private static String pathOf(ContainerRequestContext request) {
        String path = EndpointTable.withoutMatrixParameters(request.getUriInfo().getPath(false));
        return path.startsWith("/") ? path : "/" + path;
    }

    /** Nobody has looked at the token: the guard is not there, and nothing can be believed of the caller. */
    private static void refuseUnguarded(ContainerRequestContext request) {
        if (ABSENCE_IS_REPORTED.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "All requests to Jakarta REST endpoints below "
                            + request.getUriInfo().getBaseUri().getPath()
                            + " are refused with status 503: the servlet filter of dpop4j-jakarta"
                            + " is not installed. Put dpop4j-jakarta into WEB-INF/lib (not into the lib of an EAR), and leave"
                            + " web fragments and ServletContainerInitializers on (no <absolute-ordering/> without"
                            + " <others/> in web.xml)");
        }
        request.abortWith(Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }
}
