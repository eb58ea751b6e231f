package org.dpop4j;

import java.time.Instant;
import java.util.Objects;

/**
 * The use of one proof, as a {@link ReplayStore} has to remember it.
 *
 * @param key identifies the proof; holds digests only, nothing that a client sent
 * @param madeAt when the proof was made, in whole seconds, rounded down: its {@code iat} or, where a nonce takes its place,
 *     the end of the nonce minus {@code nonce.lifetime}. A store that can lose what it knew, and tell when it did, refuses
 *     proofs that are older than the loss
 * @param expiry the last instant, inclusive, at which the proof could still be accepted; at least one second is already
 *     added for rounding
 */
public record ProofUse(ReplayKey key, Instant madeAt, Instant expiry) {
    /** @throws NullPointerException when a part is null */
    public ProofUse {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(madeAt, "madeAt");
        Objects.requireNonNull(expiry, "expiry");
    }
}
