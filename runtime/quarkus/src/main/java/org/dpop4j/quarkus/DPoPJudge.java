package org.dpop4j.quarkus;

import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import org.dpop4j.AuthenticatedToken;
import org.dpop4j.Confirmation;
import org.dpop4j.DPoPExchange;
import org.dpop4j.DPoPMode;
import org.dpop4j.DPoPSettings;
import org.dpop4j.Outcome;
import org.dpop4j.Rejection;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

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
    void judge(RoutingContext context, DPoPExchange exchange, JsonWebToken token) {
        Outcome outcome = exchange.judge(authenticated(token));
        if (outcome instanceof Outcome.Rejected rejected) {
            throw refusal.of(context, rejected.reason());
        }
        exchange.proof().ifPresent(proof -> events.accepted(context, proof));
    }

    /** @throws AuthenticationFailedException when the token is bound, or DPoP is the rule */
    void judgeWithoutRequest(JsonWebToken token) {
        if (!(authenticated(token).confirmation() instanceof Confirmation.None)) {
            throw new AuthenticationFailedException(Rejection.BOUND_TOKEN_AS_BEARER.code());
        }
        if (mode == DPoPMode.REQUIRED) {
            throw new AuthenticationFailedException(Rejection.DPOP_REQUIRED.code());
        }
    }

    AuthenticationFailedException notBound(RoutingContext context) {
        return reject(context, Rejection.TOKEN_NOT_BOUND);
    }

    AuthenticationFailedException reject(RoutingContext context, Rejection reason) {
        exchanges.of(context).reject(reason);
        return refusal.of(context, reason);
    }

    private static AuthenticatedToken authenticated(JsonWebToken token) {
        @Nullable Set<String> names = token.getClaimNames();
        boolean hasCnf = names != null && names.contains(Confirmation.CLAIM);
        return AuthenticatedToken.of(
                token.getRawToken(), hasCnf, hasCnf ? PlainClaim.of(token.getClaim(Confirmation.CLAIM)) : null);
    }
}
