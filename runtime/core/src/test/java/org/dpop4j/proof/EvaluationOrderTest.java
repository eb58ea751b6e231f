package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.dpop4j.Rejection;
import org.dpop4j.http.TargetUri;
import org.dpop4j.jose.Keys;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The order that section 2 of the catalogue prescribes (P-26, A-26). It is not a matter of taste: the thumbprint gates
 * every costly step, no claim is read before the signature, and the replay store comes last.
 */
class EvaluationOrderTest {
    private record Fault(Rejection reason, UnaryOperator<TestProof> change) {
        @Override
        public String toString() {
            return reason.name();
        }
    }

    /** Faults in the order in which they are found. Each can be put into a proof that has all the later ones as well. */
    private static final List<Fault> IN_ORDER = List.of(
            new Fault(Rejection.HEADER_UNSUPPORTED, proof -> proof.header("b64", true)),
            new Fault(Rejection.TYP_INVALID, proof -> proof.header("typ", "JWT")),
            new Fault(Rejection.ALG_NOT_ACCEPTED, proof -> proof.header("alg", "HS256")),
            new Fault(Rejection.JWK_PRIVATE, proof -> proof.jwkMember("d", "AQAB")),
            new Fault(Rejection.JWK_INVALID, proof -> proof.jwkMember("use", "enc")),
            // The token is bound to a good key; the proof shows one off its curve, and is signed by a third.
            new Fault(Rejection.KEY_MISMATCH, proof -> proof.jwkMember("kid", 1)),
            new Fault(
                    Rejection.KEY_WEAK,
                    proof -> proof.jwkMember("y", Keys.ES256.publicJwk().get("x"))),
            new Fault(Rejection.SIGNATURE_INVALID, proof -> proof.signedBy(Keys.OTHER_ES256)),
            new Fault(Rejection.CLAIM_MISSING, proof -> proof.without("jti")),
            new Fault(Rejection.HTM_MISMATCH, proof -> proof.claim("htm", "PUT")),
            new Fault(Rejection.HTU_MISMATCH, proof -> proof.claim("htu", "https://other.example/")),
            new Fault(Rejection.ATH_MISMATCH, proof -> proof.accessTokenHash("other")),
            new Fault(
                    Rejection.NONCE_STALE,
                    proof -> proof.nonce(new Verifying()
                            .nonce()
                            .issuedAgo(Duration.ofHours(1))
                            .serialize())),
            new Fault(Rejection.PROOF_EXPIRED, proof -> proof.issuedAgo(Duration.ofHours(1))));

    static Stream<Integer> pairs() {
        return Stream.iterate(0, i -> i + 1).limit(IN_ORDER.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @DisplayName("A-26: with all later faults in the same proof, the first one is reported")
    void reportsTheFirstFault(int first) {
        Verifying request = new Verifying();
        request.nonceDemand = NonceDemand.REQUIRED;
        TestProof proof = request.proof();
        for (Fault fault : IN_ORDER.subList(first, IN_ORDER.size())) {
            proof = fault.change().apply(proof);
        }
        // Bound to the key shown, unless that is the fault.
        String jkt = first <= 5 ? Keys.OTHER_ES256.jkt() : proof.jkt().orElseThrow();
        Verifying.assertRejected(IN_ORDER.get(first).reason(), request.verify(jkt, proof.serialize()));
        assertEquals(List.of(), request.store.uses());
    }

    @Test
    @DisplayName("the jkt is compared before the key is built: an off-curve key of a stranger is a stranger's key")
    void comparesTheThumbprintBeforeTheKeyIsBuilt() {
        Verifying request = new Verifying();
        TestProof weak = request.proof().jwkMember("y", Keys.ES256.publicJwk().get("x"));
        request.rejects(Rejection.KEY_WEAK, weak);
        request.jkt = Keys.ES256.jkt();
        request.rejects(Rejection.KEY_MISMATCH, weak);
        TestProof huge = request.proof().key(Keys.RS256).jwkMember("n", "_".repeat(3000));
        request.rejects(Rejection.KEY_MISMATCH, huge);
    }

    @Test
    @DisplayName("no claim is read before the signature is good")
    void verifiesTheSignatureBeforeTheClaims() {
        Verifying request = new Verifying();
        List<TestProof> unreadable = new ArrayList<>();
        unreadable.add(request.proof().rawPayload("no JSON"));
        unreadable.add(request.proof().rawPayload("[".repeat(4000)));
        unreadable.add(request.proof().rawPayload("{\"x\":\"" + "x".repeat(5000) + "\"}"));
        unreadable.add(request.proof().mapEncodedPayload(payload -> payload + "="));
        for (TestProof proof : unreadable) {
            TestProof unsigned = proof.signedBy(Keys.OTHER_ES256);
            Rejection expected = proof == unreadable.get(3) ? Rejection.PROOF_MALFORMED : Rejection.SIGNATURE_INVALID;
            // '=' is no character of the header field at all.
            request.rejects(expected, unsigned);
        }
    }

    @Test
    @DisplayName("form before everything: a broken signature part is found before the header is read")
    void readsTheFormFirst() {
        Verifying request = new Verifying();
        request.rejects(
                Rejection.PROOF_MALFORMED,
                request.proof().header("typ", "JWT").mapCompact(text -> text + "A".repeat(3)));
    }

    @Test
    @DisplayName("within the claims: all of them are well-formed before any is compared")
    void checksTheFormOfAllClaimsBeforeComparing() {
        Verifying request = new Verifying();
        request.rejects(
                Rejection.CLAIM_MISSING, request.proof().claim("htm", "PUT").without("ath"));
        request.rejects(
                Rejection.CLAIM_INVALID, request.proof().claim("htm", "PUT").claim("iat", "text"));
    }

    @Test
    @DisplayName("replay comes last: a used jti in a proof with another fault is reported as that fault")
    void asksTheStoreLast() {
        Verifying request = new Verifying();
        request.accepts(request.proof().jti("used"));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().jti("used").issuedAgo(Duration.ofHours(1)));
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("used"));
    }

    @Test
    @DisplayName("J-23, K9: what breaks in a check refuses the proof, and burns nothing")
    void whatBreaksRefuses() {
        Verifying request = new Verifying();
        for (Throwable failure : List.of(new IllegalStateException(), new StackOverflowError())) {
            List<TargetUri> broken = new AbstractList<>() {
                @Override
                public TargetUri get(int index) {
                    throw EvaluationOrderTest.<RuntimeException>unchecked(failure);
                }

                @Override
                public int size() {
                    return 1;
                }
            };
            ProtectedRequest sound =
                    request.request(Keys.ES256.jkt(), request.proof().serialize());
            Verifying.assertRejected(
                    Rejection.PROOF_MALFORMED,
                    request.verifier()
                            .verify(new ProtectedRequest(
                                    sound.method(),
                                    broken,
                                    sound.accessToken(),
                                    sound.jkt(),
                                    sound.proof(),
                                    NonceDemand.NONE)));
        }
        assertEquals(List.of(), request.store.uses());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
