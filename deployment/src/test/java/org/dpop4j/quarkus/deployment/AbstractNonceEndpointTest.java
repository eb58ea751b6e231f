package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dpop4j.quarkus.runtime.config.BuildFacts;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code @DPoPRequired(nonce = NoncePolicy.REQUIRED)} while the nonce mode is {@code disabled}. */
abstract class AbstractNonceEndpointTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** More than half of a nonce's life. */
    private static final Duration DUE = Duration.ofMinutes(3);

    @Inject
    BuildFacts facts;

    static QuarkusUnitTest application(boolean proactive) {
        return Callers.application(NonceEndpoints::addTo)
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.rest.path", "/api")
                .overrideConfigKey("quarkus.http.auth.permission.routes.paths", "/api/hidden,/outside")
                .overrideConfigKey("quarkus.http.auth.permission.routes.policy", "authenticated");
    }

    private static void forEach(Stream<String> paths, Consumer<String> check) {
        assertAll(paths.map(path -> () -> assertAll(path, () -> check.accept(path))));
    }

    private static Stream<String> known() {
        return Stream.concat(NonceEndpoints.FORETOLD.stream(), NonceEndpoints.LATE.stream());
    }

    private static Stream<String> all() {
        return Stream.concat(known(), NonceEndpoints.ELSEWHERE.stream());
    }

    private static Stream<String> sample() {
        return Stream.concat(NonceEndpoints.SAMPLE.stream(), NonceEndpoints.ELSEWHERE.stream());
    }

    private static RequestSpecification withWrongClock(String nonce) {
        return Callers.dpopWith(proof -> proof.issuedAgo(AN_HOUR).nonce(nonce)).accept("text/plain");
    }

    private static String fresh() {
        return NonceEndpoints.nonce().serialize();
    }

    private static void letsIn(Response answer) {
        Answers.letsIn(answer, Callers.KEY.jkt());
    }

    @Test
    @DisplayName(
            "N-04, N-06, H-120: wherever the annotation stands, a nonce is asked for, and the one that is sent is good")
    void asksForANonce() {
        forEach(all(), path -> {
            String nonce = Answers.asksForNonce(
                    Callers.dpop("user").accept("text/plain").get(path));
            letsIn(Callers.dpopWithNonce(nonce, "user").accept("text/plain").get(path));
        });
        assertEquals(0, NonceEndpoints.ON_WRONG_THREAD.get(), "Q-17: provider and endpoints on threads of their own");
    }

    @Test
    @DisplayName(
            "N-05, N-12, H-113: a nonce that is no longer good, is another server's or is empty is as good as none")
    void refusesOtherNonces() {
        List<String> others = List.of(
                NonceEndpoints.nonce().issuedAgo(AN_HOUR).serialize(),
                NonceEndpoints.nonce().audience("others").serialize(),
                "",
                " " + fresh(),
                "a\\b");
        forEach(
                sample(),
                path -> others.forEach(nonce -> Answers.asksForNonce(Callers.dpopWithNonce(nonce, "user")
                        .accept("text/plain")
                        .get(path))));
    }

    @Test
    @DisplayName("A-06: a nonce of the server lets a client with a wrong clock in")
    void rescuesClientsWithAWrongClock() {
        forEach(known(), path -> {
            Answers.asksForNonce(Callers.dpopWith(proof -> proof.issuedAgo(AN_HOUR))
                    .accept("text/plain")
                    .get(path));
            letsIn(withWrongClock(fresh()).get(path));
        });
        forEach(
                NonceEndpoints.SAMPLE.stream(),
                path -> Answers.asksForNonce(
                        withWrongClock(NonceEndpoints.nonce().issuedAgo(AN_HOUR).serialize())
                                .get(path)));
    }

    @Test
    @DisplayName("R-08, A-06: a request that the application sends elsewhere is judged by the window of what it was:"
            + " with two windows one proof would pass twice")
    void needsARightClockWhereTheEndpointIsNotKnownBeforeTheMatch() {
        forEach(
                NonceEndpoints.ELSEWHERE.stream(),
                path -> Answers.refusesTheProof(withWrongClock(fresh()).get(path), "The DPoP proof is too old"));
    }

    @Test
    @DisplayName("N-09, N-16, C-15, C-18: a success and 403 bring a newer nonce when one is due, and only then")
    void renewsNonces() {
        forEach(all(), path -> {
            String due = NonceEndpoints.nonce().issuedAgo(DUE).serialize();
            String newer = Answers.letsInAndRenewsTheNonce(
                    Callers.dpopWithNonce(due, "user").accept("text/plain").get(path), Callers.KEY.jkt());
            assertNotEquals(due, newer);
            letsIn(Callers.dpopWithNonce(newer, "user").accept("text/plain").get(path));
        });
        Answers.asksForNonce(Callers.dpop("user").get("/api/class/admin"));
        Answers.forbids(Callers.dpopWithNonce(fresh(), "user").get("/api/class/admin"));
        Answers.forbidsAndRenewsTheNonce(
                Callers.dpopWithNonce(NonceEndpoints.nonce().issuedAgo(DUE).serialize(), "user")
                        .get("/api/class/admin"));
    }

    @Test
    @DisplayName("N-17, N-18: whoever has another fault hears of that, and gets no nonce")
    void givesNoNonceToOthers() {
        forEach(NonceEndpoints.SAMPLE.stream(), path -> {
            Answers.asksForDPoP(Callers.anonymous().accept("text/plain").get(path));
            Answers.refusesTheToken(
                    Callers.bearer("user").accept("text/plain").get(path),
                    "This resource requires a DPoP-bound access token");
            Response asBearer =
                    Callers.boundAsBearer("user").accept("text/plain").get(path);
            assertEquals(401, asBearer.statusCode());
            assertEquals(List.of(), Answers.nonces(asBearer));
            Answers.refusesTheProof(
                    Callers.dpopWithoutProof("user").accept("text/plain").get(path), "The DPoP proof is missing");
            Answers.refusesTheProof(
                    Callers.dpopWith(proof -> proof.accessTokenHash("A".repeat(43)))
                            .accept("text/plain")
                            .get(path),
                    "The ath of the DPoP proof does not match the access token");
            Answers.refusesTheProof(
                    Callers.dpopWith(proof -> proof.claim("nonce", 1))
                            .accept("text/plain")
                            .get(path),
                    "A claim of the DPoP proof is malformed");
        });
    }

    @Test
    @DisplayName("Q-05: HEAD is the GET of the resource")
    void demandsNoncesForHead() {
        forEach(NonceEndpoints.SAMPLE.stream(), path -> {
            String nonce = Answers.asksForNonce(
                    Callers.dpop("user").accept("text/plain").head(path));
            Response answer =
                    Callers.dpopWithNonce(nonce, "user").accept("text/plain").head(path);
            assertEquals(200, answer.statusCode());
            assertEquals(List.of(), Answers.nonces(answer));
        });
    }

    @Test
    @DisplayName("N-08, N-19: the nearest annotation decides, so @DPoPRequired alone takes the demand back")
    void demandsNoNonceWhereANearerAnnotationDoesNot() {
        forEach(NonceEndpoints.PLAIN.stream(), path -> {
            letsIn(Callers.dpop("user").get(path));
            letsIn(Callers.dpopWithNonce(fresh(), "user").get(path));
            letsIn(Callers.dpopWithNonce(NonceEndpoints.nonce().issuedAgo(DUE).serialize(), "user")
                    .get(path));
            Answers.refusesTheToken(
                    Callers.bearer("user").get(path), "This resource requires a DPoP-bound access token");
        });
        // Behind a locator a nonce has to be good if there is one, because one may be demanded.
        forEach(NonceEndpoints.PLAIN.stream().filter(path -> !path.contains("/late/")), path -> {
            letsIn(Callers.dpopWithNonce("of another server", "user").get(path));
            Answers.refusesTheProof(withWrongClock(fresh()).get(path), "The DPoP proof is too old");
            Answers.refusesTheProof(
                    Callers.dpopWith(proof -> proof.issuedAgo(AN_HOUR)).get(path), "The DPoP proof is too old");
        });
        letsIn(Callers.dpop("user").post("/api/method"));
        letsIn(Callers.dpopWithNonce("of another server", "user").get("/api/method/unannotated"));
        letsIn(Callers.dpop("user").get("/api/late/method/unannotated"));
        Answers.asksForNonce(Callers.dpop("user").get("/api/late/mixed-class"));
    }

    @Test
    @DisplayName("N-08, N-18: @DPoPOptional takes the demand back as well")
    void demandsNoNonceWhereOptedOut() {
        letsIn(Callers.dpop("user").get("/api/class/optional"));
        letsIn(Callers.dpopWithNonce("of another server", "user").get("/api/class/optional"));
        Answers.letsIn(Callers.bearer("user").get("/api/class/optional"), "none");
    }

    @Test
    @DisplayName("an endpoint that content negotiation chooses demands its own, whichever stands first")
    void letsContentNegotiationChoose() {
        letsIn(Callers.dpop("user").accept("text/csv").get("/api/negotiated"));
        letsIn(Callers.dpop("user").accept("text/html").get("/api/negotiated-reversed"));
        Answers.asksForNonce(
                Callers.dpop("user").accept("text/html;q=0.1, text/plain").get("/api/negotiated-reversed"));

        for (String type : List.of("text/plain", "text/csv")) {
            RequestSpecification request =
                    Callers.dpop("user").contentType(type).body("a");
            Response answer = request.post("/api/negotiated");
            if (type.equals("text/csv")) {
                letsIn(answer);
            } else {
                String nonce = Answers.asksForNonce(answer);
                letsIn(Callers.dpopWithNonce(nonce, "user")
                        .contentType(type)
                        .body("a")
                        .post("/api/negotiated"));
            }
        }
    }

    @Test
    @DisplayName("Q-02, H-121: a locator that can know of the demand does not run before the nonce is good")
    void doesNotRunLocatorsWithoutANonce() {
        forEach(
                Stream.of(
                        "/api/sub/secured-class",
                        "/api/sub/secured-class-of",
                        "/api/sub/secured-interface",
                        "/api/sub/secured-locator",
                        "/api/secured-locators/class"),
                path -> {
                    int before = Placements.LOCATED.get();
                    Callers.dpop("user").get(path);
                    Callers.dpopWithNonce("unknown", "user").get(path);
                    assertEquals(before, Placements.LOCATED.get());
                    Callers.dpopWithNonce(fresh(), "user").get(path);
                    assertEquals(before + 1, Placements.LOCATED.get());
                });
    }

    @Test
    @DisplayName("Q-11: a stream brings the newer nonce with its first byte")
    void renewsNoncesOfStreams() {
        for (String path : List.of("/api/models/stream", "/api/late/models/stream")) {
            Answers.asksForNonce(
                    Callers.dpop("user").accept("text/event-stream").get(path));
            Response answer = Callers.dpopWithNonce(
                            NonceEndpoints.nonce().issuedAgo(DUE).serialize(), "user")
                    .accept("text/event-stream")
                    .get(path);
            assertEquals(
                    Collections.nCopies(3, "data:" + Callers.KEY.jkt()),
                    answer.asString().lines().filter(line -> !line.isEmpty()).toList());
            assertEquals(1, Answers.nonces(answer).size());
            assertEquals(List.of("no-store"), answer.headers().getValues("Cache-Control"));
        }
    }

    @Test
    @DisplayName("R-05, Q-07: a nonce makes no proof good for a second use")
    void refusesReplays() {
        forEach(sample(), path -> {
            String proof = TestProof.with(Callers.KEY)
                    .uri(RestAssured.baseURI + ":" + RestAssured.port + path)
                    .accessToken(Callers.boundToken("user"))
                    .nonce(fresh())
                    .serialize();
            for (int use = 1; use <= 2; use++) {
                Response answer = Callers.anonymous()
                        .header("Authorization", "DPoP " + Callers.boundToken("user"))
                        .header("DPoP", proof)
                        .accept("text/plain")
                        .get(path);
                if (use == 1) {
                    letsIn(answer);
                } else {
                    Answers.refusesTheProof(answer, "The DPoP proof was used before");
                }
            }
        });
    }

    @Test
    @DisplayName("no spelling of the path gets around the nonce")
    void demandsNoncesForEverySpelling() {
        List<String> spellings = List.of(
                "/api/method/",
                "/api//method",
                "//api/method",
                "/api/./method",
                "/api/class/../method",
                "/api/%6Dethod",
                "/api/%6dethod",
                "/api/method;nonce=no",
                "/api;a=b/method",
                "/api/method?nonce=no",
                "/api/method%2F",
                "/api/generic/7;a=b",
                "/api/late/method/",
                "/api/late;a=b/method",
                "/api/negotiated;a=b",
                "/api/rewritten/%6Dethod",
                "/old//method",
                "/old/./late/method");
        String token = Callers.boundToken("user");
        forEach(spellings.stream(), target -> {
            String proof = TestProof.with(Callers.KEY)
                    .uri("http://localhost:" + RestAssured.port + target)
                    .accessToken(token)
                    .serialize();
            int status = RawHttp.status("GET " + target + " HTTP/1.1\r\nHost: localhost:" + RestAssured.port
                    + "\r\nAccept: text/plain\r\nAuthorization: DPoP " + token + "\r\nDPoP: " + proof + "\r\n");
            assertTrue(status == 401 || status == 404, "status " + status);
        });
    }

    @Test
    @DisplayName("C-21: the automatic answer to OPTIONS tells nobody a nonce")
    void answersOptions() {
        Response answer = Callers.anonymous().options("/api/method");
        assertEquals(200, answer.statusCode());
        assertEquals(List.of(), Answers.nonces(answer));
    }

    @Test
    @DisplayName(
            "a route in front of an endpoint is judged by that endpoint; outside the REST root nothing is demanded")
    void judgesRoutes() {
        String nonce = Answers.asksForNonce(Callers.dpop("user").get("/api/hidden"));
        Answers.letsIn(Callers.dpopWithNonce(nonce, "user").get("/api/hidden"), "route");
        Answers.letsIn(Callers.dpop("user").get("/outside"), "route");
        Answers.letsIn(
                Callers.dpopWithNonce(NonceEndpoints.nonce().issuedAgo(DUE).serialize(), "user")
                        .get("/outside"),
                "route");
        Answers.letsIn(Callers.dpopWithNonce("of another server", "user").get("/outside"), "route");
    }

    @Test
    @DisplayName("whatever the application makes of a caller, the proof that was sent needs its nonce")
    void demandsNoncesOfReplacedIdentities() {
        for (String group : List.of("without-token", "nobody")) {
            forEach(NonceEndpoints.SAMPLE.stream(), path -> {
                String nonce = Answers.asksForNonce(
                        Callers.dpop(group).accept("text/plain").get(path));
                letsIn(Callers.dpopWithNonce(nonce, group).accept("text/plain").get(path));
            });
            forEach(
                    NonceEndpoints.ELSEWHERE.stream(),
                    path -> Answers.asksForNonce(
                            Callers.dpop(group).accept("text/plain").get(path)));
        }
    }

    @Test
    void isKnownToDemandNonces() {
        assertTrue(facts.demandsNonceSomewhere());
    }
}
