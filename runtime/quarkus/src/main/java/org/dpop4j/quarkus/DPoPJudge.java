package org.dpop4j.quarkus;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.AuthenticatedToken;
import org.dpop4j.Confirmation;
import org.dpop4j.DPoPExchange;
import org.dpop4j.DPoPMode;
import org.dpop4j.DPoPSettings;
import org.dpop4j.Outcome;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization;
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

    /** @throws AuthenticationFailedException when the token is bound, or DPoP is the rule */
    void judgeWithoutRequest(AuthenticatedToken token) {
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

    /**
     * The access token that an identity was made from, whoever made it: its principal where that is a JWT, its credential
     * where the application put a principal of its own, and the Authorization line where even that was dropped.
     *
     * @return empty for an identity that no token was needed for
     */
    static Optional<AuthenticatedToken> tokenOf(SecurityIdentity identity, Authorization authorization) {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return Optional.of(authenticated(token));
        }
        TokenCredential credential = identity.getCredential(TokenCredential.class);
        if (credential != null) {
            return Optional.of(AuthenticatedToken.of(credential.getToken(), false, null));
        }
        return identity.getCredentials().isEmpty()
                ? sentToken(authorization).map(token -> AuthenticatedToken.of(token, false, null))
                : Optional.empty();
    }

    private static Optional<String> sentToken(Authorization authorization) {
        if (authorization instanceof Authorization.DPoP dpop) {
            return Optional.of(dpop.token());
        }
        return authorization instanceof Authorization.Bearer bearer ? Optional.of(bearer.token()) : Optional.empty();
    }

    private static AuthenticatedToken authenticated(JsonWebToken token) {
        @Nullable Set<String> names = token.getClaimNames();
        boolean hasCnf = names != null && names.contains(Confirmation.CLAIM);
        return AuthenticatedToken.of(
                token.getRawToken(), hasCnf, hasCnf ? plain(token.getClaim(Confirmation.CLAIM)) : null);
    }

    /** MicroProfile JWT implementations hand out maps, strings or JSON-P values as they like; the latter print as JSON. */
    private static @Nullable Object plain(@Nullable Object claim) {
        if (claim instanceof JsonString text) {
            return text.getString();
        }
        return claim instanceof JsonValue json ? json.toString() : claim;
    }
}
