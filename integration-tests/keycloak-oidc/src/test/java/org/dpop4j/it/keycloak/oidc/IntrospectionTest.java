package org.dpop4j.it.keycloak.oidc;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.dpop4j.Rejection;
import org.dpop4j.it.keycloak.IssuedToken;
import org.dpop4j.it.keycloak.KeycloakCalls;
import org.dpop4j.it.keycloak.KeycloakResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same by a tenant that has Keycloak say what every token is worth. */
@QuarkusTest
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
class IntrospectionTest extends KeycloakCalls {
    /** Its tokens say as little as possible; what they stand for only the introspection response tells. */
    private static final String LIGHTWEIGHT_SPA = "orders-light";

    private static final String LIGHTWEIGHT_LEGACY_SPA = "orders-light-legacy";

    /** Keycloak calls a token active until the second is over in which it expires, and OIDC believes it. */
    @Override
    protected Duration clockSkew() {
        return Duration.ofSeconds(1);
    }

    @BeforeEach
    void chooseTenant() {
        RestAssured.basePath = "/introspection";
    }

    @Test
    @DisplayName("T-03: of a bound token Keycloak tells the key, and the type DPoP")
    void theResponseTellsTheKeyOfABoundToken() {
        for (String client : new String[] {SPA, LIGHTWEIGHT_SPA}) {
            JsonPath response = introspected(tokens.forUser(client, "alice", KEY));

            assertEquals("DPoP", response.getString("token_type"));
            assertEquals(Map.of("jkt", KEY.jkt(), "kc-jkt-type", "DPoP"), response.getMap("cnf"));
            assertEquals("orders-api", response.getString("aud"));
            assertEquals("alice", response.getString("username"));
        }
    }

    @Test
    @DisplayName("T-03: of an unbound token Keycloak tells no key, and the type Bearer")
    void theResponseTellsNoKeyOfAnUnboundToken() {
        for (String client : new String[] {LEGACY_SPA, LIGHTWEIGHT_LEGACY_SPA}) {
            JsonPath response = introspected(tokens.forUserWithoutProof(client, "alice"));

            assertEquals("Bearer", response.getString("token_type"));
            assertNull(response.get("cnf"));
        }
    }

    /** A lightweight token has no audience, so that a tenant has to ask for it. */
    @Test
    @DisplayName("T-03, DM-16: a bound lightweight token gets in with its proof, where it is introspected")
    void aLightweightTokenGetsInWhereItIsIntrospected() {
        IssuedToken token = tokens.forUser(LIGHTWEIGHT_SPA, "alice", KEY);
        assertNull(token.claims().get("aud"));

        assertAdmitted(call("/orders/own", KEY, token), "alice", KEY.jkt());
        RestAssured.basePath = "";
        assertTokenInvalid(call("/orders/own", KEY, token));
    }

    @Test
    @DisplayName("T-08, DM-06: and is no Bearer token")
    void aBoundLightweightTokenIsRefusedAsBearer() {
        assertRefused(
                bearer(tokens.forUser(LIGHTWEIGHT_SPA, "alice", KEY)).get("/orders/own"),
                Rejection.BOUND_TOKEN_AS_BEARER);
    }

    private JsonPath introspected(IssuedToken token) {
        return given().auth()
                .preemptive()
                .basic("orders-api", "orders-api-secret-of-the-tests-that-is-long")
                .formParam("token", token.text())
                .post(issuer + "/protocol/openid-connect/token/introspect")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
