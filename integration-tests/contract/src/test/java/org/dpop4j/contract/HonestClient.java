package org.dpop4j.contract;

import java.time.Duration;
import java.util.List;
import org.dpop4j.test.TestProof;

/**
 * A client as the libraries are, in what they do about nonces: it keeps the newest nonce, takes up a challenge only if that
 * is the only one, and repeats a request at most twice. One request after the other.
 */
final class HonestClient {
    private static final int MOST_RETRIES = 2;

    private final Caller caller;
    private final Duration clockAhead;
    private String nonce = "";
    private int requests;

    HonestClient(Caller caller) {
        this(caller, Duration.ZERO);
    }

    /** @param clockAhead how far the client's clock is ahead of the server's; negative when it is behind */
    HonestClient(Caller caller, Duration clockAhead) {
        this.caller = caller;
        this.clockAhead = clockAhead;
    }

    /** The last answer. */
    Answer get(String path) {
        Answer answer = once(path);
        for (int retries = 0; asksForNonce(answer) && retries < MOST_RETRIES; retries++) {
            answer = once(path);
        }
        return answer;
    }

    private Answer once(String path) {
        TestProof proof = caller.proofWithoutNonce(path).issuedAhead(clockAhead);
        Answer answer = caller.send(path, nonce.isEmpty() ? proof : proof.nonce(nonce));
        requests++;
        List<String> nonces = answer.headers("DPoP-Nonce");
        if (nonces.size() > 1) {
            throw new AssertionError("C-19, more than one nonce: " + answer);
        }
        nonces.forEach(newer -> nonce = newer);
        return answer;
    }

    private static boolean asksForNonce(Answer answer) {
        List<String> challenges = answer.challenges();
        return answer.status() == 401
                && challenges.size() == 1
                && challenges.get(0).startsWith("DPoP error=\"use_dpop_nonce\"")
                && !answer.headers("DPoP-Nonce").isEmpty();
    }

    /** The nonce that the next proof will have; empty when the client knows none. */
    String nonce() {
        return nonce;
    }

    /** The next proof will have this nonce. */
    void take(String other) {
        nonce = other;
    }

    void forgetNonce() {
        nonce = "";
    }

    /** How many requests were sent, retries included. */
    int requests() {
        return requests;
    }
}
