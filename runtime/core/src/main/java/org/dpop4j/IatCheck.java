package org.dpop4j;

import java.time.Instant;
import java.util.Optional;

/**
 * RFC 9449 section 4.3, item 11: the proof was made within the acceptable window. {@code exp} and {@code nbf} narrow it
 * where a client sends them, with the same tolerance for clocks, and never widen it (RFC 7519 sections 4.1.4, 4.1.5).
 */
final class IatCheck implements ProofCheck {
    private final FreshnessWindow window;

    IatCheck(FreshnessWindow window) {
        this.window = window;
    }

    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        ProofClaims claims = proof.claims();
        long seconds = now.getEpochSecond();
        long skew = window.futureSkew().toSeconds();
        if (window.isTooOld(claims.iat(), seconds) || (claims.exp() != null && seconds - claims.exp() >= skew)) {
            return Optional.of(Rejection.PROOF_EXPIRED);
        }
        if (window.isTooFarAhead(claims.iat(), seconds) || (claims.nbf() != null && claims.nbf() - seconds > skew)) {
            return Optional.of(Rejection.PROOF_NOT_YET_VALID);
        }
        return Optional.empty();
    }
}
