package org.dpop4j.contract;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CLAIM_INVALID;
import static org.dpop4j.Rejection.CLAIM_MISSING;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_NOT_YET_VALID;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.contract.app.RewritingFilter;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code @DPoPRequired(nonce = REQUIRED)}: there and, unless nonces are required anyway, only there. N-01, H-121 to H-123. */
public interface NonceEndpointContract extends ContractTest {
    /** Where the annotation stands, and what the client has to accept to get there. */
    enum Placement {
        METHOD("/contract/nonce", "*/*", false),
        METHOD_WITH_OWN_ANNOTATION("/contract/nonce/sensitive", "*/*", false),
        CLASS("/contract/nonce-class/inherited", "*/*", false),
        INTERFACE("/contract/nonce-interface", "*/*", false),
        SUB_RESOURCE_CLASS("/contract/locator/nonce", "*/*", false),
        SUB_RESOURCE_METHOD("/contract/locator/mixed/nonce", "*/*", true),
        NEGOTIATED_METHOD("/contract/negotiated", "text/csv", true);

        private final String path;
        private final String accept;
        private final boolean late;

        Placement(String path, String accept, boolean late) {
            this.path = path;
            this.accept = accept;
            this.late = late;
        }

        boolean mayBeKnownLate(ServerUnderTest server) {
            return late && server.differs(Difference.METHOD_KNOWN_LATE);
        }

        Request request(ServerUnderTest server) {
            return server.get(path).header("Accept", accept);
        }

        /** A proof that has heard of no nonce. */
        TestProof proof(Caller caller) {
            return caller.proofWithoutNonce(path);
        }

        Answer send(Caller caller, TestProof proof) {
            return request(caller.server()).dpop(caller.token()).proof(proof).send();
        }
    }

