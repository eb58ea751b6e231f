package org.dpop4j.it.quarkus;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;
import org.dpop4j.contract.NonceSetup;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.NonceMode;

/** One configuration of the application: the issuer's key and name, the nonce secrets, and what a subclass adds. */
abstract class Profile implements QuarkusTestProfile {
    /** Also where nonces are off: some endpoints demand them all the same. */
    private static final NonceSetup NONCES = NonceSetup.of(NonceMode.DISABLED);

    private final Map<String, String> settings = new HashMap<>();

    /** @param settings keys and values in turn */
    Profile(TokenShape shape, String... settings) {
        this.settings.put("mp.jwt.verify.publickey", Issuer.get().publicKeyPem());
        this.settings.put("mp.jwt.verify.issuer", shape.issuer(Issuer.get()));
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
}
