package org.dpop4j;

import java.time.Instant;

/**
 * For whom a nonce is made or checked.
 *
 * @param jkt thumbprint of the client's key, 43 characters; a provider that hashes it into its nonces binds them to the
 *     client
 * @param now the time by which the whole request is decided
 */
public record NonceRequest(String jkt, Instant now) {}
