package org.dpop4j.proof;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dpop4j.NonceVerdict;
import org.dpop4j.Rejection;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.settings.ProofAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * A proof whose form is right, and of which nothing is trusted yet. Belongs to one verification, so it is not
 * thread-safe.
 */
final class ParsedProof {
    private final String encodedHeader;
    private final String encodedPayload;
    private final byte[] signature;
    private final JoseHeader header;
    private @Nullable ClientKey key;
    private @Nullable ProofClaims claims;
    private NonceVerdict.@Nullable Valid nonce;

    ParsedProof(String encodedHeader, String encodedPayload, byte[] signature, JoseHeader header) {
        this.encodedHeader = encodedHeader;
        this.encodedPayload = encodedPayload;
        this.signature = signature;
        this.header = header;
    }

    String encodedHeader() {
        return encodedHeader;
    }

    /** Thumbprint of the key that the proof shows. */
    String jkt() {
        return header.jkt();
    }

    ProofAlgorithm algorithm() {
        return header.algorithm();
    }

    /**
     * The key that the proof shows, built when first asked for.
     *
     * @throws MalformedProof with {@link Rejection#KEY_WEAK}
     */
    ClientKey key() {
        if (key == null) {
            key = header.key();
        }
        return key;
    }

    byte[] signingInput() {
        return (encodedHeader + '.' + encodedPayload).getBytes(StandardCharsets.US_ASCII);
    }

    byte[] signature() {
        return signature;
    }

    /**
     * The claims, parsed when first asked for, which is after the signature was verified.
     *
     * @throws MalformedProof when the payload is no JSON object, lacks a required claim or has a malformed one
     */
    ProofClaims claims() {
        if (claims == null) {
            claims = ProofClaims.parse(encodedPayload);
        }
        return claims;
    }

    /** Records that the nonce is good. */
    void acceptNonce(NonceVerdict.Valid verdict) {
        nonce = verdict;
    }

    /** What the nonce provider said about the nonce; empty when it was not asked, or found it not good. */
    Optional<NonceVerdict.Valid> nonce() {
        return Optional.ofNullable(nonce);
    }

    /** How it is known when the proof was made. To be asked after the nonce was looked at. */
    ProofDate date() {
        long iat = claims().iat();
        return nonce().flatMap(NonceVerdict.Valid::goodUntil)
                .<ProofDate>map(goodUntil -> new ProofDate.ByNonce(goodUntil, iat))
                .orElseGet(() -> new ProofDate.ByIat(iat));
    }
}
