package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.test.TestNonce;

/** The outcome codes K0 to K8 as assertions: exact status, exact challenge lines, and what every answer has. */
public final class Expect {
    private static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";
    private static final String BEARER = "Bearer realm=\"api\"";

    /** The DPoP challenge without an error. */
    public static final String BARE_DPOP = "DPoP " + ALGS;

    /** Nothing, or what RESTEasy says when a role is missing. */
    private static final Set<String> BODIES_OF_REFUSALS = Set.of("", "Access forbidden: role not allowed");

    private Expect() {}

    /** K0 for a DPoP caller: the application knows name, scheme and key. */
    public static void accepted(Caller caller, Answer answer) {
        assertAll(answer.toString(), () -> passed(answer), () -> isKnown(caller, answer));
    }

    /**
     * K0 for a DPoP caller whose nonce is good and due to be replaced: N-09, N-16, C-18.
     *
     * @return the newer nonce
     */
    public static String acceptedWithNewerNonce(Caller caller, Answer answer) {
        assertAll(
                answer.toString(),
                () -> assertEquals(200, answer.status()),
                () -> assertEquals(List.of(), answer.challenges()),
                () -> hasDate(answer),
                () -> isKnown(caller, answer));
        return freshNonce(caller.server(), answer);
    }

    private static void isKnown(Caller caller, Answer answer) {
        assertAll(
                () -> assertEquals(caller.server().shape().caller(), answer.said("caller")),
                () -> assertEquals("dpop", answer.said("scheme")),
                () -> assertEquals(caller.key().jkt(), answer.said("jkt")),
                () -> assertEquals(caller.key().algorithm(), answer.said("alg")));
    }

    /** K0 for a Bearer caller. */
    public static void acceptedAsBearer(ServerUnderTest server, Answer answer) {
        assertAll(
                answer.toString(),
                () -> passed(answer),
                () -> assertEquals(server.shape().caller(), answer.said("caller")),
                () -> assertEquals("bearer", answer.said("scheme")),
                () -> assertEquals("", answer.said("jkt")));
    }

    /** K0 for nobody. */
    public static void acceptedAsNobody(Answer answer) {
        assertAll(
                answer.toString(),
                () -> passed(answer),
                () -> assertEquals("", answer.said("caller")),
                () -> assertEquals("none", answer.said("scheme")));
    }

    /**
     * A success: no challenge, because openid-client throws on one, and no nonce. It holds where nonces are demanded, too:
     * those of the suite are fresh unless the test says otherwise, and only a nonce in its second half is replaced.
     */
    public static void passed(Answer answer) {
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(List.of(), answer.challenges());
        assertEquals(List.of(), answer.headers("DPoP-Nonce"));
        hasDate(answer);
    }

    /** K1: no error is named to a client that sent no credentials. */
    public static void k1(ServerUnderTest server, Place place, Answer answer) {
        if (server.demandsDPoP(place)) {
            refused(answer, 401, BARE_DPOP);
        } else {
            refused(answer, 401, BARE_DPOP, BEARER);
        }
    }

    /** K2. */
    public static void k2(Rejection reason, Answer answer) {
        refused(answer, 401, dpop("invalid_dpop_proof", reason));
    }

    /** K3. */
    public static void k3(Rejection reason, Answer answer) {
        refused(answer, 401, dpop("invalid_token", reason));
    }

    /** K4: the error stands on the scheme that was used. */
    public static void k4(Rejection reason, Answer answer) {
        refused(answer, 401, BARE_DPOP, bearer("invalid_token", reason));
    }

    /** K3 where DPoP is demanded, K4 elsewhere: the answer to what came as a Bearer token. */
    public static void k3or4(ServerUnderTest server, Place place, Rejection reason, Answer answer) {
        if (server.demandsDPoP(place)) {
            k3(reason, answer);
        } else {
            k4(reason, answer);
        }
    }

    /**
     * K5: the only challenge, with exactly one nonce, which is the server's own and was made just now.
     *
     * @return the nonce
     */
    public static String k5(ServerUnderTest server, Answer answer) {
        String challenge = dpop("use_dpop_nonce", Rejection.NONCE_MISSING);
        assertAll(answer.toString(), () -> refusal(answer, 401, challenge));
        return freshNonce(server, answer);
    }

    /** C-18, C-19, N-02, N-03, clients.md 1.1: the one nonce of an answer that has to have one. */
    public static String freshNonce(ServerUnderTest server, Answer answer) {
        List<String> nonces = answer.headers("DPoP-Nonce");
        assertEquals(1, nonces.size(), "one DPoP-Nonce expected: " + answer);
        String nonce = nonces.get(0);
        assertTrue(nonce.matches("[A-Za-z0-9_-]{1,512}"), answer.toString());
        TestNonce.Parsed parsed = TestNonce.parse(nonce);
        assertTrue(server.nonces().isOwn(parsed), "not made by this server: " + answer);
        Duration age = Duration.between(parsed.issuedAt(), Instant.now());
        assertTrue(!age.isNegative() && age.compareTo(NonceSetup.MARGIN) < 0, "not made just now: " + answer);
        isNotStored(answer);
        return nonce;
    }

    /** Not a word about nonces. */
    public static void noNonce(Answer answer) {
        assertEquals(List.of(), answer.headers("DPoP-Nonce"), answer.toString());
        assertFalse(answer.challenges().toString().contains("use_dpop_nonce"), answer.toString());
    }

