package org.dpop4j.it.oidc;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tenants with a login work as without this extension, and no session is a way around a proof. */
@QuarkusTest
@TestProfile(OidcTest.Tenants.class)
@QuarkusTestResource(AuthorizationServer.class)
class LoginsTest extends OidcTest {
    private static final List<String> TENANTS = List.of("web", "hybrid");

    static RequestSpecification session(String tenant, TestToken idToken, String accessToken) {
        return given().redirects()
                .follow(false)
                .cookie(
                        "q_session_" + tenant,
                        idToken.audience("orders").serialize() + "|" + accessToken + "|300||refresh");
    }

    private static RequestSpecification session(String tenant) {
        return session(tenant, token(), "opaque-bound-elsewhere");
    }

    private static RequestSpecification nobody() {
        return given().redirects().follow(false);
    }

    private static String caller(String tenant) {
        return (tenant.equals("web") ? "account of " : "") + "alice@example.com";
    }

    private static void assertRedirects(Response answer, String target) {
        assertEquals(302, answer.statusCode(), answer::asString);
        assertTrue(answer.header("Location").contains(target), answer.header("Location"));
        assertEquals(List.of(), challenges(answer));
        assertNull(answer.header("DPoP-Nonce"));
    }

    @Test
    @DisplayName("where Bearer is good enough, nobody is sent to the login")
    void sendsNobodyToTheLogin() {
        for (String tenant : TENANTS) {
            assertRedirects(nobody().get("/" + tenant + "/orders"), "/authorization?");
            assertRedirects(nobody().get("/" + tenant + "/optional"), "/authorization?");
            letsIn(nobody().get("/" + tenant + "/public"), "public");
        }
    }

    @Test
    @DisplayName("a login, from the redirect to the page, and a logout")
    void goesThroughALogin() {
        Response challenge = nobody().get("/hybrid/orders");
        assertRedirects(challenge, "/authorization?");
        Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(challenge.header("Location"));
        assertTrue(state.find());
        Response callback =
                nobody().cookies(challenge.cookies()).get("/hybrid/callback?code=code&state=" + state.group(1));
        assertRedirects(callback, "/hybrid/orders");
        Map<String, String> session = callback.cookies();
        assertTrue(session.containsKey("q_session_hybrid"), session.toString());
        letsIn(nobody().cookies(session).get("/hybrid/orders"), "alice@example.com");
        assertRedirects(nobody().cookies(session).get("/hybrid/logout"), "/end-session");
    }

    @Test
    @DisplayName("a session goes on, whatever access token is kept beside its ID token")
    void sessionsGoOn() {
        for (String tenant : TENANTS) {
            letsIn(session(tenant).get("/" + tenant + "/orders"), caller(tenant));
            letsIn(session(tenant).get("/" + tenant + "/optional"), caller(tenant));
            letsIn(
                    session(tenant, token(), token().boundTo(KEY).serialize()).get("/" + tenant + "/orders"),
                    caller(tenant));
        }
    }

    @Test
    @DisplayName("T-14: but no bound token gets in by its cookie")
    void isNoWayAroundTheProof() {
        for (String tenant : TENANTS) {
            refusesTheBearerToken(
                    session(tenant, token().boundTo(KEY), "opaque").get("/" + tenant + "/orders"),
                    "bound_token_as_bearer",
                    BOUND);
        }
    }

    @Test
    @DisplayName("DM-01: where DPoP is demanded it is 401 and never 302, with a session, an old one, or none")
    void sessionsFulfilNoDemand() {
        for (String tenant : TENANTS) {
            String path = "/" + tenant + "/required";
            refuses(nobody().get(path), K1);
            refuses(session(tenant).get(path), K1);
            refuses(session(tenant, token().expired(), "opaque").get(path), K1);
            refuses(nobody().cookie("q_session_" + tenant, "nonsense").get(path), K1);
        }
    }

    @Test
    @DisplayName("DM-16: a hybrid tenant takes tokens of both schemes, with a session and without")
    void hybridTenantsTakeTokens() {
        letsIn(dpop(token()).get("/hybrid/required"), "required");
        letsIn(bearer(token().serialize()).get("/hybrid/orders"), "alice@example.com");
        letsIn(
                session("hybrid")
                        .filter(org.dpop4j.test.DPoPFilter.of(
                                        KEY, token().boundTo(KEY).serialize())
                                .withoutNonces())
                        .get("/hybrid/required"),
                "required");
        refusesTheBearerToken(
                bearer(token().boundTo(KEY).serialize()).get("/hybrid/orders"), "bound_token_as_bearer", BOUND);
    }

    @Test
    @DisplayName("a tenant of logins alone takes no access token, with either scheme")
    void webApplicationsTakeNone() {
        refusesTheInvalidToken(dpop(token()).get("/web/required"));
        assertEquals(401, bearer(token().serialize()).get("/web/required").statusCode());
    }

    @Test
    @DisplayName("other credentials are no reason to keep the login from anybody")
    void sendsOthersToTheLogin() {
        for (String authorization : List.of("Basic YTpi", "Negotiate x", "DPoP")) {
            assertRedirects(nobody().header("Authorization", authorization).get("/web/orders"), "/authorization?");
            refuses(nobody().header("Authorization", authorization).get("/web/required"), K1);
        }
    }

    @Test
    @DisplayName("K9: made-up cookies at an endpoint that demands DPoP")
    void hearsNoCookies() {
        for (String tenant : TENANTS) {
            for (String state : List.of("|", "||", "x|{", "x|%00", "x")) {
                refuses(
                        session(tenant, token().expired(), "opaque")
                                .cookie("q_auth_" + tenant + "_x", state)
                                .get("/" + tenant + "/required?state=x&code=1"),
                        K1);
                refuses(
                        nobody().cookie("q_auth_" + tenant + "_x", state)
                                .get("/" + tenant + "/required?state=x&code=1"),
                        K1);
            }
        }
    }
}
