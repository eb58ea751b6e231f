package org.dpop4j.it.oidc;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.BeforeEach;

/** What the tests with several tenants share. */
abstract class OidcTest {
    static final ClientKey KEY = ClientKey.es256();
    static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";
    static final String K1 = "DPoP " + ALGS;
    static final String UNKNOWN = "The resource server cannot tell whether the access token is DPoP-bound";
    static final String INVALID = "The access token is invalid or has expired";
    static final String BOUND = "The access token is DPoP-bound and needs the DPoP scheme";

    /** Proactive authentication, as is the default. */
    public static class Tenants implements QuarkusTestProfile {
        @Override
        public String getConfigProfile() {
            return "tenants";
        }
    }

    @Inject
    SeenRejections rejections;

    @BeforeEach
    void forget() {
        rejections.take();
    }

    static TestToken token() {
        return AuthorizationServer.ISSUER.microProfile();
    }

    static RequestSpecification bearer(String token) {
        return given().redirects().follow(false).auth().oauth2(token);
    }

    /** With a good proof. */
    static RequestSpecification dpop(String token) {
        return given().redirects()
                .follow(false)
                .filter(DPoPFilter.of(KEY, token).withoutNonces());
    }

    static RequestSpecification dpop(TestToken token) {
        return dpop(token.boundTo(KEY).serialize());
    }

    static void letsIn(Response answer, String body) {
        assertAll(
                () -> assertEquals(200, answer.statusCode(), () -> "challenges " + challenges(answer)),
                () -> assertEquals(body, answer.asString()),
                () -> assertEquals(List.of(), challenges(answer)));
    }

    /** K4. */
    void refusesTheBearerToken(Response answer, String reason, String description) {
        refusesWithEvent(
                answer,
                reason,
                K1,
                "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"" + description + "\"");
    }

    /** K3. */
    void refusesTheToken(Response answer, String reason, String description) {
        refusesWithEvent(
                answer, reason, "DPoP error=\"invalid_token\", error_description=\"" + description + "\", " + ALGS);
    }

    /** K3, by whoever validates tokens: that is counted, and no event. */
    static void refusesTheInvalidToken(Response answer) {
        refuses(answer, "DPoP error=\"invalid_token\", error_description=\"" + INVALID + "\", " + ALGS);
    }

    void refusesWithEvent(Response answer, String reason, String... challenges) {
        refuses(answer, challenges);
        assertEquals(List.of(reason), rejections.take());
    }

    static void refuses(Response answer, String... challenges) {
        assertAll(
                () -> assertEquals(401, answer.statusCode(), answer::asString),
                () -> assertEquals(List.of(challenges), challenges(answer)),
                () -> assertEquals("no-store", answer.header("Cache-Control")),
                () -> assertEquals("", answer.asString()));
    }

    static List<String> challenges(Response answer) {
        return answer.headers().getValues("WWW-Authenticate");
    }
}
