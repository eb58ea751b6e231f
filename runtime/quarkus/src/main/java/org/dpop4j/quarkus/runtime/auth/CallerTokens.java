package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Caller;
import org.dpop4j.server.Confirmation;
import org.dpop4j.server.DPoPExchange;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Finds the access token that an identity was made from, whoever made it: its principal where that is a JWT, its
 * credential where the application put a principal of its own, and what the client sent where even that was dropped.
 */
final class CallerTokens {
    /** Where Quarkus OIDC keeps the introspection response, which nobody here reads. */
    private static final String INTROSPECTION = "introspection";

    /** By name, because OIDC need not be there. */
    private static final String ID_TOKEN = "io.quarkus.oidc.IdTokenCredential";

    private CallerTokens() {}

    /**
     * The caller that an identity stands for.
     *
     * @param attributes those of the authentication request while the identity is being made; empty later
     */
    static Caller callerOf(SecurityIdentity identity, Map<String, Object> attributes, DPoPExchange exchange) {
        return identity.isAnonymous()
                ? Caller.nobody()
                : Caller.with(tokenOf(identity, attributes).or(() -> sentToken(identity, exchange)));
    }

    /** What the client sent, unless something else than a token authenticated the caller, as far as Quarkus knows its kind. */
    private static Optional<AuthenticatedToken> sentToken(SecurityIdentity identity, DPoPExchange exchange) {
        boolean hasOtherCredential = identity.getCredential(CertificateCredential.class) != null
                || identity.getCredential(PasswordCredential.class) != null;
        return hasOtherCredential ? Optional.empty() : exchange.sentToken();
    }

    /**
     * The token that the identity itself shows.
     *
     * @param attributes those of the authentication request while the identity is being made; empty later
     * @return empty for an identity that no token was needed for, as far as it shows
     */
    static Optional<AuthenticatedToken> tokenOf(SecurityIdentity identity, Map<String, Object> attributes) {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        if (identity.getPrincipal() instanceof JsonWebToken principal) {
            AuthenticatedToken token =
                    AuthenticatedToken.of(principal.getRawToken(), principal.getClaimNames(), principal::getClaim);
            return Optional.of(isIntrospected(identity) ? token.boundOrUnknown() : token);
        }
        return ofCredentials(identity).or(() -> PresentedTokens.in(attributes).map(CallerTokens::ofCredential));
    }

    /** A session's ID token is no access token, and speaks for itself. */
    private static boolean isIntrospected(SecurityIdentity identity) {
        return identity.getAttribute(INTROSPECTION) != null
                && identity.getCredentials().stream().noneMatch(CallerTokens::isIdToken);
    }

    /** Of several tokens a session's ID token counts, beside which others are kept, otherwise one that may be bound. */
    private static Optional<AuthenticatedToken> ofCredentials(SecurityIdentity identity) {
        AuthenticatedToken found = null;
        for (Credential credential : identity.getCredentials()) {
            if (credential instanceof TokenCredential token) {
                if (isIdToken(token)) {
                    return Optional.of(ofCredential(token));
                }
                if (found == null || found.confirmation() instanceof Confirmation.None) {
                    found = ofCredential(token);
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static AuthenticatedToken ofCredential(TokenCredential credential) {
        return AuthenticatedToken.ofText(credential.getToken());
    }

    private static boolean isIdToken(Credential credential) {
        return credential.getClass().getName().equals(ID_TOKEN);
    }
}
