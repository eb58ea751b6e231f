package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.SignatureVerifier;

/** RFC 9449 section 4.3, item 6: the signature verifies with the key in {@code jwk}, and with no other. */
final class SignatureCheck implements ProofCheck {
    private final SignatureVerifier signatures;
    private final ClientKeyCache knownKeys;

    SignatureCheck(SignatureVerifier signatures, ClientKeyCache knownKeys) {
        this.signatures = signatures;
        this.knownKeys = knownKeys;
    }

    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        ClientKey key = proof.key();
        if (!signatures.verifies(key, proof.signingInput(), proof.signature())) {
            return Optional.of(Rejection.SIGNATURE_INVALID);
        }
        knownKeys.put(proof.encodedHeader(), key);
        return Optional.empty();
    }
}
