package org.dpop4j.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;

/**
 * The times of a store that many nodes share: how long an entry lives, and since when every use is known.
 *
 * <p><b>Threading:</b> safe for any number of threads.
 */
public final class SharedStoreClock {
    private static final long CLOCK_DIFFERENCE_SECONDS = 30;
    /** A hundred years: what a store can add to its own time. */
    private static final long LONGEST_LIFE_SECONDS = 36_525L * 24 * 3600;

    private static final Duration RETRY_WITH_NEW_PROOF = Duration.ofSeconds(1);

    private final Clock clock;

    /** @param clock the clock by which proofs are verified */
    public SharedStoreClock(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * How long an entry has to live in a store with a clock of its own: until its expiry by this node's clock, and half a
     * minute longer, so that clocks which differ by less do not make it go early.
     *
     * @return in milliseconds, rounded up; at least half a minute, and at most a hundred years
     */
    public long lifeMillis(Instant expiry) {
        Instant now = clock.instant();
        long seconds = Math.subtractExact(expiry.getEpochSecond(), now.getEpochSecond());
        if (seconds > LONGEST_LIFE_SECONDS) {
            return LONGEST_LIFE_SECONDS * 1000;
        }
        long left = seconds < 0
                ? 0
                : Math.max(0, Duration.between(now, expiry).plusNanos(999_999).toMillis());
        return left + CLOCK_DIFFERENCE_SECONDS * 1000;
    }

    /** Now, rounded up to the second of the epoch: proofs made from then on are not used yet. */
    public long nextSecond() {
        Instant now = clock.instant();
        return now.getNano() == 0 ? now.getEpochSecond() : now.getEpochSecond() + 1;
    }

    /** Whether {@link #nextSecond}, asked for a while ago, is still one that has not begun before now. */
    public boolean isAhead(long second) {
        return !clock.instant().isAfter(Instant.ofEpochSecond(second));
    }

    /**
     * The refusal of a proof that was made before a store that has lost its memory knows every use. Within the second of
     * the loss nothing new can be told from what was before; after it a new proof helps.
     *
     * @param store the subject of a sentence, for operators
     * @param knowsSince in seconds of the epoch
     */
    public ReplayStoreException forgotten(String store, long knowsSince) {
        boolean canPassNow = clock.instant().getEpochSecond() >= knowsSince;
        return new ReplayStoreException(
                canPassNow ? Reason.FORGOTTEN : Reason.UNAVAILABLE,
                store + " knows the used proofs since " + Instant.ofEpochSecond(knowsSince)
                        + ", and the proof is older",
                RETRY_WITH_NEW_PROOF);
    }
}
