package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;

/** RFC 9449 section 4.3, item 12: the proof's key is the key that the access token is bound to. */
final class JktCheck implements ProofCheck {
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        return ProofCheck.rejectUnless(ProofCheck.isEqual(proof.jkt(), request.jkt()), Rejection.KEY_MISMATCH);
    }
}