    /** K6 with the error on the DPoP challenge alone. */
    public static void k6dpop(Rejection reason, Answer answer) {
        refused(answer, 400, dpop("invalid_request", reason));
    }

    /** K6 with the error on both challenges, or on DPoP alone where Bearer is no choice. */
    public static void k6both(ServerUnderTest server, Place place, Rejection reason, Answer answer) {
        if (server.demandsDPoP(place)) {
            k6dpop(reason, answer);
        } else {
            refused(answer, 400, dpop("invalid_request", reason), bearer("invalid_request", reason));
        }
    }

    /** K6 after a Bearer line: the error on Bearer, a bare DPoP challenge before it. */
    public static void k6bearer(ServerUnderTest server, Place place, Rejection reason, Answer answer) {
        if (server.demandsDPoP(place)) {
            k6dpop(reason, answer);
        } else {
            refused(answer, 400, BARE_DPOP, bearer("invalid_request", reason));
        }
    }

    /** K7 for a DPoP request. */
    public static void k7(Answer answer) {
        refused(answer, 403, dpop("insufficient_scope", Rejection.INSUFFICIENT_SCOPE));
    }

    /** K7 for a DPoP request whose nonce is good and due to be replaced (C-15). */
    public static void k7withNewerNonce(ServerUnderTest server, Answer answer) {
        String challenge = dpop("insufficient_scope", Rejection.INSUFFICIENT_SCOPE);
        assertAll(answer.toString(), () -> refusal(answer, 403, challenge));
        freshNonce(server, answer);
    }

    /** K7 for a Bearer request. */
    public static void k7bearer(Answer answer) {
        refused(answer, 403, bearer("insufficient_scope", Rejection.INSUFFICIENT_SCOPE));
    }

    /** Any K2 or K3. */
    public static void k2or3(Answer answer) {
        assertEquals(401, answer.status(), answer.toString());
        assertEquals(1, answer.challenges().size(), answer.toString());
        String challenge = answer.challenges().get(0);
        assertTrue(
                challenge.startsWith("DPoP error=\"invalid_dpop_proof\", error_description=\"")
                        || challenge.startsWith("DPoP error=\"invalid_token\", error_description=\""),
                answer.toString());
        refused(answer, 401, challenge);
    }

    /** Refused by the container or by us, whichever looks first, but neither let in nor answered with a failure. */
    public static void refusedBySomebody(Answer answer) {
        refusedBySomebody(Difference.REFUSED_BY_WHOEVER_LOOKS_FIRST, answer);
    }

    /** As {@link #refusedBySomebody(Answer)}, for another reason. */
    public static void refusedBySomebody(Difference because, Answer answer) {
        ContractRecorder.because(because);
        assertTrue(answer.status() >= 400 && answer.status() < 500, "a 4xx expected: " + answer);
    }

    /** A 4xx of somebody, or 501 for a method that the container has never heard of. */
    public static void refusedOrUnknownMethod(Answer answer) {
        if (answer.status() != 501) {
            refusedBySomebody(Difference.ANSWERED_WITHOUT_ENDPOINT, answer);
        }
    }

    /** Let in, or refused by somebody who does not find the endpoint, but not answered with a failure. */
    public static void servedOrUnknownPath(Answer answer) {
        if (answer.status() != 200) {
            refusedBySomebody(Difference.ODD_PATH_MAY_BE_UNKNOWN, answer);
        }
    }

    /** Exactly these challenge lines, and everything that each refusal has; no nonce. */
    public static void refused(Answer answer, int status, String... challenges) {
        assertAll(
                answer.toString(),
                () -> refusal(answer, status, challenges),
                () -> assertEquals(List.of(), answer.headers("DPoP-Nonce")));
    }

    private static void refusal(Answer answer, int status, String... challenges) {
        assertAll(
                () -> assertEquals(status, answer.status()),
                () -> assertEquals(List.of(challenges), answer.challenges()),
                () -> isNotStored(answer),
                () -> assertTrue(
                        BODIES_OF_REFUSALS.contains(answer.body()),
                        "a refusal has no body of its own: " + answer.body()),
                () -> assertEquals(List.of(), answer.headers("Location")),
                () -> hasDate(answer));
    }

    /** C-24: no body, or a constant one of the server. */
    public static void noBody(Answer answer) {
        assertTrue(BODIES_OF_REFUSALS.contains(answer.body()), "a refusal has no body of its own: " + answer);
    }

    /** C-18: exactly one Cache-Control line, or several that agree, with no-store among the directives. */
    public static void isNotStored(Answer answer) {
        List<String> directives = new ArrayList<>();
        for (String value : answer.headers("Cache-Control")) {
            for (String directive : value.split(",")) {
                directives.add(directive.strip().toLowerCase(Locale.ROOT));
            }
        }
        assertTrue(directives.contains("no-store"), "no-store expected: " + answer);
    }

    /** C-26. */
    public static void hasDate(Answer answer) {
        List<String> dates = answer.headers("Date");
        assertEquals(1, dates.size(), "one Date expected: " + answer);
        ZonedDateTime.parse(dates.get(0), DateTimeFormatter.RFC_1123_DATE_TIME);
    }

    public static String dpop(String error, Rejection reason) {
        return "DPoP error=\"" + error + "\", error_description=\"" + reason.description() + "\", " + ALGS;
    }

    public static String bearer(String error, Rejection reason) {
        return BEARER + ", error=\"" + error + "\", error_description=\"" + reason.description() + "\"";
    }
}
