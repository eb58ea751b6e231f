package org.dpop4j.it.keycloak.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.dpop4j.it.keycloak.IssuedToken;
import org.dpop4j.it.keycloak.KeycloakResource;
import org.dpop4j.it.keycloak.KeycloakTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tenant asks Keycloak's UserInfo endpoint, with the access token as Bearer, about every caller. */
@QuarkusTest
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
class UserInfoTest extends KeycloakTest {
    @BeforeEach
    void chooseTenant() {
        RestAssured.basePath = "/user-info";
    }

    @Test
    @DisplayName("DM-04: an unbound token gets in")
    void anUnboundTokenGetsIn() {
        IssuedToken token = tokens.forUserWithoutProof(LEGACY_SPA, "alice");

        assertAdmitted(bearer(token).get("/orders"), "alice", "without proof");
    }

    /** Keycloak wants a proof there, which nobody but the client can make. */
    @Test
    @DisplayName(
            "C-22, DM-08: a bound token that Keycloak gives no UserInfo for is refused, as a token that is no good")
    void aBoundTokenIsRefused() {
        IssuedToken token = aliceToken();

        assertTokenInvalid(call("/orders/own", KEY, token));
        assertTokenInvalid(call("/orders", KEY, token));
    }

    @Test
    @DisplayName("C-22, DM-06: so it is as Bearer")
    void aBoundTokenIsRefusedAsBearer() {
        IssuedToken token = aliceToken();

        assertTokenInvalid(bearer(token).get("/orders/own"));
        Response response = bearer(token).get("/orders");
        response.then().statusCode(401);
        assertEquals(2, challenges(response).size(), challenges(response)::toString);
        assertStartsWith("DPoP algs=\"ES256 ", challenges(response).get(0));
        assertStartsWith("Bearer ", challenges(response).get(1));
    }
}
