package org.dpop4j.jakarta.rest;

import java.security.Principal;
import java.util.Optional;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Caller;
import org.dpop4j.server.DPoPExchange;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Finds the access token that the server has authenticated a caller by. */
public final class CallerTokens {
    private CallerTokens() {}

    /**
     * The caller's own token where the caller is a JWT, otherwise the one in the Authorization line, which another
     * mechanism of the server may have taken.
     *
     * @param principal null when the server knows of nobody
     */
    static Caller callerOf(@Nullable Principal principal, DPoPExchange exchange) {
        if (isNobody(principal)) {
            return Caller.nobody();
        }
        return Caller.with(
                principal instanceof JsonWebToken token
                        ? Optional.of(AuthenticatedToken.of(
                                token.getRawToken(), token.getClaimNames(), token::<Object>getClaim))
                        : exchange.sentToken());
    }

    /** MicroProfile JWT may stand for nobody with a token that has neither text nor claims. */
    public static boolean isNobody(@Nullable Principal principal) {
        return principal == null
                || (principal instanceof JsonWebToken token
                        && token.getRawToken() == null
                        && token.getClaimNames() == null);
    }
}
