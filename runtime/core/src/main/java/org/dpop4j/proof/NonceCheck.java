package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.NonceVerdict.Valid;
import org.dpop4j.Rejection;
import org.dpop4j.nonce.GuardedNonceProvider;
import org.dpop4j.nonce.NonceProviderFailure;

/**
 * RFC 9449 section 4.3, item 10: the nonce is one that this resource server supplied recently. Before {@link IatCheck},
 * because a nonce that carries its time replaces that window.
 */
final class NonceCheck implements ProofCheck {
    private final GuardedNonceProvider nonces;

    NonceCheck(GuardedNonceProvider nonces) {
        this.nonces = nonces;
    }

    /** @throws NonceProviderFailure when the provider cannot tell */
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        if (request.nonceDemand() == NonceDemand.NONE) {
            return Optional.empty();
        }
        String nonce = proof.claims().nonce();
        if (nonce.isEmpty()) {
            return ProofCheck.rejectUnless(request.nonceDemand() == NonceDemand.UNDECIDED, Rejection.NONCE_MISSING);
        }
        NonceVerdict verdict = nonces.check(nonce, new NonceRequest(proof.jkt(), now));
        if (verdict instanceof Valid valid) {
            proof.acceptNonce(valid);
            return Optional.empty();
        }
        return Optional.of(verdict == Refused.STALE ? Rejection.NONCE_STALE : Rejection.NONCE_UNKNOWN);
    }
}
