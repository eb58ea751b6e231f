package org.dpop4j.proof;

import java.time.Duration;
import java.time.Instant;
import org.dpop4j.Rejection;
import org.dpop4j.settings.FreshnessWindow;

/**
 * How it is known when a proof was made: RFC 9449 section 4.3, item 11.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
sealed interface ProofDate {
    /**
     * The client says so.
     *
     * @param iat in seconds of the epoch
     */
    record ByIat(long iat) implements ProofDate {
        @Override
        public Instant madeAt(Duration nonceLifetime) {
            return Instant.ofEpochSecond(iat);
        }

        @Override
        public Instant retainUntil(FreshnessWindow window, Instant now) {
            return window.retainUntil(iat);
        }

        @Override
        public Rejection whenOver() {
            return Rejection.PROOF_EXPIRED;
        }
    }

    /**
     * The nonce carries its time, and so this server says it. {@code iat} only has to be there.
     *
     * @param goodUntil the last instant at which the nonce is good, inclusive
     * @param iat in seconds of the epoch
     */
    record ByNonce(Instant goodUntil, long iat) implements ProofDate {
        @Override
        public Instant madeAt(Duration nonceLifetime) {
            return goodUntil.minus(nonceLifetime);
        }

        @Override
        public Instant retainUntil(FreshnessWindow window, Instant now) {
            return window.retainUntil(iat, goodUntil, now.getEpochSecond());
        }

        @Override
        public Rejection whenOver() {
            return Rejection.NONCE_STALE;
        }
    }

    /** When the proof was made: its {@code iat}, or the issue of the nonce, taken for its lifetime before its end. */
    Instant madeAt(Duration nonceLifetime);

    /** Until when, inclusive, the used proof has to be remembered. */
    Instant retainUntil(FreshnessWindow window, Instant now);

    /** Why a proof is refused that is too old. With a nonce the client needs a new one, otherwise a new proof helps. */
    Rejection whenOver();
}
