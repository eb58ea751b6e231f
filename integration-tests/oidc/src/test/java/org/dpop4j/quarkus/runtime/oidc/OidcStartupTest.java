package org.dpop4j.quarkus.runtime.oidc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Q-19: what beside Quarkus OIDC stops the start-up, and what operators are told")
class OidcStartupTest {
    private static OidcTenantConfigBuilder tenant(String name) {
        return OidcTenantConfig.authServerUrl("https://issuer.example")
                .tenantId(name)
                .clientId("orders");
    }

    private static OidcStartup startup(OidcTenantConfigBuilder tenant, String... settings) {
        return new OidcStartup(new OidcTenants(Stream.of(tenant.build())), settings(settings));
    }

    private static DPoPSettings settings(String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put("quarkus.dpop." + settings[i], settings[i + 1]);
        }
        return DPoPSettings.read(SettingSource.of("quarkus.dpop.", values), "orders");
    }

    @Test
    @DisplayName("a tenant whose proofs OIDC would check, with the key to remove")
    void refusesTheDPoPScheme() {
        assertRefused("quarkus.oidc.token.authorization-scheme", "Default", "dpop");
        assertRefused("quarkus.oidc.acme.token.authorization-scheme", "acme", "DPoP");
        assertDoesNotThrow(
                startup(tenant("acme").token().authorizationScheme("Bearer").end())::refuseDPoPScheme);
        assertDoesNotThrow(startup(tenant("acme")
                .tenantEnabled(false)
                .token()
                .authorizationScheme("dpop")
                .end())::refuseDPoPScheme);
    }

    private static void assertRefused(String key, String name, String scheme) {
        OidcStartup startup =
                startup(tenant(name).token().authorizationScheme(scheme).end());
        ConfigurationException failure = assertThrows(ConfigurationException.class, startup::refuseDPoPScheme);
        assertAll(
                () -> assertTrue(
                        failure.getMessage().startsWith(key + " = '" + scheme + "' cannot be used"),
                        failure::getMessage),
                () -> assertTrue(failure.getMessage().contains("Remove it"), failure::getMessage),
                () -> assertEquals(Set.of(key), failure.getConfigKeys()));
    }

    @Test
    @DisplayName("a nonce provider for OIDC, which nobody asks")
    void refusesOtherNonceProviders() {
        assertDoesNotThrow(() -> OidcStartup.refuseNonceProviders(List.of()));
        ConfigurationException failure = assertThrows(
                ConfigurationException.class, () -> OidcStartup.refuseNonceProviders(List.of("com.example.Nonces")));
        assertTrue(
                failure.getMessage()
                        .startsWith("The bean com.example.Nonces implements io.quarkus.oidc.DPoPNonceProvider"),
                failure::getMessage);
        assertTrue(failure.getMessage().contains("Implement org.dpop4j.DPoPNonceProvider"), failure::getMessage);
    }

    @Test
    @DisplayName("required mode beside a login")
    void warnsAboutLogins() {
        for (ApplicationType type : ApplicationType.values()) {
            OidcTenantConfigBuilder tenant = tenant("acme").applicationType(type);
            int expected = type == ApplicationType.SERVICE ? 0 : 1;
            assertEquals(
                    expected, startup(tenant, "mode", "required").warnings().size(), type.name());
            assertEquals(List.of(), startup(tenant, "mode", "optional").warnings(), type.name());
        }
    }

    @Test
    @DisplayName("two opinions about the URI of this application")
    void warnsAboutOtherUris() {
        OidcTenantConfigBuilder tenant = tenant("acme")
                .resourceMetadata()
                .enabled()
                .resource("https://internal.example/orders")
                .end();
        List<String> warnings =
                startup(tenant, "public-base-uris", "https://api.example").warnings();
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0)
                        .startsWith(
                                "quarkus.oidc.acme.resource-metadata.resource = 'https://internal.example/orders' is"
                                        + " below none of quarkus.dpop.public-base-uris = 'https://api.example'"),
                warnings.get(0));
        assertEquals(
                List.of(),
                startup(tenant, "public-base-uris", "https://internal.example/orders")
                        .warnings());
        assertEquals(
                List.of(),
                startup(tenant, "public-base-uris", "https://INTERNAL.example:443")
                        .warnings());
        assertEquals(
                1,
                startup(tenant, "public-base-uris", "https://internal.example/ord")
                        .warnings()
                        .size());
        assertEquals(List.of(), startup(tenant).warnings());
    }

    @Test
    @DisplayName("T-05: tenants that do not check the audience, but only those that take access tokens")
    void namesAudiences() {
        OidcTenants tenants = new OidcTenants(Stream.of(
                        tenant("Default"),
                        tenant("web").applicationType(ApplicationType.WEB_APP),
                        tenant("hybrid").applicationType(ApplicationType.HYBRID),
                        tenant("strict").token().audience("orders").end())
                .map(OidcTenantConfigBuilder::build));
        assertEquals(
                List.of("quarkus.oidc.hybrid.token.audience", "quarkus.oidc.token.audience"),
                tenants.audienceKeysNotSet());
        assertEquals("the tenants Default, hybrid, strict", tenants.names());
    }

    @Test
    @DisplayName("inclusive authentication, in which SmallRye JWT has a say and no key")
    void warnsAboutInclusionWithoutAKey() {
        OidcTenantConfigBuilder service = tenant("acme");
        assertInclusion("quarkus.http.auth.inclusive is true, and SmallRye JWT has no key", service);
        assertEquals(
                List.of(),
                inclusion(
                        service, "quarkus.http.auth.inclusive", "true", "mp.jwt.verify.publickey.location", "key.pem"));
        assertEquals(List.of(), inclusion(service));
    }

    @Test
    @DisplayName("inclusive authentication, in which an expired session has a say")
    void warnsAboutInclusionWithALogin() {
        for (ApplicationType type : List.of(ApplicationType.WEB_APP, ApplicationType.HYBRID)) {
            OidcTenantConfigBuilder tenant = tenant("acme").applicationType(type);
            assertInclusion(
                    "quarkus.http.auth.inclusive is true, and there is a login",
                    tenant,
                    "smallrye.jwt.verify.key.location",
                    "key.pem");
            assertEquals(List.of(), inclusion(tenant));
        }
    }

    private static void assertInclusion(String beginning, OidcTenantConfigBuilder tenant, String... settings) {
        List<String> with = new ArrayList<>(List.of(settings));
        with.addAll(List.of("quarkus.http.auth.inclusive", "true"));
        List<String> warnings = inclusion(tenant, with.toArray(String[]::new));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith(beginning), warnings::toString);
    }

    private static List<String> inclusion(OidcTenantConfigBuilder tenant, String... settings) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        return startup(tenant)
                .warningsOfInclusion(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build());
    }
}
