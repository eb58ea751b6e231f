package org.dpop4j.it.keycloak;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dpop4j.Rejection;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestProof;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** What the tests share: one Keycloak, one application, a client with its key. */
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
public abstract class KeycloakTest {
    protected static final String SPA = "orders-spa";
    /** Its tokens are good for two seconds. */
    protected static final String SHORT_LIVED_SPA = "orders-short";
    /** Its tokens are for {@code billing-api}. */
    protected static final String BILLING_SPA = "billing-spa";
    /** Knows nothing of DPoP. */
    protected static final String LEGACY_SPA = "orders-legacy";

    protected static final String SERVICE = "orders-service";
    protected static final String SERVICE_SECRET = "orders-service-secret";

    protected static final ClientKey KEY = ClientKey.es256();

    @ConfigProperty(name = "keycloak.issuer")
    protected String issuer;

    @Inject
    protected Refusals refusals;

    protected TokenEndpoint tokens;

    @BeforeEach
    void begin() {
        tokens = new TokenEndpoint(issuer);
        refusals.forget();
    }

    protected IssuedToken aliceToken() {
        return tokens.forUser(SPA, "alice", KEY);
    }

    protected static Response call(String path, ClientKey key, IssuedToken token) {
        return call(path, key, token, UnaryOperator.identity());
    }

    protected static Response call(String path, ClientKey key, IssuedToken token, UnaryOperator<TestProof> change) {
        return given().filter(DPoPFilter.of(key, token.text()).altering(change)).get(path);
    }

    protected static RequestSpecification bearer(IssuedToken token) {
        return given().auth().oauth2(token.text());
    }

    protected static void assertAdmitted(Response response, String caller, String jkt) {
        response.then().statusCode(200);
        assertEquals(caller + " " + jkt, response.asString());
        assertEquals(List.of(), challenges(response));
    }

    /** The server's token validation, not this project, has found the token bad. */
    protected void assertTokenInvalid(Response response) {
        assertChallenge(response, 401, "invalid_token");
        assertEquals(Optional.empty(), refusals.latest());
    }

    protected void assertRefused(Response response, Rejection reason) {
        assertChallenge(response, reason.status(), reason.error().orElseThrow());
        assertEquals(Optional.of(reason), refusals.latest());
    }

    /** One challenge, of the DPoP scheme, its error first: clients exist that look no further. */
    protected static void assertChallenge(Response response, int status, String error) {
        response.then().statusCode(status);
        List<String> challenges = challenges(response);
        assertEquals(1, challenges.size(), () -> "not one challenge: " + challenges);
        assertStartsWith("DPoP error=\"" + error + "\", ", challenges.get(0));
    }

    protected static void assertStartsWith(String start, String text) {
        assertTrue(text.startsWith(start), () -> text);
    }

    protected static List<String> challenges(Response response) {
        return response.headers().getValues("WWW-Authenticate");
    }
}
