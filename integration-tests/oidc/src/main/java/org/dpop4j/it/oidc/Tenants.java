package org.dpop4j.it.oidc;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.TenantResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The application's own choice of tenants: by a header field, and one that is not in the configuration. */
@ApplicationScoped
@IfBuildProfile("tenants")
public class Tenants implements TenantResolver, TenantConfigResolver {
    private final OidcTenantConfig withDPoPScheme;

    Tenants(@ConfigProperty(name = "quarkus.oidc.auth-server-url") String server) {
        this.withDPoPScheme = OidcTenantConfig.authServerUrl(server)
                .tenantId("dynamic-dpop")
                .clientId("orders")
                .discoveryEnabled(false)
                .jwksPath("/jwks")
                .token()
                .authorizationScheme("DPoP")
                .end()
                .build();
    }

    @Override
    public String resolve(RoutingContext context) {
        return context.request().getHeader("X-Tenant");
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> requestContext) {
        boolean isOurs = context.normalizedPath().startsWith("/dynamic-dpop/");
        return isOurs ? Uni.createFrom().item(withDPoPScheme) : Uni.createFrom().nullItem();
    }
}
