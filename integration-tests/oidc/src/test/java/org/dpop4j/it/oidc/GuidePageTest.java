package org.dpop4j.it.oidc;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The properties of the guide's page on Quarkus OIDC make the application that the page describes. */
@QuarkusTest
@TestProfile(GuidePage.class)
class GuidePageTest {
    private static final ClientKey KEY = ClientKey.es256();

    static TestToken token() {
        return AuthorizationServer.ISSUER.microProfile();
    }

    static ValidatableResponse dpop(TestToken token, String path) {
        String text = token.boundTo(KEY).serialize();
        String proof = TestProof.with(KEY)
                .uri(GuidePage.BASE_URI + path)
                .accessToken(text)
                .serialize();
        return given().header("Authorization", "DPoP " + text)
                .header("DPoP", proof)
                .get(path)
                .then();
    }

    static ValidatableResponse bearer(TestToken token, String path) {
        return given().auth().oauth2(token.serialize()).get(path).then();
    }

    @Test
    @DisplayName("DM-04, DM-16: one tenant takes both schemes")
    void takesDPoPBesideBearer() {
        dpop(token(), "/guide/orders")
                .statusCode(200)
                .body(equalTo("alice@example.com proved possession of the key " + KEY.jkt()));
        bearer(token(), "/guide/catalogue").statusCode(200).body(equalTo("without a proof"));
    }

    @Test
    @DisplayName("T-03: the introspection response tells how an opaque token is bound")
    void takesOpaqueTokens() {
        dpop(token().opaque(), "/guide/catalogue").statusCode(200).body(equalTo("with a proof"));
    }

    @Test
    void keepsTenantsApart() {
        TestToken ofPartner = token().audience("https://api.example/partners");
        dpop(ofPartner, "/partners/orders").statusCode(200);
        dpop(ofPartner, "/guide/orders").statusCode(401);
        dpop(token(), "/partners/orders").statusCode(401);
    }

    private static ValidatableResponse withoutToken(String path) {
        return given().redirects().follow(false).get(path).then();
    }

    @Test
    @DisplayName("DM-01: nobody is sent to the login where DPoP is demanded")
    void leavesTheLoginAsItIs() {
        dpop(token(), "/shop/orders").statusCode(200);
        bearer(token(), "/shop/catalogue").statusCode(200);
        withoutToken("/shop/catalogue").statusCode(302).header("WWW-Authenticate", nullValue());
        withoutToken("/shop/orders").statusCode(401).header("WWW-Authenticate", startsWith("DPoP algs="));
    }
}
