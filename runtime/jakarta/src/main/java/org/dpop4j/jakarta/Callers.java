package org.dpop4j.jakarta;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.http.Authorization;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Confirmation;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Finds the access token that the server has authenticated a caller by. */
final class Callers {
    private Callers() {}

    /**
     * The caller's own token where the caller is a JWT, otherwise the one in the Authorization line, which another
     * mechanism of the server may have taken.
     *
     * @param caller null when the server knows of none
     * @return empty for a caller that no token was needed for, and for nobody
     */
    static Optional<AuthenticatedToken> tokenOf(@Nullable Principal caller, Authorization authorization) {
        if (isNobody(caller)) {
            return Optional.empty();
        }
        if (caller instanceof JsonWebToken token) {
            return Optional.of(authenticated(token));
        }
        if (authorization instanceof Authorization.DPoP dpop) {
            return Optional.of(AuthenticatedToken.ofText(dpop.token()));
        }
        return authorization instanceof Authorization.Bearer bearer
                ? Optional.of(AuthenticatedToken.ofText(bearer.token()))
                : Optional.empty();
    }

    /** MicroProfile JWT may stand for nobody with a token that has neither text nor claims. */
    static boolean isNobody(@Nullable Principal caller) {
        return caller == null
                || (caller instanceof JsonWebToken token
                        && token.getRawToken() == null
                        && token.getClaimNames() == null);
    }

    private static AuthenticatedToken authenticated(JsonWebToken token) {
        @Nullable Set<String> names = token.getClaimNames();
        boolean hasCnf = names != null && names.contains(Confirmation.CLAIM);
        return AuthenticatedToken.of(
                token.getRawToken(), hasCnf, hasCnf ? plain(token.getClaim(Confirmation.CLAIM)) : null);
    }

    /** Servers hand out maps, strings or JSON-P values as they like; the latter print as JSON. */
    private static @Nullable Object plain(@Nullable Object claim) {
        if (claim instanceof JsonString text) {
            return text.getString();
        }
        return claim instanceof JsonValue json ? json.toString() : claim;
    }
}
