package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.credential.CertificateCredential;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Caller;
import org.dpop4j.server.Confirmation;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Finds the access token that an identity was made from, whoever made it: its principal where that is a JWT, its
 * credential where the application put a principal of its own, and what the client sent where even that was dropped.
 */
@Singleton
public class CallerTokens {
    private final TokenValidator validator;

    CallerTokens(TokenValidator validator) {
        this.validator = validator;
    }

    /**
     * The caller that an identity stands for.
     *
     * @param attributes those of the authentication request while the identity is being made; empty later
     */
    Caller callerOf(SecurityIdentity identity, Map<String, Object> attributes, DPoPCall call) {
        Caller shown = shownBy(identity, attributes, call.context());
        return shown instanceof Caller.WithoutToken && !showsOther(identity)
                ? Caller.with(call.exchange().sentToken())
                : shown;
    }

    /**
     * The caller by what the identity itself shows. A token that was merely sent fulfils no demand: where it was validated,
     * that was before, and its proof is known.
     */
    Caller shownBy(SecurityIdentity identity, RoutingContext context) {
        return shownBy(identity, Map.of(), context);
    }

    private Caller shownBy(SecurityIdentity identity, Map<String, Object> attributes, RoutingContext context) {
        return identity.isAnonymous() ? Caller.nobody() : Caller.with(tokenOf(identity, attributes, context));
    }

    /** Whether the caller is known by a login session that this request does not end. */
    boolean isInSession(SecurityIdentity identity, RoutingContext context) {
        return validator.idToken(identity) != null && !validator.endsLoginOrSession(context);
    }

    /** Whether something else than a token authenticated the caller, as far as Quarkus knows its kind. */
    private boolean showsOther(SecurityIdentity identity) {
        return identity.getCredential(CertificateCredential.class) != null
                || identity.getCredential(PasswordCredential.class) != null
                || validator.idToken(identity) != null;
    }

    /**
     * The token of an identity that is made without a request.
     *
     * @param attributes those of the authentication request
     * @return empty for an identity that no token was needed for, as far as it shows
     */
    Optional<AuthenticatedToken> tokenOf(SecurityIdentity identity, Map<String, Object> attributes) {
        return identity.isAnonymous() ? Optional.empty() : tokenOf(identity, attributes, null);
    }

    private Optional<AuthenticatedToken> tokenOf(
            SecurityIdentity identity, Map<String, Object> attributes, @Nullable RoutingContext context) {
        String idToken = validator.idToken(identity);
        if (idToken != null) {
            return ofSession(identity, idToken, context);
        }
        Optional<AuthenticatedToken> token = identity.getPrincipal() instanceof JsonWebToken principal
                ? Optional.of(ofClaims(principal))
                : ofCredentials(identity)
                        .or(() -> PresentedTokens.in(attributes).map(CallerTokens::ofCredential));
        return token.map(found -> validator.complete(found, identity, context));
    }

    /** An ID token is no access token, unless it says that it is bound: then it is one in the wrong place. */
    private Optional<AuthenticatedToken> ofSession(
            SecurityIdentity identity, String idToken, @Nullable RoutingContext context) {
        AuthenticatedToken text = identity.getPrincipal() instanceof JsonWebToken principal
                ? ofClaims(principal)
                : AuthenticatedToken.ofText(idToken);
        AuthenticatedToken token = validator.complete(text, identity, context);
        return token.confirmation() instanceof Confirmation.None ? Optional.empty() : Optional.of(token);
    }

    private static AuthenticatedToken ofClaims(JsonWebToken principal) {
        return AuthenticatedToken.of(principal.getRawToken(), principal.getClaimNames(), principal::getClaim);
    }

    /** Of several tokens one that may be bound counts. */
    private static Optional<AuthenticatedToken> ofCredentials(SecurityIdentity identity) {
        AuthenticatedToken found = null;
        for (Credential credential : identity.getCredentials()) {
            if (credential instanceof TokenCredential token
                    && (found == null || found.confirmation() instanceof Confirmation.None)) {
                found = ofCredential(token);
            }
        }
        return Optional.ofNullable(found);
    }

    private static AuthenticatedToken ofCredential(TokenCredential credential) {
        return AuthenticatedToken.ofText(credential.getToken());
    }
}
