package org.dpop4j.settings;

import java.time.Duration;
import java.time.Instant;

/**
 * The acceptable window for a proof's creation time. It decides both what is accepted and how long a used proof is
 * remembered, so that the two can never drift apart.
 *
 * <p>Both ends are inclusive, and time is compared in whole seconds, as {@code iat} counts them.
 *
 * @param maxAge how old {@code iat} may be; {@link DPoPSettings#MAX_AGE} has its bounds
 * @param futureSkew how far ahead {@code iat} may be; {@link DPoPSettings#FUTURE_SKEW} has its bounds
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
public record FreshnessWindow(Duration maxAge, Duration futureSkew) {
    /** Whether a proof made at {@code iat} is too old at {@code now}; both in seconds of the epoch. */
    public boolean isTooOld(long iat, long now) {
        return now - iat > maxAge.toSeconds();
    }

    /** Whether a proof made at {@code iat} is too far ahead of {@code now}; both in seconds of the epoch. */
    public boolean isTooFarAhead(long iat, long now) {
        return iat - now > futureSkew.toSeconds();
    }

    /**
     * Until when, inclusive, a used proof has to be remembered: as long as it would still be accepted, plus the second
     * that rounding hides. Derived from {@code iat}, never from the time of use, because a proof dated ahead lives
     * longer than {@code maxAge} from now.
     */
    public Instant retainUntil(long iat) {
        return Instant.ofEpochSecond(iat).plus(maxAge).plusSeconds(1);
    }

    /**
     * Until when, inclusive, a used proof has to be remembered whose nonce is good until then. Retain until nonce or
     * {@code iat} expires, whichever is later; ignore a far-future {@code iat}, lest clients have their proofs remembered
     * for as long as they please.
     *
     * @param now in seconds of the epoch
     */
    public Instant retainUntil(long iat, Instant nonceGoodUntil, long now) {
        Instant byNonce = nonceGoodUntil.plusSeconds(1);
        if (isTooFarAhead(iat, now)) {
            return byNonce;
        }
        Instant byIat = retainUntil(iat);
        return byNonce.isAfter(byIat) ? byNonce : byIat;
    }
}
