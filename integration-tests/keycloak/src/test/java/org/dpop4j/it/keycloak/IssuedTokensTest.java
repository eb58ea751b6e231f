package org.dpop4j.it.keycloak;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Keycloak issues: whoever sees one of these fail reads the other tests with different eyes. */
@QuarkusTest
class IssuedTokensTest extends KeycloakTest {
    @Test
    void aUsersTokenIsBoundToTheKeyOfTheProof() {
        IssuedToken token = aliceToken();

        assertEquals("DPoP", token.type());
        assertEquals(
                Map.of("jkt", KEY.jkt(), "kc-jkt-type", "DPoP"), token.claims().getMap("cnf"));
        assertEquals("DPoP", token.claims().getString("typ"));
        assertEquals("JWT", token.header().getString("typ"));
        assertEquals("RS256", token.header().getString("alg"));
        assertEquals("orders-api", token.claims().getString("aud"));
        assertEquals("alice", token.claims().getString("upn"));
        assertTrue(token.claims().getList("groups").contains("user"));
    }

    @Test
    void aServicesTokenIsBoundToTheKeyOfTheProof() {
        IssuedToken token = tokens.forService(SERVICE, SERVICE_SECRET, KEY);

        assertEquals("DPoP", token.type());
        assertEquals(KEY.jkt(), token.jkt());
        assertNull(token.refreshToken());
    }

    @Test
    void aRefreshedTokenIsBoundToTheSameKey() {
        IssuedToken old = aliceToken();

        IssuedToken refreshed = tokens.refreshed(SPA, old, KEY);

        assertNotEquals(old.text(), refreshed.text());
        assertEquals("DPoP", refreshed.type());
        assertEquals(KEY.jkt(), refreshed.jkt());
    }

    @Test
    void aClientThatMustUseDPoPGetsNoTokenWithoutAProof() {
        tokens.sendWithoutProof(TokenEndpoint.password(SPA, "alice")).then().statusCode(400);
    }

    @Test
    void aClientWithoutDPoPGetsABearerToken() {
        IssuedToken token = tokens.forUserWithoutProof(LEGACY_SPA, "alice");

        assertEquals("Bearer", token.type());
        assertNull(token.claims().get("cnf"));
    }

    @Test
    void theKeySetHoldsAnEncryptionKeyBesideTheSigningKey() {
        String location = given().get(issuer + "/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("jwks_uri");
        JsonPath keys = given().get(location).then().statusCode(200).extract().jsonPath();

        assertEquals(issuer + "/protocol/openid-connect/certs", location);
        assertEquals(List.of("RSA-OAEP"), keys.getList("keys.findAll { it.use == 'enc' }.alg"));
        assertEquals(List.of("RS256"), keys.getList("keys.findAll { it.use == 'sig' }.alg"));
    }
}