    /** N-01, N-04, H-123, Q-03: wherever the annotation stands, whatever the setting says. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void n01_theAnnotationCountsWhereverItStands(Placement placement) {
        Caller caller = Caller.bound(server());
        Request request = placement.request(server());
        Expect.k1(server(), Place.REQUIRED, request.send());
        Expect.k3(DPOP_REQUIRED, request.bearer(server().token().serialize()).send());
        Answer boundAsBearer = request.bearer(caller.token()).send();
        if (placement.mayBeKnownLate(server()) && boundAsBearer.challenges().size() == 2) {
            Expect.k4(BOUND_TOKEN_AS_BEARER, boundAsBearer);
        } else {
            Expect.k3(BOUND_TOKEN_AS_BEARER, boundAsBearer);
        }
        Expect.k2(PROOF_MISSING, request.dpop(caller.token()).send());
        TestProof proof = placement.proof(caller);
        Expect.k2(HTM_MISMATCH, placement.send(caller, proof.claim("htm", "PUT")));
        String nonce = Expect.k5(server(), placement.send(caller, proof));
        Expect.accepted(caller, placement.send(caller, proof.nonce(nonce)));
    }

    /** N-05, H-113 to H-115. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void n05_aBadNonceIsRefusedEverywhere(Placement placement) {
        Caller caller = Caller.bound(server());
        TestProof proof = placement.proof(caller);
        NonceSetup nonces = server().nonces();
        for (String bad : List.of(
                "",
                "unknown",
                nonces.stale().serialize(),
                nonces.fresh().audience("another").serialize(),
                nonces.fresh().serialize() + "A")) {
            Expect.k5(server(), placement.send(caller, proof.nonce(bad)));
        }
        Expect.k2(CLAIM_INVALID, placement.send(caller, proof.claim("nonce", 1)));
    }

    /** A-06, P-15, H-112: also where the server knows the endpoint only after it has looked at the proof. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void a06_aBrokenClockIsRescuedEverywhere(Placement placement) {
        Caller caller = Caller.bound(server());
        for (Duration age : List.of(Duration.ofDays(1), Duration.ofDays(-1))) {
            TestProof proof = placement.proof(caller).issuedAgo(age);
            String nonce = Expect.k5(server(), placement.send(caller, proof));
            Expect.accepted(caller, placement.send(caller, proof.nonce(nonce)));
        }
        TestProof proof = placement.proof(caller);
        Expect.k2(CLAIM_MISSING, placement.send(caller, proof.without("iat")));
        Expect.k2(CLAIM_INVALID, placement.send(caller, proof.claimJson("iat", "\"now\"")));
        String fresh = server().nonces().fresh().serialize();
        Expect.k2(CLAIM_MISSING, placement.send(caller, proof.nonce(fresh).without("iat")));
    }

    /** with a nonce, with a clock that only the nonce makes good, and with another nonce. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void r05_aProofIsGoodOnceEverywhere(Placement placement) {
        Caller caller = Caller.bound(server());
        for (Duration age : List.of(Duration.ZERO, Duration.ofDays(1))) {
            TestProof proof = placement
                    .proof(caller)
                    .issuedAgo(age)
                    .jti(server().nonces().fresh().serialize())
                    .nonce(server().nonces().fresh().serialize());
            Expect.accepted(caller, placement.send(caller, proof));
            Expect.k2(PROOF_REPLAYED, placement.send(caller, proof));
            Expect.k2(
                    PROOF_REPLAYED,
                    placement.send(caller, proof.nonce(server().nonces().fresh().serialize())));
        }
    }

    /** R-06, H-101, H-117: also where the proof is looked at twice, and whichever of two neighbours gets it. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void h101_ofParallelCopiesExactlyOnePassesEverywhere(Placement placement)
            throws InterruptedException, ExecutionException {
        Caller caller = Caller.bound(server());
        String sent = placement
                .proof(caller)
                .nonce(server().nonces().fresh().serialize())
                .serialize();
        Request chosen = placement.request(server()).dpop(caller.token()).proof(sent);
        Request any = server().get(placement.path).dpop(caller.token()).proof(sent);
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Answer>> copies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                copies.add(chosen::send);
                copies.add(any::send);
            }
            int passed = 0;
            for (Future<Answer> copy : clients.invokeAll(copies)) {
                if (copy.get().status() == 200) {
                    passed++;
                } else {
                    Expect.k2(PROOF_REPLAYED, copy.get());
                }
            }
            assertEquals(1, passed);
        } finally {
            clients.shutdownNow();
        }
    }

    /** a challenge uses nothing up; where {@link Difference#METHOD_KNOWN_LATE} it may. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void r07_aChallengeUsesNothingUpEverywhere(Placement placement) {
        Caller caller = Caller.bound(server());
        String jti = server().nonces().fresh().serialize();
        TestProof proof = placement.proof(caller).jti(jti);
        String nonce = Expect.k5(server(), placement.send(caller, proof));
        Answer answer = placement.send(caller, proof.nonce(nonce));
        if (placement.mayBeKnownLate(server()) && answer.status() != 200) {
            // No client repeats a jti, RFC 9449 section 7.3.
            Expect.k2(PROOF_REPLAYED, answer);
        } else {
            Expect.accepted(caller, answer);
        }
    }

    /** N-09, N-16. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    default void n16_aNonceIsReplacedInTheSecondHalfOfItsLifeEverywhere(Placement placement) {
        Caller caller = Caller.bound(server());
        TestProof proof = placement.proof(caller);
        NonceSetup nonces = server().nonces();
        Expect.accepted(
                caller, placement.send(caller, proof.nonce(nonces.young().serialize())));
        Expect.acceptedWithNewerNonce(
                caller, placement.send(caller, proof.nonce(nonces.due().serialize())));
        Expect.acceptedWithNewerNonce(
                caller,
                placement.send(caller, proof.nonce(nonces.ofOlderSecret().serialize())));
    }

    /** H-122: a nonce is asked for before the role. */
    @Test
    default void h122_theNonceIsJudgedBeforeTheRole() {
        Caller caller = Caller.bound(server());
        String path = "/contract/nonce/admin";
        String nonce = Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path)));
        Expect.k7(caller.send(path, caller.proofWithoutNonce(path).nonce(nonce)));
        Caller admin = caller.with(server().token().groups("admin").boundTo(caller.key()));
        Expect.k5(server(), admin.send(path, admin.proofWithoutNonce(path)));
        Expect.accepted(admin, admin.send(path, admin.proofWithNonce(path)));
    }

    /** N-08, H-123: beside an endpoint that demands a nonce, and on a method that beats its class. */
    @ParameterizedTest
    @CsvSource({
        "/contract/nonce/neighbour, */*",
        "/contract/nonce-class/without-nonce, */*",
        "/contract/nonce-class/opted-out, */*",
        "/contract/locator/mixed/plain, */*",
        "/contract/locator/mixed/open, */*",
        "/contract/negotiated, text/plain"
    })
    default void n08_theNeighbourFollowsTheSetting(String path, String accept) {
        Caller caller = Caller.bound(server());
        Request request = server().get(path).header("Accept", accept).dpop(caller.token());
        Answer withoutNonce = request.proof(caller.proofWithoutNonce(path)).send();
        Answer due = request.proof(caller.proofWithoutNonce(path)
                        .nonce(server().nonces().due().serialize()))
                .send();
        if (server().nonces().areDemandedEverywhere()) {
            Expect.k5(server(), withoutNonce);
            Expect.acceptedWithNewerNonce(caller, due);
        } else {
            Expect.accepted(caller, withoutNonce);
            Expect.accepted(caller, due);
        }
        Expect.accepted(caller, request.proof(caller.proofWithNonce(path)).send());
    }

    /** N-08, N-19, A-15: and the clock of such a neighbour is the proof's own. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/nonce/neighbour", "/contract/nonce-class/without-nonce"})
    default void a15_theNeighbourIgnoresNonces(String path) {
        Caller caller = Caller.bound(server());
        Answer stale = caller.send(
                path,
                caller.proofWithoutNonce(path).nonce(server().nonces().stale().serialize()));
        Answer old = caller.send(path, caller.proofWithoutNonce(path).issuedAgo(Duration.ofDays(1)));
        if (server().nonces().areDemandedEverywhere()) {
            Expect.k5(server(), stale);
            Expect.k5(server(), old);
        } else {
            Expect.accepted(caller, stale);
            Expect.k2(PROOF_EXPIRED, old);
        }
    }

    /** The same where the endpoint is known late: there nonces may be spoken of, but no proof is good that was not before. */
    @ParameterizedTest
    @CsvSource({"/contract/locator/mixed/plain, */*", "/contract/negotiated, text/plain"})
    default void a15_aLateNeighbourLetsNobodyInWhoIsTooOld(String path, String accept) {
        Caller caller = Caller.bound(server());
        Request request = server().get(path).header("Accept", accept).dpop(caller.token());
        TestProof old = caller.proofWithoutNonce(path).issuedAgo(Duration.ofDays(1));
        Answer withoutNonce = request.proof(old).send();
        Answer staleNonce =
                request.proof(old.nonce(server().nonces().stale().serialize())).send();
        boolean mayAsk = server().nonces().areDemandedEverywhere() || server().differs(Difference.METHOD_KNOWN_LATE);
        for (Answer answer : List.of(withoutNonce, staleNonce)) {
            if (mayAsk) {
                Expect.k5(server(), answer);
            } else {
                Expect.k2(PROOF_EXPIRED, answer);
            }
        }
    }

    /** R-05, H-108: whichever of two negotiated methods gets the proof first, the other one refuses it. */
    @ParameterizedTest
    @CsvSource({"text/csv, text/plain", "text/plain, text/csv", "text/plain, text/plain"})
    default void r05_aProofIsNotGoodForTheNegotiatedNeighbour(String first, String second) {
        Caller caller = Caller.bound(server());
        String path = "/contract/negotiated";
        Request request = server().get(path).dpop(caller.token());
        for (Duration age : List.of(Duration.ZERO, Duration.ofDays(1))) {
            Request sent = request.proof(caller.proofWithNonce(path).issuedAgo(age));
            Answer answer = sent.header("Accept", first).send();
            if (age.isZero() || answer.status() == 200) {
                Expect.accepted(caller, answer);
                Expect.k2(PROOF_REPLAYED, sent.header("Accept", second).send());
                Expect.k2(PROOF_REPLAYED, sent.header("Accept", first).send());
            } else {
                // Nonces mean nothing to the neighbour, so the proof is too old for it, and still good for the other
                // one.
                Expect.k2(PROOF_EXPIRED, answer);
            }
        }
    }

    /** N-04, R-05: no {@code Accept} makes a way around the nonce, whatever method the server chooses then. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/csv",
                "text/csv, text/plain;q=0.1",
                "text/*;q=0.1, text/csv",
                "TEXT/CSV",
                "text/csv;q=1.0;v=1"
            })
    default void n04_negotiationIsNoWayAroundTheNonce(String accept) {
        Caller caller = Caller.bound(server());
        String path = "/contract/negotiated";
        Answer answer = server().get(path)
                .header("Accept", accept)
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce(path))
                .send();
        ContractRecorder.because(Difference.METHOD_NEGOTIATED);
        assertTrue(
                answer.status() != 200
                        || answer.headers("Content-Type").toString().contains("text/plain"),
                answer.toString());
        if (answer.status() == 401) {
            Expect.k5(server(), answer);
        }
    }

    /** H-62, H-70: no spelling of the path makes a way around the nonce; not all of them find the endpoint. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/contract/nonce/",
                "/contract/nonce;v=1",
                "/contract;v=1/nonce",
                "/contract//nonce",
                "//contract/nonce",
                "/contract/./nonce",
                "/contract/public/../nonce",
                "/contract/public/%2e%2e/nonce",
                "/contract/%6eonce",
                "/contract/nonc%65",
                "/contract%2Fnonce",
                "/contract/nonce%2F",
                "/contract/nonce?x=1",
                "/contract/nonce#fragment",
                "/contract/NONCE",
                "/contract/locator/mixed/nonce/",
                "/contract/locator/mixed;v=1/nonce",
                "/contract/locator//mixed/nonce",
                "/contract/locator/mixed/%6eonce",
                "/contract/nonce-class/inherited/",
                "/contract/nonce-class;x/inherited"
            })
    default void h62_noSpellingOfThePathIsAWayAroundTheNonce(String path) {
        Caller caller = Caller.bound(server());
        Answer withoutNonce = caller.send(path, caller.proofWithoutNonce(path));
        Expect.refusedBySomebody(Difference.ODD_PATH_MAY_BE_UNKNOWN, withoutNonce);
        Answer staleNonce = caller.send(
                path,
                caller.proofWithoutNonce(path).nonce(server().nonces().stale().serialize()));
        Expect.refusedBySomebody(Difference.ODD_PATH_MAY_BE_UNKNOWN, staleNonce);
        Answer good = caller.send(path, caller.proofWithNonce(path));
        Expect.servedOrUnknownPath(good);
    }

    /**
     * R-09, U-06, U-07, U-20: one proof fits all of these requests, so they all are judged by the same window. Otherwise it
     * would be good once more as soon as it is remembered no longer.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ABSOLUTE",
                "/contract/nonce?x=1",
                "/contract/%6eonce",
                "/contract/nonc%65",
                "/contract/./nonce",
                "/contract/public/../nonce",
                "/contract/public/%2e%2e/nonce",
                "/contract/public/.%2E/nonce"
            })
    default void r09_everySpellingOfTheRequestIsJudgedByTheSameWindow(String form) {
        Caller caller = Caller.bound(server());
        String path = "/contract/nonce";
        String target = form.equals("ABSOLUTE")
                ? server().uri(path)
                : server().baseUri().getRawPath() + form;
        Request request = server().get(path).target(target).dpop(caller.token());
        for (Duration age : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            Answer answer =
                    request.proof(caller.proofWithNonce(path).issuedAgo(age)).send();
            Answer withoutNonce =
                    request.proof(caller.proofWithoutNonce(path).issuedAgo(age)).send();
            if (answer.status() == 400 || answer.status() == 404) {
                // This spelling does not find the endpoint, which a server may know before or after it asks for a
                // nonce.
                Expect.servedOrUnknownPath(answer);
                Expect.servedOrUnknownPath(withoutNonce);
                assertTrue(withoutNonce.status() != 200, withoutNonce.toString());
            } else {
                Expect.accepted(caller, answer);
                Expect.k5(server(), withoutNonce);
            }
        }
    }

    /** R-09, U-19, H-128: nor does a filter change the window, or a proof would be good for the call without it as well. */
    @Test
    default void r09_aFilterThatChangesTheUriDoesNotChangeTheWindow() {
        Caller caller = Caller.bound(server());
        String path = "/contract/public";
        for (Request request : List.of(
                server().get(path).dpop(caller.token()),
                server().get(path).header(RewritingFilter.FIELD, "nonce").dpop(caller.token()))) {
            Answer old = request.proof(caller.proofWithNonce(path).issuedAgo(Duration.ofHours(1)))
                    .send();
            Answer ahead = request.proof(caller.proofWithNonce(path).issuedAhead(Duration.ofHours(1)))
                    .send();
            if (server().nonces().areDemandedEverywhere()) {
                Expect.accepted(caller, old);
                Expect.accepted(caller, ahead);
            } else {
                Expect.k2(PROOF_EXPIRED, old);
                Expect.k2(PROOF_NOT_YET_VALID, ahead);
            }
        }
    }

    /** U-19, H-128: the nonce is a demand of the endpoint that answers. */
    @Test
    default void h128_aFilterThatChangesTheUriDoesNotLoseTheNonce() {
        Caller caller = Caller.bound(server());
        String path = "/contract/public";
        Request request =
                server().get(path).header(RewritingFilter.FIELD, "nonce").dpop(caller.token());
        String nonce = Expect.k5(
                server(), request.proof(caller.proofWithoutNonce(path)).send());
        Expect.k5(
                server(),
                request.proof(caller.proofWithoutNonce(path)
                                .nonce(server().nonces().stale().serialize()))
                        .send());
        TestProof good = caller.proofWithoutNonce(path).nonce(nonce).jti(nonce);
        Expect.accepted(caller, request.proof(good).send());
        Expect.k2(PROOF_REPLAYED, request.proof(good).send());
        Expect.k2(
                PROOF_REPLAYED,
                server().get(path).dpop(caller.token()).proof(good).send());
    }

    /** H-81, H-128: nor does a method that is changed after the proof was made for another. */
    @Test
    default void h128_aFilterThatChangesTheMethodDoesNotLoseTheNonce() {
        Caller caller = Caller.bound(server());
        Answer answer = server().request("POST", "/contract/nonce")
                .header(RewritingFilter.FIELD, "method")
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce("POST", "/contract/nonce"))
                .send();
        ContractRecorder.because(Difference.ANSWERED_WITHOUT_ENDPOINT);
        assertNotEquals(200, answer.status(), answer.toString());
        assertTrue(answer.status() < 500, answer.toString());
    }

    /** H-121, Q-02: a locator does not run for somebody who is asked for a nonce. */
    @Test
    default void h121_aLocatorDoesNotRunForSomebodyWhoIsAskedForANonce() {
        Caller caller = Caller.bound(server());
        String path = "/contract/locator/nonce";
        int before = locatorCalls();
        Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path)));
        Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path).nonce("unknown")));
        if (!server().differs(Difference.LOCATOR_RUNS_BEFORE_SUB_RESOURCE_IS_JUDGED)) {
            assertEquals(before, locatorCalls());
        }
        Expect.accepted(caller, caller.send(path, caller.proofWithNonce(path)));
    }

    private int locatorCalls() {
        return Integer.parseInt(
                server().get("/contract/locator/calls").send().body().strip());
    }
}
