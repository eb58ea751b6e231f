package org.dpop4j.contract;

import static org.dpop4j.Rejection.ATH_MISMATCH;
import static org.dpop4j.Rejection.AUTHORIZATION_AMBIGUOUS;
import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CLAIM_INVALID;
import static org.dpop4j.Rejection.CLAIM_MISSING;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.KEY_MISMATCH;
import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_MALFORMED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_MULTIPLE;
import static org.dpop4j.Rejection.PROOF_NOT_YET_VALID;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.SIGNATURE_INVALID;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.contract.app.AnswerResource;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestDefect;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestNonceDefect;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nonces, RFC 9449 sections 8 and 9: N rules, H-112 to H-120, A-06, A-15, A-30.
 *
 * <p>What a nonce has to be is tested at an endpoint that demands one by itself, so with nonces off as well as required.
 * What the setting adds is DM-14, and the rest of the suite against a server with nonces required. Which endpoints demand a
 * nonce is {@link NonceEndpointContract}.
 */
public interface NonceContract extends ContractTest {
    /** Demands a nonce with every setting; answers GET, HEAD and POST. */
    String NONCE = "/contract/nonce";

    /** A nonce and a role that no token of the suite has. */
    String NONCE_AND_ROLE = "/contract/nonce/admin";

    // ---- the challenge

