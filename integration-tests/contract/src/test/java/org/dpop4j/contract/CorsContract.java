package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Browsers on other origins: C-20, C-21, N-22, Q-23, H-82. */
public interface CorsContract extends ContractTest {
    /** C-21, H-82. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void c21_aPreflightPassesWithoutCredentialsAndIsNotJudged(Place place) {
        Request preflight = server().request("OPTIONS", server().path(place))
                .header("Origin", ServerUnderTest.ORIGIN)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization,content-type,dpop");
        for (Request request : List.of(preflight, preflight.proof("garbage"))) {
            Answer answer = request.send();
            preflightPassed(answer);
            assertEquals(List.of(), answer.challenges());
            assertEquals(List.of(ServerUnderTest.ORIGIN), answer.headers("Access-Control-Allow-Origin"));
            List<String> allowed = names(answer, "Access-Control-Allow-Headers");
            assertTrue(allowed.containsAll(List.of("authorization", "dpop", "content-type")), answer.toString());
        }
    }

    /** C-20 on success. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void c20_aSuccessExposesBothFields(Place place) {
        Caller caller = Caller.bound(server());
        Answer answer = fromBrowser(caller.get(place)).send();
        Expect.accepted(caller, answer);
        exposes(answer);
    }

    /** C-20 on 401: without it auth0-spa-js does not retry. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void c20_aRefusalExposesBothFields(Place place) {
        Caller caller = Caller.bound(server());
        Answer nobody = fromBrowser(server().get(place)).send();
        Expect.k1(server(), place, nobody);
        exposes(nobody);
        Answer badProof =
                fromBrowser(caller.withoutProof(place)).proof("garbage").send();
        Expect.k2or3(badProof);
        exposes(badProof);
        Answer expired = fromBrowser(server().get(place))
                .dpop(server().token().boundTo(caller.key()).expired().serialize())
                .send();
        Expect.k2or3(expired);
        exposes(expired);
        Answer bearer = fromBrowser(server().get(place)).bearer(caller.token()).send();
        assertEquals(401, bearer.status());
        exposes(bearer);
    }

    /** C-20 on 400 and 403. */
    @Test
    default void c20_otherRefusalsExposeBothFieldsToo() {
        Caller caller = Caller.bound(server());
        Answer forbidden = fromBrowser(caller.get("/contract/admin")).send();
        Expect.k7(forbidden);
        exposes(forbidden);
        Answer ambiguous =
                fromBrowser(caller.get(Place.REQUIRED)).bearer(caller.token()).send();
        assertEquals(400, ambiguous.status());
        exposes(ambiguous);
    }

    /** C-20, N-22: without it a browser's client cannot read the nonce that it is asked for. */
    @Test
    default void c20_aNonceChallengeExposesBothFields() {
        Caller caller = Caller.bound(server());
        Request request = fromBrowser(server().get(NonceContract.NONCE)).dpop(caller.token());
        Answer challenge =
                request.proof(caller.proofWithoutNonce(NonceContract.NONCE)).send();
        String nonce = Expect.k5(server(), challenge);
        exposes(challenge);
        Answer success = request.proof(
                        caller.proofWithoutNonce(NonceContract.NONCE).nonce(nonce))
                .send();
        Expect.accepted(caller, success);
        exposes(success);
    }

    /** C-20, N-22: on a success and on a 403 that bring a newer nonce. */
    @Test
    default void c20_aNewerNonceIsExposed() {
        Caller caller = Caller.bound(server());
        String due = server().nonces().due().serialize();
        Answer success = fromBrowser(server().get(NonceContract.NONCE))
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce(NonceContract.NONCE).nonce(due))
                .send();
        Expect.acceptedWithNewerNonce(caller, success);
        exposes(success);
        Answer forbidden = fromBrowser(server().get(NonceContract.NONCE_AND_ROLE))
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce(NonceContract.NONCE_AND_ROLE).nonce(due))
                .send();
        Expect.k7withNewerNonce(server(), forbidden);
        exposes(forbidden);
    }

    /** H-82: no nonce is asked of a preflight, and none is given away. */
    @Test
    default void h82_aPreflightNeedsNoNonce() {
        for (String path : List.of(NonceContract.NONCE, server().path(Place.REQUIRED))) {
            Answer answer = fromBrowser(server().request("OPTIONS", path))
                    .header("Access-Control-Request-Method", "GET")
                    .header("Access-Control-Request-Headers", "authorization,dpop")
                    .send();
            preflightPassed(answer);
            assertEquals(List.of(), answer.challenges());
            Expect.noNonce(answer);
        }
    }

    /** C-20, N-18: a public answer to a browser, too, since the next one may hold a nonce. */
    @Test
    default void c20_aPublicAnswerExposesBothFields() {
        Answer answer = fromBrowser(server().get("/contract/public")).send();
        Expect.acceptedAsNobody(answer);
        exposes(answer);
    }

    /** C-20: A foreign origin gets no CORS fields, hence nothing exposed. */
    @Test
    default void c20_aForeignOriginIsGivenNothing() {
        Answer answer = server().get(Place.REQUIRED)
                .header("Origin", "https://evil.example")
                .send();
        ContractRecorder.because(Difference.CORS_OF_THE_SERVER);
        assertTrue(answer.status() == 401 || answer.status() == 403, answer.toString());
        assertEquals(List.of(), answer.headers("Access-Control-Allow-Origin"));
        // What the server itself exposes to everyone is its own affair.
        List<String> exposed = names(answer, "Access-Control-Expose-Headers");
        assertFalse(exposed.contains("dpop-nonce"), answer.toString());
        assertFalse(exposed.contains("www-authenticate"), answer.toString());
    }

    private static void preflightPassed(Answer answer) {
        ContractRecorder.because(Difference.CORS_OF_THE_SERVER);
        assertTrue(answer.status() == 200 || answer.status() == 204, answer.toString());
    }

    private static Request fromBrowser(Request request) {
        return request.header("Origin", ServerUnderTest.ORIGIN);
    }

    private static void exposes(Answer answer) {
        assertEquals(List.of(ServerUnderTest.ORIGIN), answer.headers("Access-Control-Allow-Origin"), answer.toString());
        List<String> exposed = names(answer, "Access-Control-Expose-Headers");
        assertEquals(1, exposed.stream().filter("dpop-nonce"::equals).count(), answer.toString());
        assertEquals(1, exposed.stream().filter("www-authenticate"::equals).count(), answer.toString());
    }

    private static List<String> names(Answer answer, String field) {
        List<String> names = new ArrayList<>();
        for (String line : answer.headers(field)) {
            for (String name : line.split(",")) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
