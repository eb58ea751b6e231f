package org.dpop4j;

import org.jspecify.annotations.Nullable;

/**
 * An access token that the server has validated, whatever carrier it came in.
 *
 * @param rawToken the token's text as the server exposes it; for an encrypted token this may be what was inside; null
 *     when the server exposes none
 * @param confirmation what the token is bound to
 */
public record AuthenticatedToken(@Nullable String rawToken, Confirmation confirmation) {
    /**
     * Reads the binding from the token's text where the server exposes a signed token, and from the claim otherwise.
     *
     * @param rawToken the token's text; null when the server exposes none
     * @param hasCnfClaim whether the server says that the token has a {@code cnf} claim
     * @param cnf the claim as plain Java values; looked at only when there is no readable text
     */
    public static AuthenticatedToken of(@Nullable String rawToken, boolean hasCnfClaim, @Nullable Object cnf) {
        if (rawToken != null && parts(rawToken) == 3) {
            return new AuthenticatedToken(rawToken, Confirmation.ofToken(rawToken));
        }
        return new AuthenticatedToken(rawToken, hasCnfClaim ? Confirmation.ofClaim(cnf) : new Confirmation.None());
    }

    /** How many parts, between dots, a token in compact serialisation has: a JWS three, a JWE five. */
    static int parts(String token) {
        int parts = 1;
        for (int i = token.indexOf('.'); i >= 0; i = token.indexOf('.', i + 1)) {
            parts++;
        }
        return parts;
    }

    /** Prints no token. */
    @Override
    public String toString() {
        return "AuthenticatedToken[confirmation=" + confirmation + "]";
    }
}
