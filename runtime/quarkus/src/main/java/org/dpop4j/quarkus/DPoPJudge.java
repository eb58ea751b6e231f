package org.dpop4j.quarkus;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Confirmation;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.proof.Outcome;
import org.dpop4j.Rejection;

/** Puts a validated token before the rule book and turns a rejection into the failure that Quarkus understands. */
@Singleton
public class DPoPJudge {
    private final DPoPExchanges exchanges;
    private final DPoPRefusal refusal;
    private final DPoPEvents events;
    private final DPoPMode mode;

    DPoPJudge(DPoPExchanges exchanges, DPoPRefusal refusal, DPoPEvents events, DPoPSettings settings) {
        this.exchanges = exchanges;
        this.refusal = refusal;
        this.events = events;
        this.mode = settings.mode();
    }

    /** @throws AuthenticationFailedException when the request is refused */
    void judge(RoutingContext context, DPoPExchange exchange, AuthenticatedToken token) {
        Outcome outcome = exchange.judge(token);
        if (outcome instanceof Outcome.Rejected rejected) {
            throw refusal.of(context, rejected.reason());
        }
        if (!exchange.mayNeedNonce()) {
            reportAccepted(context);
        }
    }

    /**
     * For an endpoint that was not known when the proof was verified.
     *
     * @throws AuthenticationFailedException when the endpoint demands a nonce, and the proof has no good one
     */
    void settle(RoutingContext context, DPoPExchange exchange) {
        Optional<Rejection> refused = exchange.settle();
        if (refused.isPresent()) {
            throw refusal.of(context, refused.get());
        }
        reportAccepted(context);
    }

    /** To be called again when the endpoint is known, for proofs of which it was not clear whether they need a nonce. */
    void reportAccepted(RoutingContext context) {
        exchanges.of(context).proof().ifPresent(proof -> events.accepted(context, proof));
    }

    /** @throws AuthenticationFailedException when the token is bound or may be, or DPoP is the rule */
    void judgeWithoutRequest(AuthenticatedToken token) {
        if (token.confirmation() instanceof Confirmation.Unusable unusable) {
            throw new AuthenticationFailedException(unusable.reason().code());
        }
        if (!(token.confirmation() instanceof Confirmation.None)) {
            throw new AuthenticationFailedException(Rejection.BOUND_TOKEN_AS_BEARER.code());
        }
        if (mode == DPoPMode.REQUIRED) {
            throw new AuthenticationFailedException(Rejection.DPOP_REQUIRED.code());
        }
    }

    AuthenticationFailedException reject(RoutingContext context, Rejection reason) {
        exchanges.of(context).reject(reason);
        return refusal.of(context, reason);
    }
}
