package org.dpop4j.jakarta.rest;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.proof.Outcome;
import org.dpop4j.server.Caller;
import org.dpop4j.server.DPoPExchange;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the server: hands it to its {@link DPoPExchange}. An attribute of the request, where no
 * client can put one.
 *
 * <p><b>Threading:</b> safe for the threads that one request may use.
 */
public final class DPoPCall {
    /** Name of the request attribute; Jakarta REST shows the same one as a property. */
    public static final String ATTRIBUTE = DPoPCall.class.getName();

    private final DPoPExchange exchange;
    private final EndpointAnnotations annotations;
    private final boolean findsCallersLate;
    private volatile boolean hasEntered;
    private volatile boolean isClosed;
    private volatile @Nullable Seen lastSeen;

    /** Several ask about the same principal, whose token is read once. */
    private record Seen(@Nullable Principal principal, Caller caller) {}

    /** @param findsCallersLate whether the container authenticates some callers only when it looks at roles */
    public DPoPCall(DPoPExchange exchange, EndpointAnnotations annotations, boolean findsCallersLate) {
        this.exchange = exchange;
        this.annotations = annotations;
        this.findsCallersLate = findsCallersLate;
    }

    public DPoPExchange exchange() {
        return exchange;
    }

    EndpointAnnotations annotations() {
        return annotations;
    }

    /** Jakarta REST begins to look for an endpoint, maybe not for the first time. */
    void approach() {
        hasEntered = false;
    }

    /**
     * Closes Jakarta REST to the request unless what the endpoint demands that was found was enforced. Its proof is then
     * accepted by nobody.
     *
     * @return whether the request has to be refused
     */
    boolean closeUnlessEntered() {
        isClosed = !hasEntered;
        return isClosed;
    }

    /** Tells that the request has gone through, unless Jakarta REST was closed to it. */
    public void passed() {
        if (!isClosed) {
            exchange.passed();
        }
    }

    /** Whether the application may see this caller, even one authenticated late. */
    public boolean admits(@Nullable Principal principal) {
        Caller caller = callerOf(principal);
        return caller instanceof Caller.Nobody
                || (exchange.rejection().isEmpty()
                        && (caller instanceof Caller.WithoutToken
                                || admit(caller).isEmpty()));
    }

    /**
     * Decides about the caller before the endpoint is known for sure.
     *
     * @param principal whom the server has authenticated; null for nobody
     * @return why the request is refused; empty when it may go on
     */
    public Optional<Rejection> admit(@Nullable Principal principal) {
        return admit(callerOf(principal));
    }

    private Optional<Rejection> admit(Caller caller) {
        return refused(caller, exchange.admit(caller));
    }

    /** What a sub-resource locator demands that the request came through, beside what the endpoint demands. */
    Optional<Rejection> pass(EndpointPolicy locator, @Nullable Principal principal) {
        exchange.demand(locator);
        return admit(principal);
    }

    /** Decides about the caller by what the endpoint demands that Jakarta REST has matched the request to. */
    Optional<Rejection> enter(Method method, Class<?> endpointClass, @Nullable Principal principal) {
        Caller caller = callerOf(principal);
        EndpointPolicy policy = annotations.policyOf(method, endpointClass);
        if (!findsCallersLate && caller instanceof Caller.Nobody && annotations.demandsRole(method, endpointClass)) {
            // RESTEasy by itself would say 403.
            exchange.demand(policy);
            return refused(caller, new Outcome.Rejected(Rejection.CREDENTIALS_MISSING));
        }
        Optional<Rejection> refused = refused(caller, exchange.enter(policy, caller));
        hasEntered = refused.isEmpty();
        return refused;
    }

    /** There is no other way to authenticate here, so that credentials that are missing are a refusal. */
    private Optional<Rejection> refused(Caller caller, Outcome outcome) {
        if (!(outcome instanceof Outcome.Rejected rejected)) {
            return Optional.empty();
        }
        if (caller instanceof Caller.Nobody && rejected.reason() == Rejection.CREDENTIALS_MISSING) {
            exchange.refuse(rejected.reason());
        }
        return Optional.of(rejected.reason());
    }

    /** Equal principals may have come with different tokens. */
    @SuppressWarnings("ReferenceEquality")
    private Caller callerOf(@Nullable Principal principal) {
        Seen seen = lastSeen;
        if (seen == null || seen.principal() != principal) {
            seen = new Seen(principal, CallerTokens.callerOf(principal, exchange));
            lastSeen = seen;
        }
        return seen.caller();
    }
}
