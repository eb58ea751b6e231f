package org.dpop4j;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What a {@link DPoPNonceProvider} says about a nonce. */
public sealed interface NonceVerdict {
    /**
     * Good.
     *
     * @param goodUntil the last instant, inclusive, at which the nonce is good; empty when the nonce carries no time. Where
     *     it is known, it tells when the proof was made, so that {@code iat}, and with it the client's clock, no longer
     *     matters (RFC 9449 section 4.3, item 11). The used proof is remembered until then: so it lies at most a day ahead,
     *     and never later than what was said of the same nonce before
     * @param renew whether the response, if it is a success, is to bring a newer nonce
     */
    record Valid(Optional<Instant> goodUntil, boolean renew) implements NonceVerdict {
        /** @throws NullPointerException when {@code goodUntil} is null instead of empty */
        public Valid {
            Objects.requireNonNull(goodUntil, "goodUntil");
        }
    }

    /** Not good. The client gets the same challenge for each, with a new nonce. */
    enum Refused implements NonceVerdict {
        /** Supplied by this resource server, and no longer good. */
        STALE,
        /** Not supplied by this resource server, as far as can be told. */
        UNKNOWN
    }

    /** Good, carries no time: {@code iat} decides whether the proof is recent. */
    static Valid valid() {
        return new Valid(Optional.empty(), false);
    }

    /** Good, and carries its time. */
    static Valid validUntil(Instant goodUntil) {
        return new Valid(Optional.of(goodUntil), false);
    }
}
