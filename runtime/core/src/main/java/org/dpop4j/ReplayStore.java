package org.dpop4j;

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
     * Remembers a use, if its key is not remembered yet, as one atomic step.
     *
     * <p>An implementation never forgets a key before its expiry has passed, not even when it is full, and never
     * derives a shorter life from its own clock.
     *
     * @return {@code true} when the key was not known, which at most one of any number of parallel callers sees;
     *     {@code false} when it was
     * @throws ReplayStoreException when the store is full or cannot be asked, or, with
     *     {@link ReplayStoreException.Reason#FORGOTTEN}, when the proof is older than what the store knows; any other
     *     exception refuses the request as well
     */
    boolean firstUse(ProofUse use);
}
