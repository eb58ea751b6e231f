package org.dpop4j.it.keycloak.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dpop4j.it.browser.BrowserIsInstalled;
import org.dpop4j.it.browser.Chromium;
import org.dpop4j.it.clients.NodeProject;
import org.dpop4j.it.keycloak.KeycloakResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One visit of a user with a real browser to an application that has pages, for which the user logs in at Keycloak, and an
 * API. The visit comes first, each test looks at one side of it.
 */
@QuarkusTest
@WithTestResource(value = KeycloakResource.class, scope = TestResourceScope.GLOBAL)
@ExtendWith(BrowserIsInstalled.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginTest {
    private static final Duration VISIT = Duration.ofMinutes(2);

    @ConfigProperty(name = "keycloak.issuer")
    String issuer;

    @TestHTTPResource
    String api;

    private JsonPath report;

    /** Where the pages and scripts are, which the application serves. */
    static Path scripts() {
        return Path.of("target", "js").toAbsolutePath();
    }

    @BeforeAll
    void visit() {
        NodeProject scripts = BrowserIsInstalled.scripts();
        assertEquals(scripts(), scripts.directory());
        Map<String, String> environment = Map.of(
                "CHROMIUM",
                Chromium.find().orElseThrow().toString(),
                "API",
                api.replaceFirst("/$", ""),
                "ISSUER",
                issuer,
                "USERNAME",
                "alice",
                "PASSWORD",
                "alice",
                "EVIDENCE",
                scripts.directory().resolveSibling("evidence").toString());
        report = JsonPath.from(scripts.run("login.mjs", environment, VISIT).stdout());
    }

    @Test
    void theUserIsSentToTheLoginAndSeesThePageByTheSession() {
        assertEquals(302, report.getInt("login.asked.status"));
        assertTrue(report.getString("login.asked.location").startsWith(issuer), report::prettify);
        assertEquals(200, report.getInt("login.page.status"));
        assertEquals("alice without proof", report.getString("login.page.text"));
    }

    @Test
    @DisplayName("DM-01, C-22: without a token nobody is sent to the login where DPoP is demanded, but asked for DPoP")
    void aCallWithoutATokenIsChallengedAndNotRedirected() {
        for (String visitor : List.of("stranger", "session")) {
            for (String way : List.of("fetched", "visited")) {
                String seen = visitor + "." + way;
                assertEquals(401, report.getInt(seen + ".status"), seen);
                List<String> challenges = report.getList(seen + ".challenges");
                assertEquals(1, challenges.size(), challenges::toString);
                assertTrue(challenges.get(0).startsWith("DPoP algs=\"ES256 "), challenges::toString);
            }
        }
        assertEquals(List.of(), report.getList("stranger.cookies"));
        assertEquals(List.of("q_session_web"), report.getList("session.cookies"));
    }

    @Test
    @DisplayName("DM-16, T-14: a page of the same origin calls with DPoP, and the session beside it does not count")
    void thePageOfTheSameOriginGetsInWithDPoP() {
        for (String call : List.of("guarded", "open")) {
            String seen = "library." + call;
            assertEquals("DPoP", report.getString(seen + ".scheme"));
            assertEquals(List.of("q_session_web"), report.getList(seen + ".cookies"));
            assertEquals(200, report.getInt(seen + ".status"), seen);
            assertEquals("alice " + report.getString("library.jkt"), report.getString(seen + ".body"));
        }
    }

    @Test
    @DisplayName("T-08, DM-06: nor does the session help its token when that is sent as Bearer")
    void theTokenOfThePageIsRefusedAsBearer() {
        assertEquals(401, report.getInt("bearer.guarded.status"));
        List<String> guarded = report.getList("bearer.guarded.challenges");
        assertTrue(guarded.get(0).startsWith("DPoP error=\"invalid_token\""), guarded::toString);
        assertEquals(401, report.getInt("bearer.open.status"));
        List<String> open = report.getList("bearer.open.challenges");
        assertEquals(2, open.size(), open::toString);
        assertTrue(open.get(0).startsWith("DPoP algs="), open::toString);
        assertTrue(open.get(1).startsWith("Bearer "), open::toString);
    }

    @Test
    void theUserLogsOut() {
        List<String> hops = report.getList("logout.hops");
        assertEquals(3, hops.size(), hops::toString);
        assertTrue(hops.get(1).startsWith(issuer + "/protocol/openid-connect/logout"), hops::toString);
        assertEquals("Bye", report.getString("logout.text"));
        assertEquals(List.of(), report.getList("logout.cookies"));
        assertTrue(report.getBoolean("logout.isAskedToLogInAgain"));
    }
}
