package org.dpop4j;

import java.time.Instant;
import org.dpop4j.proof.ProofVerifier;

/**
 * A proof that passed every check of RFC 9449 section 4.3 for the request it came with.
 *
 * <p>Only {@link ProofVerifier} makes one, so holding one is the evidence. Immutable.
 */
public final class DPoPProof {
    private final String jkt;
    private final String jti;
    private final Instant issuedAt;
    private final String algorithm;
    private final boolean hasGoodNonce;

    public DPoPProof(String jkt, String jti, Instant issuedAt, String algorithm, boolean hasGoodNonce) {
        this.jkt = jkt;
        this.jti = jti;
        this.issuedAt = issuedAt;
        this.algorithm = algorithm;
        this.hasGoodNonce = hasGoodNonce;
    }

    /** Thumbprint of the client's key (RFC 7638, SHA-256, base64url, 43 characters); equals the token's binding. */
    public String jkt() {
        return jkt;
    }

    /** The proof's identifier as the client chose it, 1 to 256 characters. Not for logs. */
    public String jti() {
        return jti;
    }

    /** When the client says it made the proof, in whole seconds. */
    public Instant issuedAt() {
        return issuedAt;
    }

    /** The JWS algorithm name of the signature, such as {@code ES256}. */
    public String algorithm() {
        return algorithm;
    }

    /** Whether it holds a nonce that the nonce provider was asked about, and found good. */
    public boolean hasGoodNonce() {
        return hasGoodNonce;
    }

    @Override
    public String toString() {
        return "DPoPProof[jkt=" + jkt + ", algorithm=" + algorithm + "]";
    }
}
