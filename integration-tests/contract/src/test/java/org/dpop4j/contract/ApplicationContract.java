package org.dpop4j.contract;

import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dpop4j.contract.app.RewritingFilter;
import org.junit.jupiter.api.Test;

/** Applications that do more than answer: filters of their own, asynchronous methods. U-19, Q-07, Q-11, H-127 to H-129. */
public interface ApplicationContract extends ContractTest {
    /** U-19, H-81, H-128: the method on the wire counts, whatever a filter turns it into. */
    @Test
    default void h128_aFilterThatChangesTheMethodDoesNotChangeTheProof() {
        Caller caller = Caller.bound(server());
        String path = "/contract/required";
        Request request = server().request("POST", path)
                .header(RewritingFilter.FIELD, "method")
                .dpop(caller.token());
        Expect.accepted(caller, request.proof(caller.proof("POST", path)).send());
        Expect.k2(HTM_MISMATCH, request.proof(caller.proof("PUT", path)).send());
    }

    /** U-19, H-128: the demands are those of the endpoint that answers, the target URI is the one that was called. */
    @Test
    default void h128_aFilterThatChangesTheUriDoesNotOpenAnything() {
        Caller caller = Caller.bound(server());
        String path = "/contract/public";
        String rewritten = "/contract/required/any/rewritten";
        Request request = server().get(path).header(RewritingFilter.FIELD, "uri");
        Answer nobody = request.send();
        assertEquals(401, nobody.status(), nobody.toString());
        assertEquals(Expect.BARE_DPOP, nobody.challenges().get(0));
        Answer bearer = request.bearer(server().token().serialize()).send();
        assertEquals(401, bearer.status(), bearer.toString());
        Expect.k2(PROOF_MISSING, request.dpop(caller.token()).send());
        Expect.accepted(
                caller, request.dpop(caller.token()).proof(caller.proof(path)).send());
        Expect.k2(
                HTU_MISMATCH,
                request.dpop(caller.token()).proof(caller.proof(rewritten)).send());
    }

    /** H-129, P-02: field lines that a filter adds were not sent. */
    @Test
    default void h129_aFilterThatAddsAProofDoesNotAddALine() {
        Caller caller = Caller.bound(server());
        Request request = caller.get(Place.REQUIRED).header(RewritingFilter.FIELD, "proof");
        Expect.accepted(caller, request.send());
        Expect.k2(
                PROOF_MISSING,
                caller.withoutProof(Place.REQUIRED)
                        .header(RewritingFilter.FIELD, "proof")
                        .send());
    }

    /** the proof is known to the method, and the answer comes later. */
    @Test
    default void q11_asynchronousMethodsAreProtectedBeforeTheyStart() {
        Caller caller = Caller.bound(server());
        String path = "/contract/async/answer";
        Expect.accepted(caller, caller.get(path).send());
        Expect.k1(server(), Place.REQUIRED, server().get(path).send());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(caller.token()).send());
    }

    /** Q-07, H-119, H-127: a failure after the method has returned is no second look at the proof, and uses it up. */
    @Test
    default void h127_aLateFailureIsTheApplicationsAnswer() {
        Caller caller = Caller.bound(server());
        Request request = caller.get("/contract/async/conflict");
        Answer answer = request.send();
        assertEquals(409, answer.status(), answer.toString());
        assertEquals(List.of(), answer.challenges());
        Expect.k2(PROOF_REPLAYED, request.send());
    }
}
