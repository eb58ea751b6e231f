package org.dpop4j;

import java.time.Instant;

/**
 * Remembers which proofs were used, so that each is used once.
 *
 * <p>An application may replace it: supply a bean of this type, application-scoped or singleton, and it is used instead of
 * the bounded in-memory default.
 *
 * <p><b>Threading:</b> called from many threads at once. <b>Blocking:</b> allowed; never called on an event loop.
 * <b>Failure:</b> whatever {@link #firstUse} throws refuses the request with status 503; a store never lets a proof
 * pass because it could not look.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
@FunctionalInterface
public interface ReplayStore {
    /**
     * Remembers a key, if it is not remembered yet, as one atomic step.
     *
     * <p>An implementation never forgets a key before its expiry has passed, not even when it is full, and never
     * derives a shorter life from its own clock.
     *
     * @param key identifies the proof; holds digests only, nothing that a client sent
     * @param expiry the last instant, inclusive, at which the proof could still be accepted; at least one second is
     *     already added for rounding
     * @return {@code true} when the key was not known, which at most one of any number of parallel callers sees;
     *     {@code false} when it was
     * @throws ReplayStoreException when the store is full or cannot be asked; any other exception has the same effect
     */
    boolean firstUse(ReplayKey key, Instant expiry);

    /**
     * Remembers a key as {@link #firstUse(ReplayKey, Instant)} does. This is what the verifier calls; a store that can
     * lose what it knew, and tell when it did, overrides it and refuses proofs that are older than the loss.
     *
     * @param madeAt when the proof was made, in whole seconds, rounded down: its {@code iat} or, where a nonce takes its
     *     place, the issue of the nonce, taken for {@code nonce.lifetime} before its end
     * @throws ReplayStoreException with {@link ReplayStoreException.Reason#FORGOTTEN} when the proof is older than what the
     *     store knows
     */
    default boolean firstUse(ReplayKey key, Instant madeAt, Instant expiry) {
        return firstUse(key, expiry);
    }
}
