package org.dpop4j;

import java.time.Instant;

/**
 * A proof that passed every check of RFC 9449 section 4.3 for the request it came with, as an application may read it.
 * Immutable.
 *
 * <p>Nothing is decided by it: what lets a request in is the library's own evidence, so that a test may stand in for it.
 */
public interface DPoPProof {
    /** Thumbprint of the client's key (RFC 7638, SHA-256, base64url, 43 characters); equals the token's binding. */
    String jkt();

    /** The proof's identifier as the client chose it, 1 to 256 characters. Not for logs. */
    String jti();

    /** When the client says it made the proof, in whole seconds. */
    Instant issuedAt();

    /** The JWS algorithm name of the signature, such as {@code ES256}. */
    String algorithm();
}
