package org.dpop4j.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dpop4j.it.clients.NodeProject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One visit of a user with a real browser, whose page uses an unmodified library on an origin that is not the API's; then
 * the visits of a thief. The visits come first, each test looks at one side of them.
 */
@ExtendWith(BrowserIsInstalled.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {
    private static final Duration VISIT = Duration.ofMinutes(2);
    private static final int PARALLEL = 5;
    private static final String USE_DPOP_NONCE =
            "DPoP error=\"use_dpop_nonce\", error_description=\"The resource server requires a nonce in the DPoP proof\", algs=\"ES256 ";

    @ConfigProperty(name = "pages.origin")
    String pages;

    @ConfigProperty(name = "foreign.origin")
    String foreign;

    @ConfigProperty(name = "login.issuer")
    String issuer;

    @TestHTTPResource
    String api;

    @Inject
    Exchanges exchanges;

    private JsonPath report;

    /** The name of the page, and of the library. */
    abstract String library();

    /** What the API calls the user. */
    abstract String caller();

    @BeforeAll
    void visit() {
        NodeProject scripts = BrowserIsInstalled.scripts();
        Map<String, String> environment = Map.of(
                "CHROMIUM",
                Chromium.find().orElseThrow().toString(),
                "LIBRARY",
                library(),
                "PAGES",
                pages,
                "FOREIGN",
                foreign,
                "API",
                api.replaceFirst("/$", ""),
                "ISSUER",
                issuer,
                "USERNAME",
                DevelopmentIssuer.USER,
                "PASSWORD",
                DevelopmentIssuer.PASSWORD,
                "EVIDENCE",
                scripts.directory().resolveSibling("evidence").toString());
        report = JsonPath.from(scripts.run("visit.mjs", environment, VISIT).stdout());
    }

    @Test
    void theUserLogsIn() {
        assertNull(report.getString("login.before"));
        assertEquals(DevelopmentIssuer.NAME, report.getString("login.after"));
    }

    @Test
    @DisplayName("C-21, H-82: a preflight passes without credentials and allows all that the page sends")
    void aPreflightPassesWithoutCredentials() {
        for (String step : List.of("first", "post")) {
            Exchange preflight = exchanges.preflightsOf(step).get(0);

            assertFalse(preflight.request().contains("Authorization"));
            assertFalse(preflight.request().contains("DPoP"));
            assertEquals(200, preflight.status());
            assertEquals(List.of(pages), preflight.response().getAll("Access-Control-Allow-Origin"));
            assertTrue(preflight
                    .names("Access-Control-Allow-Headers")
                    .containsAll(List.of("authorization", "dpop", "content-type")));
            assertEquals(List.of(), preflight.response().getAll("WWW-Authenticate"));
            assertNull(preflight.nonce());
        }
    }

    @Test
    @DisplayName("N-04: the first call is challenged, and the library repeats it with the nonce by itself")
    void theFirstCallGetsANonceAndSucceeds() {
        assertChallengedThenAdmitted("first");
        assertNull(exchanges.callsOf("first").get(0).proofNonce());
    }

    @Test
    void theNextCallHasTheNonceAtOnce() {
        assertAdmittedAtOnce("second");
        assertNotNull(exchanges.callsOf("second").get(0).proofNonce());
        assertEquals(
                exchanges.callsOf("first").get(0).nonce(),
                exchanges.callsOf("second").get(0).proofNonce());
    }

    @Test
    void aPostHasTheNonceAtOnce() {
        for (String step : List.of("post", "fresh")) {
            assertSeen("library." + step, 200, caller() + " {\"item\":\"tea\"}");
            assertEquals(List.of(200), statuses(step));
        }
    }

    @Test
    @DisplayName("N-11: one nonce is good for many proofs at once")
    void parallelCallsSucceedAtOnce() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < PARALLEL; i++) {
            assertSeen("library.parallel[" + i + "]", 200, caller());
            assertEquals(List.of(200), statuses("parallel" + i));
            nonces.add(exchanges.callsOf("parallel" + i).get(0).proofNonce());
        }
        assertEquals(1, nonces.size());
    }

    @Test
    @DisplayName(
            "N-09, N-16: a success in the second half of the nonce's life brings the next one, and the library takes it up")
    void aNonceIsRenewedWithoutAChallenge() {
        assertAdmittedAtOnce("renewal");
        Exchange renewal = exchanges.callsOf("renewal").get(0);
        assertNotNull(renewal.nonce());
        assertNotEquals(renewal.nonce(), renewal.proofNonce());
        assertEquals(renewal.nonce(), report.getString("library.renewal.nonce"), "the page has to see it");

        assertAdmittedAtOnce("renewed");
        Exchange renewed = exchanges.callsOf("renewed").get(0);
        assertEquals(renewal.nonce(), renewed.proofNonce());
        assertNull(renewed.nonce());
    }

    @Test
    @DisplayName("N-05: a stale nonce is challenged like a missing one, and the library repeats the call")
    void aStaleNonceIsReplacedAndTheCallRepeated() {
        assertChallengedThenAdmitted("stale");
        Exchange challenged = exchanges.callsOf("stale").get(0);
        assertEquals(exchanges.callsOf("renewal").get(0).nonce(), challenged.proofNonce());
        assertNotEquals(challenged.nonce(), challenged.proofNonce());
    }

    @Test
    void parallelCallsWithAStaleNonceAllRecover() {
        Set<List<Integer>> seen = new HashSet<>();
        for (int i = 0; i < PARALLEL; i++) {
            assertSeen("library.parallelStale[" + i + "]", 200, caller());
            seen.add(statuses("parallelStale" + i));
        }
        assertTrue(seen.remove(List.of(401, 200)));
        // One that comes late may find that another has got the new nonce already.
        seen.remove(List.of(200));
        assertEquals(Set.of(), seen);
    }

    @Test
    @DisplayName("C-20: whatever the answer, a page of the other origin may read both fields")
    void everyAnswerExposesTheChallengeAndTheNonce() {
        List<Exchange> calls = exchanges.calls().stream()
                .filter(call -> pages.equals(call.request().get("Origin")))
                .toList();
        assertEquals(Set.of(200, 401), calls.stream().map(Exchange::status).collect(Collectors.toSet()));
        for (Exchange call : calls) {
            assertEquals(List.of(pages), call.response().getAll("Access-Control-Allow-Origin"), call.step());
            List<String> exposed = call.names("Access-Control-Expose-Headers");
            assertTrue(exposed.containsAll(List.of("dpop-nonce", "www-authenticate")), call.step());
        }
    }

    @Test
    @DisplayName("C-20: a script of the other origin reads the nonce challenge, and no other refusal brings a nonce")
    void aPageReadsTheChallengeOfARefusal() {
        assertSeenRefused("nobody", "DPoP algs=\"");
        for (String step : List.of("proofWithoutNonce", "proofWithStaleNonce")) {
            assertEquals(401, report.getInt("thief." + step + ".status"));
            String challenge = report.getString("thief." + step + ".challenge");
            assertTrue(challenge.startsWith(USE_DPOP_NONCE), challenge);
            assertEquals(
                    exchanges.callsOf(step).get(0).nonce(),
                    Objects.requireNonNull(report.getString("thief." + step + ".nonce")));
        }
    }

    @Test
    void aStolenTokenIsRefused() {
        assertSeenRefused("bearer", "DPoP error=\"invalid_token\"");
        assertSeenRefused("withoutProof", "DPoP error=\"invalid_dpop_proof\"");
    }

    @Test
    void aStolenTokenIsRefusedWithAProofOfTheThiefsKeyAndAGoodNonce() {
        assertSeenRefused("ownProof", "DPoP error=\"invalid_token\"");
        Exchange refused = exchanges.callsOf("ownProof").get(0);
        assertNotNull(refused.proofNonce());
    }

    @Test
    void aStolenTokenIsRefusedWithAProofThatItsOwnerHasUsed() {
        assertSeenRefused("usedProof", "DPoP error=\"invalid_dpop_proof\"");
    }

    @Test
    @DisplayName(
            "C-20: an origin that CORS does not name reads nothing, and its request with credentials is not even sent")
    void aForeignOriginGetsNothing() {
        for (String step : List.of("foreignProof", "foreignNobody")) {
            assertEquals("TypeError: Failed to fetch", report.getString("foreign." + step + ".error"));
            for (Exchange exchange : exchanges.of(step)) {
                assertEquals(foreign, exchange.request().get("Origin"));
                assertFalse(exchange.response().contains("Access-Control-Allow-Origin"));
                assertFalse(exchange.response().contains("Access-Control-Expose-Headers"));
                assertNotEquals(200, exchange.status());
            }
        }
        assertEquals(1, exchanges.preflightsOf("foreignProof").size());
        assertEquals(List.of(), exchanges.callsOf("foreignProof"));
        assertEquals(1, exchanges.callsOf("foreignNobody").size());
    }

    private void assertAdmittedAtOnce(String step) {
        assertSeen("library." + step, 200, caller());
        assertEquals(List.of(200), statuses(step));
        assertFalse(exchanges.callsOf(step).get(0).response().contains("WWW-Authenticate"));
    }

    /** K5, then success with the nonce that came with it. */
    private void assertChallengedThenAdmitted(String step) {
        assertSeen("library." + step, 200, caller());
        assertEquals(List.of(401, 200), statuses(step));
        Exchange challenged = exchanges.callsOf(step).get(0);
        List<String> challenges = challenged.response().getAll("WWW-Authenticate");
        assertEquals(1, challenges.size(), challenges::toString);
        assertTrue(challenges.get(0).startsWith(USE_DPOP_NONCE), challenges::toString);
        assertEquals(1, challenged.response().getAll("DPoP-Nonce").size());
        assertEquals(List.of("no-store"), challenged.response().getAll("Cache-Control"));
        assertEquals(challenged.nonce(), exchanges.callsOf(step).get(1).proofNonce());
    }

    /** What the page's script got in the end. */
    private void assertSeen(String path, int status, String body) {
        assertEquals(status, report.getInt(path + ".status"), path);
        assertEquals(body, report.getString(path + ".body"), path);
    }

    private void assertSeenRefused(String step, String challenge) {
        assertSeen("thief." + step, 401, "");
        String seen = report.getString("thief." + step + ".challenge");
        assertTrue(seen.startsWith(challenge), seen);
        assertNull(report.getString("thief." + step + ".nonce"));
        assertEquals(List.of(401), statuses(step));
    }

    private List<Integer> statuses(String step) {
        return exchanges.callsOf(step).stream().map(Exchange::status).toList();
    }
}