    /** P-17, N-04, N-06, N-07, C-17, C-19, H-113: whatever the method, and also from a client that has had a nonce. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    default void n04_aMissingNonceIsAskedFor(String method) {
        Caller caller = Caller.bound(server());
        Request request = server().request(method, NONCE).dpop(caller.token());
        TestProof proof = caller.proofWithoutNonce(method, NONCE);
        String nonce = Expect.k5(server(), request.proof(proof).send());
        Answer answer = request.proof(proof.nonce(nonce)).send();
        assertEquals(200, answer.status(), answer.toString());
        Expect.noNonce(answer);
        Expect.k5(server(), request.proof(proof).send());
    }

    /** N-04: the claim is called {@code nonce}, and the claim it is. */
    @Test
    default void n04_aNonceElsewhereIsNoNonce() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE);
        String nonce = server().nonces().fresh().serialize();
        Expect.k5(server(), caller.send(NONCE, proof.header("nonce", nonce)));
        Expect.k5(server(), caller.send(NONCE, proof.jwkMember("nonce", nonce)));
        for (String name : List.of("Nonce", "NONCE", "nonce ", "dpop_nonce", "DPoP-Nonce")) {
            Expect.k5(server(), caller.send(NONCE, proof.claim(name, nonce)));
        }
        Request request = server().get(NONCE).dpop(caller.token()).proof(proof);
        Expect.k5(server(), request.header("DPoP-Nonce", nonce).send());
        Expect.k5(server(), request.header("Cookie", "DPoP-Nonce=" + nonce).send());
        TestProof inQuery = caller.proofWithoutNonce(NONCE).claim("htu", server().uri(NONCE) + "?nonce=" + nonce);
        Expect.k5(
                server(),
                server().get(NONCE + "?nonce=" + nonce)
                        .dpop(caller.token())
                        .proof(inQuery)
                        .send());
    }

    /** P-34, J-03: whichever of the two a parser takes. */
    @Test
    default void p34_twoNoncesAreRefused() {
        Caller caller = Caller.bound(server());
        String good = "\"nonce\":\"" + server().nonces().fresh() + "\"";
        String bad = "\"nonce\":\"bad\"";
        for (String claims : List.of(good + "," + bad, bad + "," + good, good + "," + good)) {
            TestProof proof =
                    caller.proofWithoutNonce(NONCE).mapPayloadJson(json -> "{" + claims + "," + json.substring(1));
            Expect.k2(PROOF_MALFORMED, caller.send(NONCE, proof));
        }
        // Otherwise the lines above would prove nothing.
        Expect.accepted(
                caller,
                caller.send(
                        NONCE,
                        caller.proofWithoutNonce(NONCE).mapPayloadJson(json -> "{" + good + "," + json.substring(1))));
    }

    /** N-03, N-05, N-12, N-13, P-28, P-32, H-48, H-50, H-113, H-114: one defect at a time. The ids stand at each defect. */
    @ParameterizedTest
    @EnumSource(TestNonceDefect.class)
    default void n05_everyDefectOfTheNonceIsRefused(TestNonceDefect defect) {
        Caller caller = Caller.bound(server());
        Answer answer = caller.send(NONCE, defect.apply(caller.proofWithNonce(NONCE)));
        if (defect.error().equals("use_dpop_nonce")) {
            Expect.k5(server(), answer);
        } else {
            Expect.k2(CLAIM_INVALID, answer);
        }
        assertEquals(List.of(), answer.headers("X-Injected"));
    }

    /** N-05, N-13, N-14, H-113 to H-115: what only somebody who knows the secret can send, another server for example. */
    @ParameterizedTest
    @EnumSource(TestNonceDefect.WithSecret.class)
    default void n14_aRightMacIsNotEnough(TestNonceDefect.WithSecret defect) {
        Caller caller = Caller.bound(server());
        for (TestNonce nonce :
                List.of(server().nonces().fresh(), server().nonces().ofOlderSecret())) {
            String defective = defect.apply(nonce).serialize();
            Expect.k5(
                    server(), caller.send(NONCE, caller.proofWithoutNonce(NONCE).nonce(defective)));
        }
    }

    /** N-05, H-113, H-118: no difference that tells a forger how far he got. */
    @Test
    default void n05_missingStaleAndForgedNoncesAreAnsweredAlike() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE);
        NonceSetup nonces = server().nonces();
        Set<String> challenges = new HashSet<>();
        Set<List<String>> fields = new HashSet<>();
        for (TestProof refused : List.of(
                proof,
                proof.nonce(nonces.stale().serialize()),
                proof.nonce(nonces.fresh().audience("another").serialize()),
                proof.nonce("unknown"))) {
            Answer answer = caller.send(NONCE, refused);
            Expect.k5(server(), answer);
            challenges.addAll(answer.challenges());
            fields.add(answer.lines().stream().map(Answer.Line::name).sorted().toList());
        }
        assertEquals(1, challenges.size(), challenges.toString());
        assertEquals(1, fields.size(), fields.toString());
    }

    /** N-02: never the same twice, not even within a second, and not for one client. */
    @Test
    default void n02_noTwoNoncesAreAlike() {
        Caller caller = Caller.bound(server());
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            nonces.add(Expect.k5(server(), caller.send(NONCE, caller.proofWithoutNonce(NONCE))));
        }
        assertEquals(50, nonces.size());
    }

    // ---- time

    /**
     * N-10, N-16, H-115: both sides of the end, and of the tolerance for the clocks of other nodes. Nonces count in whole
     * seconds, so two of the four stand exactly at the bound; the others leave time for the request.
     */
    @Test
    default void h115_aNonceIsGoodForItsLifetime() {
        NonceSetup nonces = server().nonces();
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE);
        Expect.acceptedWithNewerNonce(
                caller, caller.send(NONCE, proof.nonce(nonces.old().serialize())));
        Expect.k5(server(), caller.send(NONCE, proof.nonce(nonces.stale().serialize())));
        TestNonce ahead = nonces.fresh().issuedAhead(NonceSetup.NODE_SKEW);
        Expect.accepted(caller, caller.send(NONCE, proof.nonce(ahead.serialize())));
        TestNonce tooFarAhead = nonces.fresh().issuedAhead(NonceSetup.NODE_SKEW.plus(NonceSetup.MARGIN));
        Expect.k5(server(), caller.send(NONCE, proof.nonce(tooFarAhead.serialize())));
    }

    /** A-06, P-22, H-112, X-21, X-22: the nonce tells when the proof was made, so the client's clock does not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"P1D", "-P1D", "PT1H", "-PT1H", "PT2M", "-PT2M", "P3650D", "-P3650D"})
    default void a06_aClientWithABrokenClockRecovers(Duration ahead) {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE).issuedAhead(ahead);
        Answer refused = caller.send(NONCE, proof);
        String nonce = Expect.k5(server(), refused);
        Expect.accepted(caller, caller.send(NONCE, proof.nonce(nonce)));
        HonestClient client = new HonestClient(caller, ahead);
        Expect.accepted(caller, client.get(NONCE));
        assertEquals(2, client.requests());
    }

    /** a nonce that is not good does not stand in for the clock. */
    @Test
    default void a06_aBadNonceRescuesNoClock() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE).issuedAgo(Duration.ofDays(1));
        Expect.k5(
                server(),
                caller.send(NONCE, proof.nonce(server().nonces().stale().serialize())));
        Expect.k5(server(), caller.send(NONCE, proof.nonce("unknown")));
    }

    /** P-15, P-28, P-29, A-06, H-54: {@code iat} has to be there and be a time all the same, with a nonce or without. */
    @Test
    default void p15_aNonceDoesNotReplaceIat() {
        Caller caller = Caller.bound(server());
        for (TestProof proof : List.of(caller.proofWithNonce(NONCE), caller.proofWithoutNonce(NONCE))) {
            Expect.k2(CLAIM_MISSING, caller.send(NONCE, proof.without("iat")));
            for (String json : List.of(
                    "\"now\"", "\"1700000000\"", "null", "true", "[]", "{}", "-1", "1e300", "9007199254740992")) {
                Expect.k2(CLAIM_INVALID, caller.send(NONCE, proof.claimJson("iat", json)));
            }
        }
        TestProof proof = caller.proofWithNonce(NONCE);
        Expect.accepted(caller, caller.send(NONCE, proof.claimJson("iat", "0")));
        Expect.accepted(caller, caller.send(NONCE, proof.claimJson("iat", "9007199254740991")));
    }

    /** P-30, A-05: what the client itself says about the end of its proof is not widened by a nonce. */
    @Test
    default void p30_expAndNbfAreHonouredWithANonce() {
        Caller caller = Caller.bound(server());
        long now = Instant.now().getEpochSecond();
        TestProof proof = caller.proofWithNonce(NONCE).claim("nbf", now).claim("exp", now + 300);
        Expect.accepted(caller, caller.send(NONCE, proof));
        Expect.accepted(caller, caller.send(NONCE, proof.issuedAgo(Duration.ofDays(1))));
        Expect.k2(PROOF_EXPIRED, caller.send(NONCE, proof.claim("exp", now - 120)));
        Expect.k2(PROOF_NOT_YET_VALID, caller.send(NONCE, proof.claim("nbf", now + 120)));
    }

    // ---- order

    /** N-17, P-26: who cannot make a proof gets no nonce, and who made it badly is told of that fault first. */
    @ParameterizedTest
    @EnumSource(TestDefect.class)
    default void n17_noNonceForAnotherDefectOfTheProof(TestDefect defect) {
        Caller usual = Caller.bound(server());
        TestProof proof = defect.apply(usual.proofWithoutNonce(NONCE));
        Caller caller = usual.with(
                server().token().boundTo(proof.jkt().orElse(usual.key().jkt())));
        Answer answer = caller.send(NONCE, proof.accessToken(caller.token()));
        if (isTime(defect)) {
            // Section 2 of the catalogue: the nonce is judged first, because it may stand in for the clock.
            Expect.k5(server(), answer);
        } else {
            Expect.k2or3(answer);
        }
    }

    private static boolean isTime(TestDefect defect) {
        return ProofContract.isOutsideOfTheWindow(defect) || defect.covers().equals(Set.of("P-30"));
    }

    /** N-17: a nonce that is bad, too, changes nothing. */
    @Test
    default void n17_theOtherFaultIsTheAnswer() {
        Caller caller = Caller.bound(server());
        for (String nonce : List.of("", "unknown", server().nonces().stale().serialize())) {
            TestProof proof = caller.proofWithoutNonce(NONCE).nonce(nonce);
            Expect.k2(SIGNATURE_INVALID, caller.send(NONCE, proof.signedBy(ClientKey.es256())));
            Expect.k3(KEY_MISMATCH, caller.send(NONCE, proof.key(ClientKey.es256())));
            Expect.k2(HTM_MISMATCH, caller.send(NONCE, proof.claim("htm", "POST")));
            Expect.k2(HTU_MISMATCH, caller.send(NONCE, proof.claim("htu", server().uri("/other"))));
            Expect.k2(ATH_MISMATCH, caller.send(NONCE, proof.accessTokenHash("A".repeat(43))));
            Expect.k2(CLAIM_MISSING, caller.send(NONCE, proof.without("jti")));
            Request request = server().get(NONCE).dpop(caller.token());
            Expect.k2(PROOF_MULTIPLE, request.proof(proof).proof(proof).send());
        }
    }

    /** N-17, N-18: without a token, with another's, with one that is not good, or by another scheme. */
    @Test
    default void n17_noNonceWithoutAGenuineBoundToken() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE);
        Request request = server().get(NONCE);
        Expect.k1(server(), Place.REQUIRED, request.send());
        Expect.k1(server(), Place.REQUIRED, request.proof(proof).send());
        Expect.k2(PROOF_MISSING, request.dpop(caller.token()).send());
        Tokens.invalid(caller)
                .forEach((fault, token) -> Expect.k3(
                        TOKEN_INVALID,
                        request.dpop(token).proof(proof.accessToken(token)).send()));
        Caller unbound = caller.with(server().token());
        Expect.k3(TOKEN_NOT_BOUND, unbound.send(NONCE, unbound.proofWithoutNonce(NONCE)));
        Caller other = new Caller(server(), ClientKey.es256(), caller.token());
        Expect.k3(KEY_MISMATCH, other.send(NONCE, other.proofWithoutNonce(NONCE)));
        Expect.k3(
                BOUND_TOKEN_AS_BEARER,
                request.bearer(caller.token()).proof(proof).send());
        Expect.k3(DPOP_REQUIRED, request.bearer(server().token().serialize()).send());
        Expect.k6both(
                server(),
                Place.REQUIRED,
                AUTHORIZATION_AMBIGUOUS,
                request.bearer(unbound.token())
                        .dpop(caller.token())
                        .proof(proof)
                        .send());
    }

    // ---- replay

    /** a challenge uses nothing up, so that even a client that repeats its {@code jti} gets in. */
    @Test
    default void r07_aChallengeUsesNothingUp() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE).jti(UUID.randomUUID().toString());
        String nonce = Expect.k5(server(), caller.send(NONCE, proof));
        Expect.k5(
                server(),
                caller.send(NONCE, proof.nonce(server().nonces().stale().serialize())));
        Expect.k5(server(), caller.send(NONCE, proof.nonce("unknown")));
        Expect.accepted(caller, caller.send(NONCE, proof.nonce(nonce)));
        Expect.k2(PROOF_REPLAYED, caller.send(NONCE, proof.nonce(nonce)));
    }

    /** used up with every nonce, also with an {@code iat} that only the nonce makes good. */
    @Test
    default void r09_aProofWithANonceIsGoodOnce() {
        Caller caller = Caller.bound(server());
        for (Duration age : List.of(Duration.ZERO, Duration.ofDays(1), Duration.ofDays(-1))) {
            TestProof proof = caller.proofWithNonce(NONCE)
                    .issuedAgo(age)
                    .jti(UUID.randomUUID().toString());
            String sent = proof.serialize();
            Request request = server().get(NONCE).dpop(caller.token());
            Expect.accepted(caller, request.proof(sent).send());
            Expect.k2(PROOF_REPLAYED, request.proof(sent).send());
            TestProof again = proof.nonce(server().nonces().fresh().serialize());
            Expect.k2(PROOF_REPLAYED, caller.send(NONCE, again));
            Expect.k2(PROOF_REPLAYED, caller.send(NONCE, again.issuedAgo(Duration.ofSeconds(5))));
        }
    }

    /** the nonce is judged first, so a used proof with a bad nonce is asked for a nonce. */
    @Test
    default void r07_aUsedProofWithABadNonceIsAskedForANonce() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithNonce(NONCE).jti(UUID.randomUUID().toString());
        Expect.accepted(caller, caller.send(NONCE, proof));
        Expect.k5(
                server(),
                caller.send(NONCE, proof.nonce(server().nonces().stale().serialize())));
        Expect.k5(server(), caller.send(NONCE, proof.without("nonce")));
    }

    /** R-05, N-16, clients.md 1.3: oidc-spa repeats every GET whose 401 has a nonce, so a replay must not have one. */
    @Test
    default void r05_aReplayGetsNoNonceEvenIfOneIsDue() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proofWithoutNonce(NONCE)
                .nonce(server().nonces().due().serialize())
                .jti(UUID.randomUUID().toString());
        Expect.acceptedWithNewerNonce(caller, caller.send(NONCE, proof));
        Expect.k2(PROOF_REPLAYED, caller.send(NONCE, proof));
        Expect.k2(HTM_MISMATCH, caller.send(NONCE, proof.claim("htm", "PUT")));
        Expect.k2(PROOF_EXPIRED, caller.send(NONCE, proof.claim("exp", 1)));
    }

    // ---- renewal

    /** N-09, N-16, C-15, C-18: in the second half of a nonce's life its successor rides on successes and on 403s. */
    @Test
    default void n16_aNonceIsReplacedInTheSecondHalfOfItsLife() {
        Caller caller = Caller.bound(server());
        NonceSetup nonces = server().nonces();
        for (TestNonce young :
                List.of(nonces.fresh(), nonces.young(), nonces.fresh().issuedAhead(NonceSetup.NODE_SKEW))) {
            Expect.accepted(caller, caller.send(NONCE, proof(caller, NONCE, young)));
            Expect.k7(caller.send(NONCE_AND_ROLE, proof(caller, NONCE_AND_ROLE, young)));
        }
        for (TestNonce due : List.of(nonces.due(), nonces.old())) {
            Answer answer = caller.send(NONCE, proof(caller, NONCE, due));
            String newer = Expect.acceptedWithNewerNonce(caller, answer);
            Expect.k7withNewerNonce(server(), caller.send(NONCE_AND_ROLE, proof(caller, NONCE_AND_ROLE, due)));
            Expect.accepted(
                    caller, caller.send(NONCE, caller.proofWithoutNonce(NONCE).nonce(newer)));
        }
    }

    /** N-14, N-16, H-116: a nonce of the secret before is good, at any age, and is replaced by one of the new secret. */
    @Test
    default void h116_aNonceOfTheSecretBeforeIsGoodAndIsReplaced() {
        Caller caller = Caller.bound(server());
        TestNonce older = server().nonces().ofOlderSecret();
        Duration lifetime = server().nonces().lifetime();
        for (TestNonce nonce : List.of(
                older, older.issuedAgo(Duration.ofSeconds(5)), older.issuedAgo(lifetime.minus(NonceSetup.MARGIN)))) {
            Answer answer = caller.send(NONCE, proof(caller, NONCE, nonce));
            String newer = Expect.acceptedWithNewerNonce(caller, answer);
            Expect.accepted(
                    caller, caller.send(NONCE, caller.proofWithoutNonce(NONCE).nonce(newer)));
        }
        TestNonce stale = older.issuedAgo(lifetime.plusSeconds(1));
        Expect.k5(server(), caller.send(NONCE, proof(caller, NONCE, stale)));
    }

    /** H-120: a nonce made by another node that shares the secrets, whose clock is not quite the same. */
    @Test
    default void h116_aNonceOfAnotherNodeIsGood() {
        Caller caller = Caller.bound(server());
        for (long ahead : List.of(-20L, -5L, 0L, 5L, 20L, 30L)) {
            TestNonce nonce = server().nonces().fresh().issuedAhead(Duration.ofSeconds(ahead));
            Expect.accepted(caller, caller.send(NONCE, proof(caller, NONCE, nonce)));
        }
    }

    /** N-09, A-33, clients.md 1.3: on no other status, because some clients repeat a request for a nonce. */
    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 303, 304, 400, 401, 403, 404, 409, 422, 429, 500, 503})
    default void n09_onlySuccessesAnd403sBringANewerNonce(int status) {
        Caller caller = Caller.bound(server());
        String path = "/contract/answers/status/" + status;
        Answer due = caller.send(path, proof(caller, path, server().nonces().due()));
        assertEquals(status, due.status(), due.toString());
        if (status / 100 == 2 || status == 403) {
            Expect.freshNonce(server(), due);
        } else {
            Expect.noNonce(due);
        }
        Answer young = caller.send(path, caller.proofWithNonce(path));
        assertEquals(status, young.status(), young.toString());
        Expect.noNonce(young);
    }

    /** N-09: what the server answers by itself. */
    @Test
    default void n09_whatTheServerItselfRefusesBringsNoNonce() {
        Caller caller = Caller.bound(server());
        String nonce = server().nonces().due().serialize();
        for (String path :
                List.of("/contract/no-such-path", "/contract/nonce/no-such-path", "/contract/answers/cacheable")) {
            // No endpoint answers POST at any of them: 404, 405, or whatever the server calls it.
            Answer answer = server().request("POST", path)
                    .dpop(caller.token())
                    .proof(caller.proofWithoutNonce("POST", path).nonce(nonce))
                    .send();
            Expect.refusedBySomebody(Difference.ANSWERED_WITHOUT_ENDPOINT, answer);
            Expect.noNonce(answer);
        }
    }

    /** N-18, C-18, H-140: only an answer that holds a nonce is kept out of caches, and that one for sure. */
    @Test
    default void h140_anAnswerWithANonceIsNotCached() {
        Caller caller = Caller.bound(server());
        String path = "/contract/answers/cacheable";
        Answer young = caller.send(path, caller.proofWithNonce(path));
        Expect.accepted(caller, young);
        assertEquals(List.of(AnswerResource.CACHEABLE), young.headers("Cache-Control"));
        Answer due = caller.send(path, proof(caller, path, server().nonces().due()));
        Expect.acceptedWithNewerNonce(caller, due);
        assertEquals(List.of("no-store"), due.headers("Cache-Control"));
    }

    /** C-19: one field, and ours where ours is due. */
    @Test
    default void c19_anApplicationsOwnNonceIsNoSecondOne() {
        Caller caller = Caller.bound(server());
        String path = "/contract/answers/own-nonce";
        Answer due = caller.send(path, proof(caller, path, server().nonces().due()));
        Expect.acceptedWithNewerNonce(caller, due);
        Answer young = caller.send(path, caller.proofWithNonce(path));
        assertEquals(List.of(AnswerResource.OWN_NONCE), young.headers("DPoP-Nonce"), young.toString());
        Answer refused = caller.send(path, caller.proofWithoutNonce(path));
        Expect.k5(server(), refused);
    }

    // ---- use

    /** A-30, N-10, N-11, H-117, H-120: good at once and many times, until its own end, whatever came after it. */
    @Test
    default void h117_aNonceIsGoodManyTimes() {
        Caller caller = Caller.bound(server());
        String first = Expect.k5(server(), caller.send(NONCE, caller.proofWithoutNonce(NONCE)));
        String second = Expect.k5(server(), caller.send(NONCE, caller.proofWithoutNonce(NONCE)));
        for (int i = 0; i < 5; i++) {
            for (String nonce : List.of(first, second)) {
                Expect.accepted(
                        caller,
                        caller.send(NONCE, caller.proofWithoutNonce(NONCE).nonce(nonce)));
            }
        }
    }

    /** A-30, H-117, clients.md 1.5: browsers send several requests at a time. */
    @Test
    default void h117_parallelRequestsShareANonce() throws InterruptedException, ExecutionException {
        Caller caller = Caller.bound(server());
        String nonce = Expect.k5(server(), caller.send(NONCE, caller.proofWithoutNonce(NONCE)));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                TestProof proof = caller.proofWithoutNonce(NONCE).nonce(nonce);
                calls.add(() -> caller.send(NONCE, proof));
            }
            for (Future<Answer> call : clients.invokeAll(calls)) {
                Expect.accepted(caller, call.get());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** one nonce in many proofs does not make the proofs good for more than one request each. */
    @Test
    default void h101_ofTwentyParallelCopiesWithANonceExactlyOnePasses()
            throws InterruptedException, ExecutionException {
        Caller caller = Caller.bound(server());
        Request request = server().get(NONCE).dpop(caller.token()).proof(caller.proofWithNonce(NONCE));
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            int passed = 0;
            List<Callable<Answer>> copies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                copies.add(request::send);
            }
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

    /** N-21 is a permission that is not used: a nonce belongs to the server, not to the client that got it. */
    @Test
    default void n21_aNonceOfOneClientServesAnother() {
        Caller first = Caller.bound(server());
        Caller second = Caller.bound(server());
        String nonce = Expect.k5(server(), first.send(NONCE, first.proofWithoutNonce(NONCE)));
        Expect.accepted(
                second, second.send(NONCE, second.proofWithoutNonce(NONCE).nonce(nonce)));
    }

    /** H-120: one retry, at the first request only. */
    @Test
    default void h120_anHonestClientIsAskedOnce() {
        Caller caller = Caller.bound(server());
        HonestClient client = new HonestClient(caller);
        Expect.accepted(caller, client.get(NONCE));
        assertEquals(2, client.requests());
        Expect.accepted(caller, client.get(NONCE));
        Expect.accepted(caller, client.get("/contract/nonce/sensitive"));
        assertEquals(4, client.requests());
    }

    /** H-87: one connection, several requests, no nonce left over from one to the next. */
    @Test
    default void h87_pipelinedRequestsAreAskedEachByItself() {
        Caller caller = Caller.bound(server());
        Request withoutNonce = server().get(NONCE).dpop(caller.token()).proof(caller.proofWithoutNonce(NONCE));
        Request good = server().get(NONCE).dpop(caller.token()).proof(caller.proofWithNonce(NONCE));
        Request due = server().get(NONCE)
                .dpop(caller.token())
                .proof(proof(caller, NONCE, server().nonces().due()));
        Request open = server().get("/contract/public");
        String late = "/contract/negotiated";
        Request lateWithoutNonce = server().get(late)
                .header("Accept", "text/csv")
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce(late));
        List<Request> requests = List.of(withoutNonce, good, due, open, lateWithoutNonce, open, server().get(NONCE));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < requests.size(); i++) {
            bytes.writeBytes(requests.get(i).bytes(i == requests.size() - 1));
        }
        List<Answer> answers = RawHttp.exchange(
                server().baseUri(),
                bytes.toByteArray(),
                requests.stream().map(Request::method).toList());
        Expect.k5(server(), answers.get(0));
        Expect.accepted(caller, answers.get(1));
        Expect.acceptedWithNewerNonce(caller, answers.get(2));
        Expect.acceptedAsNobody(answers.get(3));
        Expect.k5(server(), answers.get(4));
        Expect.acceptedAsNobody(answers.get(5));
        Expect.k1(server(), Place.REQUIRED, answers.get(6));
    }

    // ---- who is never bothered

    /** N-18, H-82: whoever does not use DPoP never meets a nonce, whatever the setting. */
    @Test
    default void n18_bearerAndAnonymousRequestsNeverMeetANonce() {
        ContractRecorder.because(Difference.ANSWERED_WITHOUT_ENDPOINT);
        String unbound = server().token().serialize();
        String bound = Caller.bound(server()).token();
        for (String path : List.of(
                server().path(Place.OPTIONAL),
                server().path(Place.BY_MODE),
                server().path(Place.REQUIRED),
                "/contract/public",
                "/contract/permit-all",
                "/contract/auditor",
                "/contract/no-such-path",
                "/contract/answers/cacheable",
                NONCE_AND_ROLE,
                NONCE)) {
            Request request = server().get(path);
            for (Request other : List.of(
                    request,
                    request.proof("stray"),
                    request.bearer(unbound),
                    request.bearer(bound),
                    request.bearer("x.y.z"),
                    request.header("Authorization", "Basic YTpi"),
                    server().request("OPTIONS", path))) {
                Expect.noNonce(other.send());
            }
        }
        Expect.acceptedAsBearer(
                server(), server().get(Place.OPTIONAL).bearer(unbound).send());
        Expect.acceptedAsNobody(server().get("/contract/public").send());
    }

    /** K0, N-04: where a DPoP request is judged though nobody asked for it, the setting holds. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/public", "/contract/permit-all"})
    default void n04_aDPoPRequestAtAPublicEndpointFollowsTheSetting(String path) {
        Caller caller = Caller.bound(server());
        Answer withoutNonce = caller.send(path, caller.proofWithoutNonce(path));
        if (server().nonces().areDemandedEverywhere()) {
            Expect.k5(server(), withoutNonce);
        } else {
            Expect.accepted(caller, withoutNonce);
        }
        Expect.accepted(caller, caller.send(path, caller.proofWithNonce(path)));
    }

    /** N-08, N-19, P-25, A-15: with nonces off, a nonce claim is like any unknown claim. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void a15_withNoncesOffAnyNonceClaimIsIgnored(Place place) {
        Caller caller = Caller.bound(server());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("unknown", "unasked");
        claims.put("empty", "");
        claims.put("blank", " ");
        claims.put("long", "n".repeat(2000));
        claims.put("line break", "a\r\nb");
        claims.put("null", null);
        claims.put("number", 1);
        claims.put("boolean", false);
        claims.put("array", List.of("a"));
        claims.put("object", Map.of("a", 1));
        claims.put("stale", server().nonces().stale().serialize());
        claims.forEach((kind, nonce) -> {
            Answer answer = caller.send(place, caller.proof(place).claim("nonce", nonce));
            if (!server().nonces().areDemandedEverywhere()) {
                Expect.accepted(caller, answer);
            } else if (nonce instanceof String text && !text.contains("\n")) {
                Expect.k5(server(), answer);
            } else {
                Expect.k2(CLAIM_INVALID, answer);
            }
        });
    }

    /** N-08, N-16: with nonces off, nothing is replaced either, and no good nonce widens the window of {@code iat}. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void n08_withNoncesOffAGoodNonceMeansNothing(Place place) {
        Caller caller = Caller.bound(server());
        String path = server().path(place);
        TestProof due = proof(caller, path, server().nonces().due());
        Answer old = caller.send(place, due.issuedAgo(Duration.ofHours(1)));
        if (server().nonces().areDemandedEverywhere()) {
            Expect.acceptedWithNewerNonce(caller, caller.send(place, due));
            Expect.acceptedWithNewerNonce(caller, old);
        } else {
            Expect.accepted(caller, caller.send(place, due));
            Expect.k2(PROOF_EXPIRED, old);
        }
    }

    private static TestProof proof(Caller caller, String path, TestNonce nonce) {
        return caller.proofWithoutNonce(path).nonce(nonce.serialize());
    }
}
