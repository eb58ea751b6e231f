package org.dpop4j;

import java.time.Instant;

/**
 * CDI event: a request came with a valid proof for its DPoP-bound token.
 *
 * <p>Fired for synchronous and asynchronous observers. A synchronous one may be called on an event loop, so whatever blocks
 * belongs in an asynchronous one. What an observer throws changes nothing.
 *
 * @param jkt thumbprint of the client's key
 * @param algorithm JWS algorithm name of the proof
 * @param issuedAt when the client says it made the proof
 */
public record DPoPAccepted(String jkt, String algorithm, Instant issuedAt) {}
