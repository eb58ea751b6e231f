package org.dpop4j.server;

import java.util.Set;
import java.util.function.Function;
import org.dpop4j.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * An access token that the server has validated, whatever carrier it came in.
 *
 * @param rawToken the token's text as the server exposes it; for an encrypted token this may be what was inside; null
 *     when the server exposes none
 * @param confirmation what the token is bound to
 */
public record AuthenticatedToken(@Nullable String rawToken, Confirmation confirmation) {
    private static final Confirmation UNKNOWN = new Confirmation.Unusable(Rejection.CONFIRMATION_UNKNOWN);

    /**
     * Reads the binding from the token's text where the server exposes a signed token, and from the claim otherwise.
     *
     * @param rawToken the token's text; null when the server exposes none
     * @param hasCnfClaim whether the server says that the token has a {@code cnf} claim
     * @param cnf the claim as the server hands it out; looked at only when there is no readable text
     */
    public static AuthenticatedToken of(@Nullable String rawToken, boolean hasCnfClaim, @Nullable Object cnf) {
        if (rawToken != null && parts(rawToken) == 3) {
            return new AuthenticatedToken(rawToken, Confirmation.ofToken(rawToken));
        }
        return new AuthenticatedToken(rawToken, hasCnfClaim ? Confirmation.ofClaim(cnf) : new Confirmation.None());
    }

    /**
     * A token of which the server exposes its claims, as MicroProfile JWT does.
     *
     * @param rawToken the token's text; null when the server exposes none
     * @param names those of the claims; null when there is none
     * @param claims the value of each
     */
    public static AuthenticatedToken of(
            @Nullable String rawToken,
            @Nullable Set<String> names,
            Function<String, ? extends @Nullable Object> claims) {
        boolean hasCnf = names != null && names.contains(Confirmation.CLAIM);
        return of(rawToken, hasCnf, hasCnf ? claims.apply(Confirmation.CLAIM) : null);
    }

    /**
     * A token of which the server exposes its text and no claims. A signed token shows its binding; of any other nobody
     * here can tell, so that it passes neither as bound nor as unbound.
     *
     * @param text the token's text; null when the server exposes none
     */
    public static AuthenticatedToken ofText(@Nullable String text) {
        return text != null && parts(text) == 3 ? of(text, false, null) : new AuthenticatedToken(text, UNKNOWN);
    }

    /** A token that nobody has validated as far as is known, so that its text says nothing. */
    static AuthenticatedToken notValidated(String text) {
        return new AuthenticatedToken(text, UNKNOWN);
    }

    /**
     * This token, of which the authorization server's introspection endpoint has told more. Of a token without readable
     * text only the response can tell whether it is bound.
     *
     * @param response the JSON object in which it called the token active
     */
    public AuthenticatedToken introspected(String response) {
        Confirmation told = Confirmation.ofIntrospection(response);
        boolean isReadable = !confirmation.equals(UNKNOWN);
        return new AuthenticatedToken(rawToken, isReadable ? combined(confirmation, told) : told);
    }

    /** What two sources add up to that are both genuine: whichever says more, and nothing usable where they contradict. */
    private static Confirmation combined(Confirmation inText, Confirmation told) {
        if (inText instanceof Confirmation.None) {
            return told;
        }
        return told.equals(inText) || told instanceof Confirmation.None || told.equals(UNKNOWN)
                ? inText
                : new Confirmation.Unusable(Rejection.CONFIRMATION_MALFORMED);
    }

    /** This token, when the server has compared its certificate binding with the certificate of the connection. */
    public AuthenticatedToken withVerifiedCertificate() {
        return confirmation instanceof Confirmation.Certificate certificate
                ? new AuthenticatedToken(rawToken, certificate.besides())
                : this;
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
