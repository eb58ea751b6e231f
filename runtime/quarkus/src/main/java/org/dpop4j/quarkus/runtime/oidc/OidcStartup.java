package org.dpop4j.quarkus.runtime.oidc;

import io.quarkus.oidc.DPoPNonceProvider;
import io.quarkus.oidc.runtime.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.quarkus.runtime.auth.MicroProfileJwt;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.eclipse.microprofile.config.Config;

/** Refuses to start where OIDC would check proofs as well, and warns where OIDC and this extension disagree. */
@Singleton
public class OidcStartup {
    private static final String INCLUSIVE = "quarkus.http.auth.inclusive";

    private final OidcTenants tenants;
    private final DPoPSettings settings;

    OidcStartup(OidcTenants tenants, DPoPSettings settings) {
        this.tenants = tenants;
        this.settings = settings;
    }

    void check(@Observes StartupEvent event, @Any Instance<DPoPNonceProvider> nonceProviders, Config config) {
        refuseDPoPScheme();
        refuseNonceProviders(nonceProviders
                .handlesStream()
                .map(handle -> handle.getBean().getBeanClass().getName())
                .toList());
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            warnings().forEach(settings.log()::warn);
            warningsOfInclusion(config).forEach(settings.log()::warn);
        }
    }

    /** @throws ConfigurationException when OIDC would check proofs */
    void refuseDPoPScheme() {
        for (OidcTenantConfig tenant : tenants.enabled()) {
            String scheme = tenant.token().authorizationScheme();
            if (OidcUtils.isDPoPScheme(scheme)) {
                String key = OidcTenants.key(tenant, "token.authorization-scheme");
                throw new ConfigurationException(
                        key + " = '" + scheme
                                + "' cannot be used: it keeps Bearer out, and has OIDC check proofs by rules of"
                                + " its own. Remove it. quarkus-dpop takes DPoP beside Bearer, and with"
                                + " quarkus.dpop.mode=required nothing else",
                        Set.of(key));
            }
        }
    }

    /** @throws ConfigurationException when there is any */
    static void refuseNonceProviders(List<String> classes) {
        if (!classes.isEmpty()) {
            throw new ConfigurationException("The bean " + String.join(", ", classes) + " implements "
                    + DPoPNonceProvider.class.getName() + ", which nobody asks here. Implement "
                    + org.dpop4j.DPoPNonceProvider.class.getName()
                    + " instead, or remove it and set quarkus.dpop.nonce.mode=required");
        }
    }

    /** One sentence for each thing that an operator should look at. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (OidcTenantConfig tenant : tenants.enabled()) {
            if (OidcTenants.hasLogin(tenant) && settings.mode() == DPoPMode.REQUIRED) {
                warnings.add(settings.name(DPoPSettings.MODE)
                        + " is required, and the OIDC tenant '" + OidcTenants.name(tenant)
                        + "' has a login: a login session opens only what has @DPoPOptional, and nobody is sent to the login"
                        + " elsewhere");
            }
            urisOf(tenant).forEach(uri -> warningOf(uri).ifPresent(warnings::add));
        }
        return warnings;
    }

    /** With inclusive authentication every mechanism is asked, also those that this extension would keep out. */
    List<String> warningsOfInclusion(Config config) {
        List<String> warnings = new ArrayList<>();
        if (config.getOptionalValue(INCLUSIVE, Boolean.class).orElse(false)) {
            if (!MicroProfileJwt.hasKey(config)) {
                warnings.add(INCLUSIVE + " is true, and SmallRye JWT has no key: it refuses every Bearer token that"
                        + " Quarkus OIDC has accepted. Set mp.jwt.verify.publickey.location, or build with"
                        + " quarkus.arc.exclude-types=io.quarkus.smallrye.jwt.runtime.auth.JWTAuthMechanism");
            }
            if (tenants.enabled().stream().anyMatch(OidcTenants::hasLogin)) {
                warnings.add(INCLUSIVE + " is true, and there is a login: whoever comes with an expired session to what"
                        + " demands DPoP is sent to the login, and refused after it");
            }
        }
        return warnings;
    }

    /** Where OIDC takes this application to be, with the key that says so. */
    private record OwnUri(String key, String value) {}

    private static Stream<OwnUri> urisOf(OidcTenantConfig tenant) {
        return Stream.of(
                        tenant.resourceMetadata()
                                .resource()
                                .filter(uri -> tenant.resourceMetadata().enabled())
                                .map(uri -> new OwnUri(OidcTenants.key(tenant, "resource-metadata.resource"), uri)),
                        tenant.authentication()
                                .redirectPath()
                                .filter(uri -> OidcTenants.hasLogin(tenant))
                                .map(uri -> new OwnUri(OidcTenants.key(tenant, "authentication.redirect-path"), uri)))
                .flatMap(Optional::stream)
                .filter(uri -> uri.value.startsWith("http"));
    }

    private Optional<String> warningOf(OwnUri uri) {
        List<PublicBaseUri> bases = settings.publicBaseUris();
        if (bases.isEmpty() || bases.stream().anyMatch(base -> isBelow(base, uri.value))) {
            return Optional.empty();
        }
        return Optional.of(uri.key + " = '" + uri.value + "' is below none of "
                + settings.name(DPoPSettings.PUBLIC_BASE_URIS) + " = '"
                + bases.stream().map(PublicBaseUri::toString).collect(Collectors.joining(","))
                + "': one of the two does not name this application as clients know it");
    }

    /** What is no URI is for OIDC to refuse. */
    private static boolean isBelow(PublicBaseUri base, String value) {
        try {
            String uri = PublicBaseUri.parse(value).toString();
            return uri.equals(base.toString()) || uri.startsWith(base + "/");
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
