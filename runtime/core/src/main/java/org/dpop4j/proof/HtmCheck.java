package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;

/** RFC 9449 section 4.3, item 8: {@code htm} is the method of the request, case and all (RFC 9110 section 9.1). */
final class HtmCheck implements ProofCheck {
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        return ProofCheck.rejectUnless(proof.claims().htm().equals(request.method()), Rejection.HTM_MISMATCH);
    }
}
