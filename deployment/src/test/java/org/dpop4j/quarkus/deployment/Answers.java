package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.List;

/** The answers of a resource server, by the outcome codes of the requirements. */
final class Answers {
    static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";
    private static final String DPOP = "DPoP " + ALGS;
    private static final String BEARER = "Bearer realm=\"api\"";

    private Answers() {}

    /** K0. */
    static void letsIn(Response answer, String body) {
        assertAll(
                () -> assertEquals(200, answer.statusCode(), () -> "challenges " + challenges(answer)),
                () -> assertEquals(body, answer.asString()),
                () -> assertEquals(List.of(), challenges(answer)),
                () -> assertEquals(List.of(), nonces(answer)));
    }

    /** K0 with a newer nonce. */
    static String letsInAndRenewsTheNonce(Response answer, String body) {
        assertAll(
                () -> assertEquals(200, answer.statusCode(), () -> "challenges " + challenges(answer)),
                () -> assertEquals(body, answer.asString()),
                () -> assertEquals(List.of(), challenges(answer)));
        return onlyNonceOf(answer);
    }

    /** K1 where Bearer is no choice. */
    static void asksForDPoP(Response answer) {
        refuses(answer, 401, List.of(DPOP));
    }

    /** K1 where Bearer will do. */
    static void asksForDPoPOrBearer(Response answer) {
        refuses(answer, 401, List.of(DPOP, BEARER));
    }

    /** K2. */
    static void refusesTheProof(Response answer, String description) {
        refuses(answer, 401, List.of(dpopError("invalid_dpop_proof", description)));
    }

    /** K3. */
    static void refusesTheToken(Response answer, String description) {
        refuses(answer, 401, List.of(dpopError("invalid_token", description)));
    }

    /** K4: the error stands on the Bearer challenge, because Bearer is what the client used. */
    static void refusesTheBearerToken(Response answer, String description) {
        refuses(
                answer,
                401,
                List.of(DPOP, BEARER + ", error=\"invalid_token\", error_description=\"" + description + "\""));
    }

    /** K5. */
    static String asksForNonce(Response answer) {
        assertAll(
                () -> assertEquals(401, answer.statusCode()),
                () -> assertEquals(
                        List.of(dpopError("use_dpop_nonce", "The resource server requires a nonce in the DPoP proof")),
                        challenges(answer)),
                () -> assertEquals(1, answer.headers().getValues("Date").size()),
                () -> assertEquals("", answer.asString()));
        return onlyNonceOf(answer);
    }

    /** K6. */
    static void findsTheRequestInvalid(Response answer) {
        assertAll(
                () -> assertEquals(400, answer.statusCode()),
                () -> assertTrue(
                        challenges(answer).stream().anyMatch(line -> line.contains("error=\"invalid_request\""))),
                () -> common(answer));
    }

    /** K7 for a DPoP request. */
    static void forbids(Response answer) {
        refuses(answer, 403, List.of(dpopError("insufficient_scope", "The access token does not permit this request")));
    }

    /** K7 for a DPoP request, with a newer nonce. */
    static String forbidsAndRenewsTheNonce(Response answer) {
        assertAll(
                () -> assertEquals(403, answer.statusCode()),
                () -> assertEquals(
                        List.of(dpopError("insufficient_scope", "The access token does not permit this request")),
                        challenges(answer)));
        return onlyNonceOf(answer);
    }

    /** K8. */
    static void isUnavailable(Response answer) {
        refuses(answer, 503, List.of());
        assertNotNull(answer.header("Retry-After"));
    }

    static List<String> challenges(Response answer) {
        return answer.headers().getValues("WWW-Authenticate");
    }

    static List<String> nonces(Response answer) {
        return answer.headers().getValues("DPoP-Nonce");
    }

    /** C-19, C-18: one field with one nonce (N-03), in an answer that no cache keeps. */
    private static String onlyNonceOf(Response answer) {
        List<String> nonces = nonces(answer);
        assertAll(
                () -> assertEquals(1, nonces.size(), nonces::toString),
                () -> assertTrue(nonces.get(0).matches("[!-~&&[^\"\\\\]]+"), nonces::toString),
                () -> assertEquals(List.of("no-store"), answer.headers().getValues("Cache-Control")));
        return nonces.get(0);
    }

    private static String dpopError(String error, String description) {
        return "DPoP error=\"" + error + "\", error_description=\"" + description + "\", " + ALGS;
    }

    private static void refuses(Response answer, int status, List<String> challenges) {
        assertAll(
                () -> assertEquals(status, answer.statusCode()),
                () -> assertEquals(challenges, challenges(answer)),
                () -> common(answer));
    }

    /** C-18, C-24, C-26, N-08. */
    private static void common(Response answer) {
        assertAll(
                () -> assertEquals(List.of("no-store"), answer.headers().getValues("Cache-Control")),
                () -> assertEquals(1, answer.headers().getValues("Date").size()),
                () -> assertNull(answer.header("DPoP-Nonce")),
                () -> assertEquals("", answer.asString()));
    }
}
