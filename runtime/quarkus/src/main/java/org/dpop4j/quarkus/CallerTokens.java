package org.dpop4j.quarkus;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Confirmation;
import org.dpop4j.http.Authorization;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

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
     * For an identity that has been made some time ago.
     *
     * @return empty for an identity that no token was needed for
     */
    static Optional<AuthenticatedToken> of(SecurityIdentity identity, Authorization authorization) {
        return of(identity, Map.of(), authorization);
    }

    /**
     * For an identity that is being made.
     *
     * @param attributes those of the authentication request
     * @return empty for an identity that no token was needed for
     */
    static Optional<AuthenticatedToken> of(
            SecurityIdentity identity, Map<String, Object> attributes, Authorization authorization) {
        if (identity.isAnonymous()) {
            return Optional.empty();
        }
        if (identity.getPrincipal() instanceof JsonWebToken principal) {
            AuthenticatedToken token = authenticated(principal);
            return Optional.of(isIntrospected(identity) ? token.boundOrUnknown() : token);
        }
        return ofCredentials(identity)
                .or(() -> PresentedTokens.in(attributes).map(CallerTokens::ofCredential))
                .or(() -> hasNoTokenCredential(identity)
                        ? Optional.empty()
                        : sentToken(authorization).map(AuthenticatedToken::ofText));
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

    /** Whether something else than a token authenticated the caller, as far as Quarkus knows its kind. */
    private static boolean hasNoTokenCredential(SecurityIdentity identity) {
        return identity.getCredential(CertificateCredential.class) != null
                || identity.getCredential(PasswordCredential.class) != null;
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
