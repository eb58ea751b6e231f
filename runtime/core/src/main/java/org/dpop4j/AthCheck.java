package org.dpop4j;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** RFC 9449 section 4.3, item 12: {@code ath} is the SHA-256 hash of the access token as it was received. */
final class AthCheck implements ProofCheck {
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        byte[] hash = ReplayKey.sha256().digest(request.accessToken().getBytes(StandardCharsets.US_ASCII));
        return ProofCheck.rejectUnless(
                ProofCheck.isEqual(proof.claims().ath(), Base64Url.encode(hash)), Rejection.ATH_MISMATCH);
    }
}
