package org.dpop4j;

import java.time.Instant;

/**
 * CDI event: a request came with a valid proof for its DPoP-bound token.
 *
 * @param jkt thumbprint of the client's key
 * @param algorithm JWS algorithm name of the proof
 * @param issuedAt when the client says it made the proof
 */
public record DPoPAccepted(String jkt, String algorithm, Instant issuedAt) {}
