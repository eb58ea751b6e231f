package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import org.dpop4j.quarkus.runtime.config.ValidatorFacts;
import org.dpop4j.server.AuthenticatedToken;
import org.jspecify.annotations.Nullable;

/** Who validates the access tokens of this application. Knows nothing of proofs. */
public interface TokenValidator extends ValidatorFacts {
    /** The name by which operators know it. */
    String name();

    /**
     * Has a token of the {@code DPoP} scheme validated, as if it had come with the Bearer scheme.
     *
     * @return completes with the identity of its holder, or fails as the validator does
     */
    Uni<SecurityIdentity> validate(String token, RoutingContext context, IdentityProviderManager providers);

    /**
     * The token with what was learnt of it when it was validated, beside its own text.
     *
     * @param context the request; null where the token was validated without one
     */
    AuthenticatedToken complete(AuthenticatedToken token, SecurityIdentity identity, @Nullable RoutingContext context);

    /** The ID token of the login session that the identity stands for; null when it is none. An ID token is no access token. */
    @Nullable
    String idToken(SecurityIdentity identity);

    /** Whether the caller of this request would be known by a login session, if at all. */
    Uni<Boolean> expectsSession(RoutingContext context);

    /** Whether a login session has to be heard although DPoP is demanded: this request ends it, or the login before it. */
    boolean endsLoginOrSession(RoutingContext context);
}
