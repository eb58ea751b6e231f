package org.dpop4j.it.oidc;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.dpop4j.contract.Difference;
import org.dpop4j.contract.NonceSetup;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;

/** One configuration of the application with a single tenant at its defaults, and what a subclass adds. */
abstract class Profile implements QuarkusTestProfile {
    private static final NonceSetup NONCES = NonceSetup.of(NonceMode.DISABLED);

    private final Map<String, String> settings = new HashMap<>();

    /** @param settings keys and values in turn */
    Profile(String... settings) {
        this.settings.put("quarkus.oidc.token.issuer", AuthorizationServer.ISSUER.issuer());
        this.settings.put("quarkus.dpop.nonce.secrets", String.join(",", NONCES.secrets()));
        this.settings.put("quarkus.dpop.replay.namespace", NONCES.audience());
        for (int i = 0; i < settings.length; i += 2) {
            this.settings.put(settings[i], settings[i + 1]);
        }
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.copyOf(settings);
    }

    /** The application as the contract sees it. */
    static ServerUnderTest at(URI uri, DPoPMode mode) {
        return ServerUnderTest.at(URI.create("http://" + uri.getRawAuthority()), mode, AuthorizationServer.ISSUER)
                .named("quarkus-oidc")
                .differing(Difference.METHOD_KNOWN_LATE);
    }
}
