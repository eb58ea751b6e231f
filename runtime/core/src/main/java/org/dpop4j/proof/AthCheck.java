package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Sha256;

/** RFC 9449 section 4.3, item 12: {@code ath} is the SHA-256 hash of the access token as it was received. */
final class AthCheck implements ProofCheck {
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        return ProofCheck.rejectUnless(
                ProofCheck.isEqual(proof.claims().ath(), Sha256.ofAscii(request.accessToken())),
                Rejection.ATH_MISMATCH);
    }
}
