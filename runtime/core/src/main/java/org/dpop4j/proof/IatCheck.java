package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.settings.FreshnessWindow;

/**
 * RFC 9449 section 4.3, item 11: the proof was made within the acceptable window. {@code exp} and {@code nbf} narrow it
 * where a client sends them, with the same tolerance for clocks, and never widen it (RFC 7519 sections 4.1.4, 4.1.5).
 *
 * <p>Where the nonce tells when the proof was made, {@code iat} only has to be there.
 */
final class IatCheck implements ProofCheck {
    private final FreshnessWindow window;

    IatCheck(FreshnessWindow window) {
        this.window = window;
    }

    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        long seconds = now.getEpochSecond();
        if (proof.date() instanceof ProofDate.ByIat date) {
            Optional<Rejection> outside = outside(date.iat(), seconds);
            if (outside.isPresent()) {
                boolean nonceMayHelp = request.nonceDemand() == NonceDemand.UNDECIDED
                        && proof.nonce().isEmpty();
                return nonceMayHelp ? Optional.of(Rejection.NONCE_MISSING) : outside;
            }
        }
        return narrowed(proof.claims(), seconds);
    }

    private Optional<Rejection> outside(long iat, long now) {
        if (window.isTooOld(iat, now)) {
            return Optional.of(Rejection.PROOF_EXPIRED);
        }
        return ProofCheck.rejectUnless(!window.isTooFarAhead(iat, now), Rejection.PROOF_NOT_YET_VALID);
    }

    private Optional<Rejection> narrowed(ProofClaims claims, long now) {
        long skew = window.futureSkew().toSeconds();
        if (claims.exp() != null && now - claims.exp() >= skew) {
            return Optional.of(Rejection.PROOF_EXPIRED);
        }
        return ProofCheck.rejectUnless(
                claims.nbf() == null || claims.nbf() - now <= skew, Rejection.PROOF_NOT_YET_VALID);
    }
}
