package org.dpop4j.it.keycloak;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.dpop4j.test.ClientKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class AdmittedCallsTest extends KeycloakTest {
    /** All that both sides know: Keycloak has no algorithm named Ed25519. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA"})
    void aUserGetsInWithEveryAlgorithmThatKeycloakBindsTokensBy(String algorithm) {
        ClientKey key = ClientKey.generate(algorithm);
        IssuedToken token = tokens.forUser(SPA, "alice", key);

        assertAdmitted(call("/orders/own", key, token), "alice", key.jkt());
    }

    @Test
    void oneTokenServesManyRequestsWithAProofEach() {
        IssuedToken token = aliceToken();

        for (int i = 0; i < 3; i++) {
            assertAdmitted(call("/orders/own", KEY, token), "alice", KEY.jkt());
        }
    }

    @Test
    void rolesComeFromTheGroupsOfTheToken() {
        IssuedToken admin = tokens.forUser(SPA, "adam", KEY);

        assertAdmitted(call("/orders", KEY, aliceToken()), "alice", KEY.jkt());
        assertAdmitted(call("/orders", KEY, admin), "adam", KEY.jkt());
        assertAdmitted(call("/orders/all", KEY, admin), "adam", KEY.jkt());
    }

    @Test
    void aServiceGetsIn() {
        IssuedToken token = tokens.forService(SERVICE, SERVICE_SECRET, KEY);

        assertAdmitted(call("/orders", KEY, token), "service-account-orders-service", KEY.jkt());
        assertAdmitted(call("/orders/own", KEY, token), "service-account-orders-service", KEY.jkt());
    }

    @Test
    void aRefreshedTokenGetsIn() {
        IssuedToken refreshed = tokens.refreshed(SPA, aliceToken(), KEY);

        assertAdmitted(call("/orders/own", KEY, refreshed), "alice", KEY.jkt());
    }

    @Test
    void aBearerTokenIsGoodEnoughWhereDPoPIsOptional() {
        Response response =
                bearer(tokens.forUserWithoutProof(LEGACY_SPA, "alice")).get("/orders");

        assertAdmitted(response, "alice", "without proof");
    }
}
