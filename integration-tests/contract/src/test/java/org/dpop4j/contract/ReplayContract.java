package org.dpop4j.contract;

import static org.dpop4j.Rejection.ATH_MISMATCH;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.SIGNATURE_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

/** Each proof once, RFC 9449 section 11.1: R rules and H-100 to H-112. */
public interface ReplayContract extends ContractTest {
    /** The order of the base point of P-256. */
    BigInteger ORDER = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    /** R-05, H-100: also from another connection, also at another place, also after other requests. */
    @Test
    default void h100_aReplayIsRefusedForGood() {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(Place.REQUIRED).serialize();
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Expect.accepted(caller, caller.get(Place.REQUIRED).send());
        for (int i = 0; i < 3; i++) {
            Expect.k2(PROOF_REPLAYED, caller.send(Place.REQUIRED, proof));
        }
    }

    /** R-06, H-101. */
    @Test
    default void h101_ofAHundredParallelCopiesExactlyOnePasses() throws InterruptedException, ExecutionException {
        Caller caller = Caller.bound(server());
        Request request = caller.get(Place.REQUIRED);
        ExecutorService clients = Executors.newFixedThreadPool(20);
        try {
            List<Callable<Answer>> copies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                copies.add(request::send);
            }
            int passed = 0;
            for (Future<Answer> copy : clients.invokeAll(copies)) {
                Answer answer = copy.get();
                if (answer.status() == 200) {
                    Expect.accepted(caller, answer);
                    passed++;
                } else {
                    Expect.k2(PROOF_REPLAYED, answer);
                }
            }
            assertEquals(1, passed);
        } finally {
            clients.shutdownNow();
        }
    }

    /** H-101 the other way round: what is not a copy is not in the way. */
    @Test
    default void h101_parallelRequestsOfOneClientAllPass() throws InterruptedException, ExecutionException {
        Caller caller = Caller.bound(server());
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Request request = caller.get(Place.REQUIRED);
                calls.add(request::send);
            }
            for (Future<Answer> call : clients.invokeAll(calls)) {
                Expect.accepted(caller, call.get());
            }
        } finally {
            clients.shutdownNow();
        }
    }

    /** R-08, H-104. */
    @Test
    default void h104_aProofDatedAheadIsUsedUpLikeAnyOther() {
        Caller caller = Caller.bound(server());
        String proof =
                caller.proof(Place.REQUIRED).issuedAhead(Duration.ofSeconds(25)).serialize();
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Expect.k2(PROOF_REPLAYED, caller.send(Place.REQUIRED, proof));
    }

    /** H-105: nothing that is refused uses up an identifier. */
    @Test
    default void h105_aRefusedProofUsesNothingUp() {
        Caller victim = Caller.bound(server());
        Caller stranger = Caller.bound(server());
        TestProof proof = victim.proof(Place.REQUIRED).jti(unique());
        Expect.k2(SIGNATURE_INVALID, victim.send(Place.REQUIRED, proof.signedBy(stranger.key())));
        Expect.k2(HTM_MISMATCH, victim.send(Place.REQUIRED, proof.claim("htm", "PUT")));
        Expect.k2(HTU_MISMATCH, victim.send(Place.REQUIRED, proof.claim("htu", "https://other.example/")));
        Expect.k2(ATH_MISMATCH, victim.send(Place.REQUIRED, proof.accessTokenHash("A".repeat(43))));
        TestProof old = proof.issuedAgo(Duration.ofHours(1));
        if (server().nonces().areDemandedEverywhere()) {
            // with a good nonce it would not be refused at all.
            Expect.k5(
                    server(),
                    victim.send(
                            Place.REQUIRED, old.nonce(server().nonces().stale().serialize())));
        } else {
            Expect.k2(PROOF_EXPIRED, victim.send(Place.REQUIRED, old));
        }
        Expect.accepted(victim, victim.send(Place.REQUIRED, proof));
        Expect.k2(PROOF_REPLAYED, victim.send(Place.REQUIRED, proof));
    }

    /** R-04, H-105, H-109: an identifier belongs to the key that used it. */
    @Test
    default void h109_twoClientsMayUseTheSameIdentifier() {
        String jti = unique();
        for (Caller caller : List.of(Caller.bound(server()), Caller.bound(server()))) {
            Expect.accepted(
                    caller,
                    caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).jti(jti)));
        }
    }

    /** X-24, H-41, H-108, A-03: newly signed, for another target, another method, another token: still the same. */
    @Test
    default void h108_anIdentifierIsUsedUpForAllTargets() {
        Caller caller = Caller.bound(server());
        String jti = unique();
        Expect.accepted(
                caller, caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).jti(jti)));
        Expect.k2(
                PROOF_REPLAYED,
                caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).jti(jti)));
        Expect.k2(
                PROOF_REPLAYED,
                caller.send(Place.OPTIONAL, caller.proof(Place.OPTIONAL).jti(jti)));
        Request post = server().request("POST", server().path(Place.REQUIRED)).dpop(caller.token());
        Expect.k2(
                PROOF_REPLAYED,
                post.proof(caller.proof("POST", server().path(Place.REQUIRED)).jti(jti))
                        .send());
        Caller again = caller.with(server().token().boundTo(caller.key()));
        Expect.k2(
                PROOF_REPLAYED,
                again.send(Place.REQUIRED, again.proof(Place.REQUIRED).jti(jti)));
    }

    /** H-40, E-03: the second signature of every ECDSA signature verifies as well, and makes no new proof. */
    @Test
    default void h40_theTwinSignatureIsTheSameProof() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED).jti(unique());
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Expect.k2(PROOF_REPLAYED, caller.send(Place.REQUIRED, proof.mapSignature(ReplayContract::twin)));
        // And the twin is a valid signature, or the line above would prove nothing.
        Expect.accepted(
                caller, caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).mapSignature(ReplayContract::twin)));
    }

    /** H-99: a proof is not good elsewhere because it was good once. */
    @Test
    default void h99_anAcceptedProofIsNotGoodForAnotherRequest() {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(Place.REQUIRED).serialize();
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Expect.k2(HTU_MISMATCH, caller.send(Place.OPTIONAL, proof));
    }

    /** H-119, Q-07: one verification per request, also where the runtime refuses the request afterwards. */
    @Test
    default void h119_a403HasUsedTheProofOnce() {
        Caller caller = Caller.bound(server());
        String path = "/contract/admin";
        String proof = caller.proof(path).serialize();
        Request request = server().get(path).dpop(caller.token()).proof(proof);
        Expect.k7(request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** H-125: unknown paths, by whatever answer, never as a failure; and a public path is judged like every other. */
    @Test
    default void h125_aProofAtAPublicEndpointIsJudgedAndUsedUp() {
        Caller caller = Caller.bound(server());
        String path = "/contract/public";
        String proof = caller.proof(path).serialize();
        Request request = server().get(path).dpop(caller.token());
        Expect.accepted(caller, request.proof(proof).send());
        Expect.k2(PROOF_REPLAYED, request.proof(proof).send());
        Expect.k2(
                HTM_MISMATCH,
                request.proof(caller.proof(path).claim("htm", "PUT")).send());
        Difference unknown = Difference.ANSWERED_WITHOUT_ENDPOINT;
        Expect.refusedBySomebody(unknown, server().get("/contract/no-such-path").send());
        Expect.refusedBySomebody(unknown, caller.get("/contract/no-such-path").send());
        Expect.refusedBySomebody(
                unknown, caller.get("/contract/no-such-path").proof("garbage").send());
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }

    /** s becomes n - s. */
    private static byte[] twin(byte[] signature) {
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = ORDER.subtract(s).toByteArray();
        byte[] result = Arrays.copyOf(signature, 64);
        Arrays.fill(result, 32, 64, (byte) 0);
        int length = Math.min(32, other.length);
        System.arraycopy(other, other.length - length, result, 64 - length, length);
        return result;
    }
}
