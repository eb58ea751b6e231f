package org.dpop4j.quarkus.runtime.oidc;

import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The tenants of the configuration; those that come with a request are not among them. */
@Singleton
public class OidcTenants {
    private final List<OidcTenantConfig> enabled;

    @Inject
    OidcTenants(TenantConfigBean tenants) {
        this(Stream.concat(Stream.of(tenants.getDefaultTenant()), tenants.getStaticTenantsConfig().values().stream())
                .map(TenantConfigContext::oidcConfig));
    }

    OidcTenants(Stream<? extends OidcTenantConfig> tenants) {
        this.enabled =
                List.copyOf(tenants.filter(OidcTenantConfig::tenantEnabled).toList());
    }

    List<OidcTenantConfig> enabled() {
        return enabled;
    }

    /** For the log: the tenants that take access tokens. */
    String names() {
        List<String> names = enabled.stream()
                .filter(OidcTenants::takesAccessTokens)
                .map(OidcTenants::name)
                .sorted()
                .toList();
        return names.isEmpty()
                ? "no tenant of the configuration"
                : (names.size() == 1 ? "the tenant " : "the tenants ") + String.join(", ", names);
    }

    /** The keys by which a tenant would check for whom a token was made, where they are not set. */
    List<String> audienceKeysNotSet() {
        return enabled.stream()
                .filter(tenant ->
                        takesAccessTokens(tenant) && tenant.token().audience().isEmpty())
                .map(tenant -> key(tenant, "token.audience"))
                .sorted()
                .toList();
    }

    static boolean takesAccessTokens(OidcTenantConfig tenant) {
        return typeOf(tenant) != ApplicationType.WEB_APP;
    }

    static boolean hasLogin(OidcTenantConfig tenant) {
        return typeOf(tenant) != ApplicationType.SERVICE;
    }

    private static ApplicationType typeOf(OidcTenantConfig tenant) {
        return tenant.applicationType().orElse(ApplicationType.SERVICE);
    }

    static String name(OidcTenantConfig tenant) {
        return tenant.tenantId().orElse(OidcUtils.DEFAULT_TENANT_ID);
    }

    /** The full key of a setting of a tenant. */
    static String key(OidcTenantConfig tenant, String setting) {
        String name = name(tenant);
        return "quarkus.oidc." + (name.equals(OidcUtils.DEFAULT_TENANT_ID) ? "" : name + ".") + setting;
    }
}
