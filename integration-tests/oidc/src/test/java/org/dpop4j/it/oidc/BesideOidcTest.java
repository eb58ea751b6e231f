package org.dpop4j.it.oidc;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Quarkus OIDC validates the tokens, in ways that tell whether a token is bound, and in ways that do not. */
@QuarkusTest
@QuarkusTestResource(AuthorizationServer.class)
class BesideOidcTest {
    private static final ClientKey KEY = ClientKey.es256();
    private static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";
    private static final String UNKNOWN = "The resource server cannot tell whether the access token is DPoP-bound";
    private static final String BOUND = "The access token is DPoP-bound and needs the DPoP scheme";

    @Inject
    SeenRejections rejections;

    @BeforeEach
    void forget() {
        rejections.take();
    }

    private static TestToken token() {
        return AuthorizationServer.ISSUER.microProfile();
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }

    private static void letsIn(Response answer, String body) {
        assertAll(
                () -> assertEquals(200, answer.statusCode(), () -> "challenges " + challenges(answer)),
                () -> assertEquals(body, answer.asString()),
                () -> assertEquals(List.of(), challenges(answer)));
    }

    /** K4. */
    private void refusesTheBearerToken(Response answer, String reason, String description) {
        refuses(
                answer,
                reason,
                "DPoP " + ALGS,
                "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"" + description + "\"");
    }

    /** K3. */
    private void refusesTheToken(Response answer, String reason, String description) {
        refuses(answer, reason, "DPoP error=\"invalid_token\", error_description=\"" + description + "\", " + ALGS);
    }

    private void refuses(Response answer, String reason, String... challenges) {
        assertAll(
                () -> assertEquals(401, answer.statusCode(), answer::asString),
                () -> assertEquals(List.of(challenges), challenges(answer)),
                () -> assertEquals("no-store", answer.header("Cache-Control")),
                () -> assertEquals("", answer.asString()),
                () -> assertEquals(List.of(reason), rejections.take()));
    }

    private static List<String> challenges(Response answer) {
        return answer.headers().getValues("WWW-Authenticate");
    }

    @Nested
    @DisplayName("L-07, T-01: a token of which nobody can tell whether it is bound")
    class UnknownBinding {
        @Test
        @DisplayName("T-03, T-08: an opaque token is no Bearer token, whose introspection response has cnf.jkt")
        void refusesABoundOpaqueToken() {
            for (String path : List.of("/default/orders", "/default/optional", "/default/public")) {
                refusesTheBearerToken(bearer("opaque-bound-elsewhere").get(path), "confirmation_unknown", UNKNOWN);
            }
            refusesTheToken(bearer("opaque-bound-elsewhere").get("/default/required"), "confirmation_unknown", UNKNOWN);
        }

        @Test
        @DisplayName("nor is one whose introspection response has none, because it is not read")
        void refusesEveryOpaqueToken() {
            refusesTheBearerToken(bearer("opaque").get("/default/orders"), "confirmation_unknown", UNKNOWN);
            refusesTheToken(bearer("opaque").get("/default/required"), "confirmation_unknown", UNKNOWN);
        }

        @Test
        @DisplayName("a JWT that was introspected may be bound by the introspection response alone")
        void refusesIntrospectedTokens() {
            refusesTheBearerToken(
                    bearer(token().subject("bound-elsewhere").serialize()).get("/introspection/orders"),
                    "confirmation_unknown",
                    UNKNOWN);
            refusesTheBearerToken(
                    bearer(token().serialize()).get("/introspection/orders"), "confirmation_unknown", UNKNOWN);
            refusesTheBearerToken(
                    bearer(token().boundTo(KEY).serialize()).get("/introspection/orders"),
                    "bound_token_as_bearer",
                    BOUND);
        }

        @Test
        @DisplayName("UserInfo proves no token unbound")
        void refusesTokensThatOnlyUserInfoKnows() {
            refusesTheBearerToken(bearer("opaque").get("/user-info/orders"), "confirmation_unknown", UNKNOWN);
        }
    }

    @Nested
    class JsonWebTokens {
        @Test
        @DisplayName("DM-04: an unbound JWT is a Bearer token")
        void letsUnboundTokensIn() {
            letsIn(bearer(token().serialize()).get("/default/orders"), "alice@example.com");
            letsIn(bearer(token().serialize()).get("/user-info/orders"), "alice@example.com");
        }

        @Test
        @DisplayName("DM-06, DM-07: a bound JWT is none")
        void refusesBoundTokens() {
            String bound = token().boundTo(KEY).serialize();
            refusesTheBearerToken(bearer(bound).get("/default/orders"), "bound_token_as_bearer", BOUND);
            refusesTheToken(bearer(bound).get("/default/required"), "bound_token_as_bearer", BOUND);
            refusesTheToken(
                    bearer(token().serialize()).get("/default/required"),
                    "dpop_required",
                    "This resource requires a DPoP-bound access token");
        }

        @Test
        @DisplayName("the DPoP scheme, which OIDC does not take by itself, lets nobody in")
        void refusesTheDPoPScheme() {
            Response answer = given().filter(
                            DPoPFilter.of(KEY, token().boundTo(KEY).serialize()).withoutNonces())
                    .get("/default/orders");
            assertEquals(401, answer.statusCode());
        }
    }

    @Nested
    @DisplayName("a session, whose ID token is no access token, whatever access token is kept beside it")
    class Sessions {
        private RequestSpecification session(TestToken idToken, String accessToken) {
            return given().redirects()
                    .follow(false)
                    .cookie(
                            "q_session_web",
                            idToken.audience("orders").serialize() + "|" + accessToken + "|300||refresh");
        }

        @Test
        void goesOn() {
            letsIn(session(token(), "opaque-bound-elsewhere").get("/web/orders"), "account of alice@example.com");
            letsIn(session(token(), "opaque-bound-elsewhere").get("/web/optional"), "account of alice@example.com");
            letsIn(
                    session(token(), token().boundTo(KEY).serialize()).get("/web/orders"),
                    "account of alice@example.com");
        }

        @Test
        @DisplayName("T-14: but no bound token gets in by its cookie")
        void isNoWayAroundTheProof() {
            refusesTheBearerToken(
                    session(token().boundTo(KEY), "opaque").get("/web/orders"), "bound_token_as_bearer", BOUND);
        }
    }
}
