package org.dpop4j.it.keycloak;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.dpop4j.test.ClientKey;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SmallRye JWT validates the tokens. Who does makes no difference to the algorithms of proofs, so that they are tested here
 * alone.
 */
@QuarkusTest
class KeycloakCallsTest extends KeycloakCalls {
    @ConfigProperty(name = "mp.jwt.verify.clock.skew")
    int clockSkewSeconds;

    @Override
    protected Duration clockSkew() {
        return Duration.ofSeconds(clockSkewSeconds);
    }

    /** All that both sides know: Keycloak has no algorithm named Ed25519. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA"})
    void aUserGetsInWithEveryAlgorithmThatKeycloakBindsTokensBy(String algorithm) {
        ClientKey key = ClientKey.generate(algorithm);
        IssuedToken token = tokens.forUser(SPA, "alice", key);

        assertAdmitted(call("/orders/own", key, token), "alice", key.jkt());
    }
}
