package org.dpop4j.jakarta;

import java.lang.reflect.Method;
import java.security.Principal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.http.Authorization;
import org.dpop4j.proof.Outcome;
import org.dpop4j.server.AnswerFields;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.DPoPExchange;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the server, from the first code of ours that sees it to the last. An attribute of the
 * request, where no client can put one.
 *
 * <p><b>Threading:</b> safe for the threads that one request may use.
 */
final class DPoPCall {
    /** Name of the request attribute; Jakarta REST shows the same one as a property. */
    static final String ATTRIBUTE = DPoPCall.class.getName();

    private final DPoPServer server;
    private final EndpointAnnotations annotations;
    private final DPoPExchange exchange;
    private final EndpointPolicy foretold;
    private final boolean findsCallersLate;
    private final AtomicBoolean acceptedIsReported = new AtomicBoolean();
    private final AtomicBoolean rejectedIsReported = new AtomicBoolean();
    private volatile boolean hasEntered;
    private volatile @Nullable Caller lastCaller;

    /** @param findsCallersLate whether the container authenticates some callers only when it looks at roles */
    DPoPCall(
            DPoPServer server,
            EndpointAnnotations annotations,
            DPoPExchange exchange,
            EndpointPolicy foretold,
            boolean findsCallersLate) {
        this.server = server;
        this.findsCallersLate = findsCallersLate;
        this.annotations = annotations;
        this.exchange = exchange;
        this.foretold = foretold;
    }

    /** Jakarta REST begins to look for an endpoint, maybe not for the first time. */
    void approach() {
        hasEntered = false;
    }

    /** Whether what the endpoint demands that was found was enforced. */
    boolean hasEntered() {
        return hasEntered;
    }

    /** Whether the client sent a token that a caller can be authenticated by. */
    boolean hasToken() {
        return exchange.authorization() instanceof Authorization.DPoP
                || exchange.authorization() instanceof Authorization.Bearer;
    }

    /** Whether the token comes with the DPoP scheme. */
    boolean hasDPoPToken() {
        return exchange.authorization() instanceof Authorization.DPoP;
    }

    /** Looks for faults that need no token to be found. */
    Optional<Rejection> screen() {
        return reported(exchange.screen());
    }

    /** Whether the container may show this caller to the application, be it that it found one late. */
    boolean admits(@Nullable Principal caller) {
        return Callers.isNobody(caller)
                || (exchange.rejection().isEmpty() && judge(caller).isEmpty());
    }

    /**
     * Judges the caller before the endpoint is known for sure.
     *
     * @param caller whom the server has authenticated; null for nobody
     * @return why the request is refused; empty when it may go on
     */
    Optional<Rejection> admit(@Nullable Principal caller) {
        return enforce(foretold, caller);
    }

    /** Judges the caller by what the endpoint demands that Jakarta REST has matched the request to. */
    Optional<Rejection> enter(Method method, Class<?> endpointClass, @Nullable Principal caller) {
        Optional<Rejection> refused = enforce(annotations.policyOf(method, endpointClass), caller);
        if (refused.isPresent()) {
            return refused;
        }
        if (!findsCallersLate && Callers.isNobody(caller) && annotations.demandsRole(method, endpointClass)) {
            // RESTEasy by itself would say 403.
            return Optional.of(reject(Rejection.CREDENTIALS_MISSING));
        }
        hasEntered = true;
        reportAccepted();
        return Optional.empty();
    }

    /** What a sub-resource locator demands that the request came through, beside what the endpoint demands. */
    Optional<Rejection> enforce(EndpointPolicy policy, @Nullable Principal caller) {
        exchange.demand(policy);
        if (!Callers.isNobody(caller)) {
            Optional<Rejection> refused = judge(caller);
            if (refused.isPresent()) {
                return refused;
            }
        }
        // With required mode alone, whether a caller is needed is the business of the endpoint's other rules.
        boolean needsProof = policy.isRequired() || (exchange.isDPoPRequired() && !Callers.isNobody(caller));
        return needsProof && exchange.proof().isEmpty()
                ? Optional.of(reject(Rejection.CREDENTIALS_MISSING))
                : Optional.empty();
    }

    private Optional<Rejection> judge(@Nullable Principal caller) {
        return tokenOf(caller)
                .map(exchange::judge)
                .flatMap(outcome -> outcome instanceof Outcome.Rejected rejected
                        ? reported(Optional.of(rejected.reason()))
                        : Optional.empty());
    }

    /** Several ask about the same caller, whose token is read once. Equal callers may have come with different tokens. */
    @SuppressWarnings("ReferenceEquality")
    private Optional<AuthenticatedToken> tokenOf(@Nullable Principal caller) {
        Caller last = lastCaller;
        if (last == null || last.principal() != caller) {
            last = new Caller(caller, Callers.tokenOf(caller, exchange.authorization()));
            lastCaller = last;
        }
        return last.token();
    }

    private record Caller(@Nullable Principal principal, Optional<AuthenticatedToken> token) {}

    EndpointAnnotations annotations() {
        return annotations;
    }

    Rejection reject(Rejection reason) {
        exchange.reject(reason);
        return reported(Optional.of(reason)).orElseThrow();
    }

    /** Takes a refusal of the container for what it amounts to; another status changes nothing. */
    void rejectAs(int status) {
        exchange.reasonFor(status).ifPresent(this::reject);
    }

    /** Why the request is refused, as far as is known. */
    Optional<Rejection> rejection() {
        return exchange.rejection();
    }

    /** To be called just before the answer is sent, whoever made it. Doing it twice changes nothing. */
    void completeAnswer(int status, AnswerFields fields) {
        exchange.completeAnswer(status, fields);
    }

    /** To be called when nothing more is going to be demanded. */
    void reportAccepted() {
        Optional<DPoPProof> proof = exchange.proof();
        if (proof.isPresent() && exchange.rejection().isEmpty() && acceptedIsReported.compareAndSet(false, true)) {
            server.events().accepted(proof.get());
        }
    }

    private Optional<Rejection> reported(Optional<Rejection> reason) {
        if (reason.isPresent() && rejectedIsReported.compareAndSet(false, true)) {
            server.events().rejected(reason.get());
        }
        return reason;
    }

    void enterContext() {
        server.enterContext(exchange);
    }
}
