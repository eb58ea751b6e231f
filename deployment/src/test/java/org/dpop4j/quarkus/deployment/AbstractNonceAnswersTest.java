package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.dpop4j.test.TestNonce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nonces in answers that the application, other mechanisms and CORS have a hand in, with the default provider. */
abstract class AbstractNonceAnswersTest {
    private static final String ORIGIN = "https://app.example";
    private static final byte[] SECRET = "the first secret, 32 bytes or more".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OLD_SECRET = "another secret, of 32 bytes or more".getBytes(StandardCharsets.US_ASCII);
    private static final String CHALLENGE = "DPoP error=\"use_dpop_nonce\","
            + " error_description=\"The resource server requires a nonce in the DPoP proof\", " + Answers.ALGS;
    private static final List<String> PATHS = List.of("/api/orders", "/api/orders/late", "/api/locators/late");

    static QuarkusUnitTest application(boolean proactive) {
        return Callers.application(NonceAnswers.classes())
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.http.auth.basic", "true")
                .overrideConfigKey("quarkus.http.cors.enabled", "true")
                .overrideConfigKey("quarkus.http.cors.origins", ORIGIN)
                .overrideConfigKey("quarkus.log.category.\"org.dpop4j\".level", "TRACE")
                .overrideConfigKey("quarkus.log.min-level", "TRACE")
                .overrideConfigKey("quarkus.dpop.nonce.secrets", base64(SECRET) + "," + base64(OLD_SECRET))
                .overrideConfigKey("quarkus.dpop.replay.namespace", "answers")
                .setLogRecordPredicate(entry -> true)
                .assertLogRecords(entries -> entries.forEach(entry -> List.of(base64(SECRET), base64(OLD_SECRET))
                        .forEach(secret -> assertTrue(
                                !String.valueOf(entry.getMessage()).contains(secret)
                                        && !List.of(
                                                        entry.getParameters() == null
                                                                ? new Object[0]
                                                                : entry.getParameters())
                                                .toString()
                                                .contains(secret),
                                "Q-19: the log tells a nonce secret"))));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String fresh() {
        return TestNonce.with(SECRET).audience("answers").serialize();
    }

    private static String due() {
        return TestNonce.with(SECRET)
                .audience("answers")
                .issuedAgo(Duration.ofMinutes(3))
                .serialize();
    }

    @Test
    @DisplayName("H-124, Q-09, C-17: a mapper that leaves 401 loses neither the challenge nor the nonce")
    void keepsTheNonceInSpiteOfMappers() {
        for (String path : PATHS) {
            Response answer = Callers.dpop("user").get(path);
            assertAll(
                    path,
                    () -> assertEquals(401, answer.statusCode()),
                    () -> assertTrue(answer.asString().startsWith("mapped by "), answer.asString()),
                    () -> assertEquals(List.of(CHALLENGE), Answers.challenges(answer)),
                    () -> assertEquals(1, Answers.nonces(answer).size()),
                    () -> assertEquals(List.of("no-store"), answer.headers().getValues("Cache-Control")));
            String nonce = Answers.nonces(answer).get(0);
            assertTrue(TestNonce.parse(nonce).isSignedWith(SECRET, "answers"));
            assertEquals(200, Callers.dpopWithNonce(nonce, "user").get(path).statusCode());
        }
    }

    @Test
    @DisplayName("N-06, N-08: nothing of the challenge shows in whatever else a mapper makes of the refusal")
    void leaksNothingWhereMappersChangeTheStatus() {
        for (String path : List.of("/api/orders/late", "/api/locators/late")) {
            for (int status : new int[] {200, 204, 400, 403, 404, 500, 503}) {
                Response answer =
                        Callers.dpop("user").header(NonceAnswers.MAP_TO, status).get(path);
                assertAll(
                        path + " " + status,
                        () -> assertEquals(status, answer.statusCode()),
                        () -> assertEquals(List.of(), Answers.nonces(answer)),
                        () -> assertEquals(
                                List.of("DPoP error=\"of_the_mapper\""),
                                Answers.challenges(answer),
                                "the mapper's own alone"));
            }
        }
    }

    @Test
    @DisplayName("N-09, C-15, A-33: what a mapper makes of a failure after a good proof renews with 2xx and 403 only")
    void renewsByTheStatusThatIsSent() {
        for (int status : new int[] {200, 204, 401, 403, 404, 422, 500, 503}) {
            Supplier<Response> call = () -> Callers.dpopWithNonce(due(), "user")
                    .header(NonceAnswers.MAP_TO, status)
                    .get("/api/orders/failing");
            Response answer = call.get();
            boolean renews = status / 100 == 2 || status == 403;
            assertAll(
                    "status " + status,
                    () -> assertEquals(status, answer.statusCode()),
                    () -> assertEquals(renews ? 1 : 0, Answers.nonces(answer).size()),
                    () -> assertEquals(
                            renews || status == 401 ? List.of("no-store") : List.of(),
                            answer.headers().getValues("Cache-Control")));
        }
        assertEquals(
                1,
                Answers.nonces(Callers.dpopWithNonce(due(), "user")
                                .header(NonceAnswers.MAP_TO, 403)
                                .get("/api/orders/forbidden"))
                        .size());
    }

    @Test
    @DisplayName("N-10, N-14, H-116: nonces of the other secret are good, and renewed at once")
    void knowsBothSecrets() {
        String old = TestNonce.with(OLD_SECRET).audience("answers").serialize();
        Response answer = Callers.dpopWithNonce(old, "user").get("/api/orders/late");
        String newer = Answers.letsInAndRenewsTheNonce(answer, "late");
        assertTrue(TestNonce.parse(newer).isSignedWith(SECRET, "answers"));
        for (TestNonce foreign : List.of(
                TestNonce.with(SECRET).audience("other"),
                TestNonce.with("a secret of somebody else, 32 bytes".getBytes(StandardCharsets.US_ASCII))
                        .audience("answers"))) {
            assertEquals(
                    List.of(CHALLENGE),
                    Answers.challenges(
                            Callers.dpopWithNonce(foreign.serialize(), "user").get("/api/orders/late")));
        }
    }

    @Test
    @DisplayName("C-16, C-17: other challenges stand beside ours, but never beside a nonce challenge")
    void standsAloneBesideOtherMechanisms() {
        // Sub-resource requests: nothing of the application sets header fields of its own there.
        List<String> others = Answers.challenges(Callers.anonymous().get("/api/orders/late"));
        assertTrue(others.stream().anyMatch(line -> line.startsWith("DPoP algs")), others::toString);
        for (String path : PATHS) {
            assertEquals(
                    List.of(CHALLENGE), Answers.challenges(Callers.dpop("user").get(path)));
        }
        Response basic =
                Callers.anonymous().auth().preemptive().basic("bob", "b").get("/api/orders/late");
        assertEquals(401, basic.statusCode());
        assertEquals(List.of(), Answers.nonces(basic));
    }

    @Test
    @DisplayName("C-19, C-18: where we send a nonce it is the only one, and the answer is kept by no cache")
    void replacesTheFieldsOfTheApplication() {
        String newer = Answers.letsInAndRenewsTheNonce(
                Callers.dpopWithNonce(due(), "user").get("/api/orders/own-fields"), "fields");
        assertTrue(TestNonce.parse(newer).isSignedWith(SECRET, "answers"));
        assertEquals(
                1,
                Answers.nonces(Callers.dpop("user").get("/api/orders/own-fields"))
                        .size());

        Answers.letsInAndRenewsTheNonce(Callers.dpopWithNonce(due(), "user").get("/api/orders"), "orders");
        assertEquals(1, Answers.nonces(Callers.dpop("user").get("/api/orders")).size());
    }

    @Test
    @DisplayName("N-18: where we send none, the fields of the application stay as they are")
    void leavesTheFieldsOfTheApplicationAlone() {
        for (Response answer : List.of(
                Callers.dpopWithNonce(fresh(), "user").get("/api/orders/own-fields"),
                Callers.dpop("user").get("/api/orders/plain/own-fields"),
                Callers.dpopWithNonce(due(), "user").get("/api/orders/plain/own-fields"),
                Callers.bearer("user").get("/api/orders/optional/own-fields"),
                Callers.anonymous().get("/api/orders/optional/own-fields"))) {
            assertEquals(200, answer.statusCode());
            assertEquals(List.of("of-the-application", "of-the-application-2"), Answers.nonces(answer));
            assertEquals(List.of("max-age=60", "public"), answer.headers().getValues("Cache-Control"));
        }
    }

    @Test
    @DisplayName("C-20, N-22, Q-10: a browser may read the nonce of a challenge, of a success and of 403")
    void exposesTheNonce() {
        for (Response answer : List.of(
                Callers.dpop("user").header("Origin", ORIGIN).get("/api/orders/late"),
                Callers.dpop("user").header("Origin", ORIGIN).get("/api/locators/late"),
                Callers.dpopWithNonce(due(), "user").header("Origin", ORIGIN).get("/api/orders/late"),
                Callers.dpopWithNonce(due(), "user")
                        .header("Origin", ORIGIN)
                        .header(NonceAnswers.MAP_TO, 403)
                        .get("/api/orders/admin"))) {
            assertAll(
                    "status " + answer.statusCode(),
                    () -> assertTrue(List.of(200, 401, 403).contains(answer.statusCode())),
                    () -> assertEquals(ORIGIN, answer.header("Access-Control-Allow-Origin")),
                    () -> assertEquals(
                            List.of("DPoP-Nonce, WWW-Authenticate"),
                            answer.headers().getValues("Access-Control-Expose-Headers")),
                    () -> assertEquals(1, Answers.nonces(answer).size()));
        }
        Response preflight = Callers.anonymous()
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,dpop")
                .options("/api/orders/late");
        assertEquals(200, preflight.statusCode());
        assertEquals(List.of(), Answers.nonces(preflight));
        assertEquals(List.of(), Answers.challenges(preflight));
    }
}
