package org.dpop4j.proof;

import java.time.Instant;
import org.dpop4j.DPoPProof;

/** The evidence: only {@link ProofVerifier} makes one, so whoever holds one knows that every check has passed. Immutable. */
public final class VerifiedProof implements DPoPProof {
    private final String jkt;
    private final String jti;
    private final Instant issuedAt;
    private final String algorithm;
    private final boolean hasGoodNonce;

    VerifiedProof(ParsedProof proof) {
        this.jkt = proof.jkt();
        this.jti = proof.claims().jti();
        this.issuedAt = Instant.ofEpochSecond(proof.claims().iat());
        this.algorithm = proof.algorithm().joseName();
        this.hasGoodNonce = proof.nonce().isPresent();
    }

    @Override
    public String jkt() {
        return jkt;
    }

    @Override
    public String jti() {
        return jti;
    }

    @Override
    public Instant issuedAt() {
        return issuedAt;
    }

    @Override
    public String algorithm() {
        return algorithm;
    }

    /** Whether it holds a nonce that the nonce provider was asked about, and found good. */
    public boolean hasGoodNonce() {
        return hasGoodNonce;
    }

    @Override
    public String toString() {
        return "VerifiedProof[jkt=" + jkt + ", algorithm=" + algorithm + "]";
    }
}
