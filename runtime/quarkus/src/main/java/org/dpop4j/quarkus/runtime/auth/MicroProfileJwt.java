package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.arc.DefaultBean;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import org.dpop4j.server.AuthenticatedToken;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Has SmallRye JWT validate access tokens, by {@code mp.jwt.*}. */
@Singleton
@DefaultBean
public class MicroProfileJwt implements TokenValidator {
    private static final String AUDIENCES = "mp.jwt.verify.audiences";

    @Override
    public String name() {
        return "SmallRye JWT";
    }

    @Override
    public Uni<SecurityIdentity> validate(String token, RoutingContext context, IdentityProviderManager providers) {
        return providers.authenticate(HttpSecurityUtils.setRoutingContextAttribute(
                new TokenAuthenticationRequest(new JsonWebTokenCredential(token)), context));
    }

    /** A JWT says all of itself. */
    @Override
    public AuthenticatedToken complete(
            AuthenticatedToken token, SecurityIdentity identity, @Nullable RoutingContext context) {
        return token;
    }

    @Override
    public @Nullable String idToken(SecurityIdentity identity) {
        return null;
    }

    @Override
    public List<String> keysNotSet(Config config) {
        return config.getOptionalValue(AUDIENCES, String.class).isPresent() ? List.of() : List.of(AUDIENCES);
    }

    @Override
    public Uni<Boolean> expectsSession(RoutingContext context) {
        return Uni.createFrom().item(false);
    }

    @Override
    public boolean endsLoginOrSession(RoutingContext context) {
        return false;
    }
}
