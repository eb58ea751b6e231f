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
import java.util.Optional;
import org.dpop4j.server.AuthenticatedToken;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Has SmallRye JWT validate access tokens, by {@code mp.jwt.*}. */
@Singleton
@DefaultBean
public class MicroProfileJwt implements TokenValidator {
    private static final String AUDIENCES = "mp.jwt.verify.audiences";

    /** With one of these it has a key, or a place where keys are. */
    private static final List<String> KEYS = List.of(
            "mp.jwt.verify.publickey",
            "mp.jwt.verify.publickey.location",
            "smallrye.jwt.verify.key.location",
            "smallrye.jwt.verify.secretkey");

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
    public String description() {
        return name();
    }

    @Override
    public List<String> audienceKeysNotSet(Config config) {
        return config.getOptionalValue(AUDIENCES, String.class).isPresent() ? List.of() : List.of(AUDIENCES);
    }

    @Override
    public Optional<String> whatIsMissing(Config config) {
        return hasKey(config)
                ? Optional.empty()
                : Optional.of("Nobody can validate access tokens: SmallRye JWT has no key of their issuer. Set"
                        + " mp.jwt.verify.publickey.location, or add the extension quarkus-oidc and set"
                        + " quarkus.oidc.auth-server-url");
    }

    /** Whether SmallRye JWT was given a key, or a place where keys are. */
    public static boolean hasKey(Config config) {
        return KEYS.stream()
                .anyMatch(key -> config.getOptionalValue(key, String.class).isPresent());
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
