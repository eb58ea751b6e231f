package org.dpop4j.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Deviation;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.VerifiedProof;
import org.dpop4j.settings.ApplicationLog;

/**
 * Tells operators what was refused before it tells the next listener: each request at DEBUG, with our side of what did not
 * match, and at INFO how many there were, at most once a minute. Refusals that belong to the protocol are in no such
 * summary, nor are those for a role that the caller lacks.
 *
 * <p><b>Threading:</b> safe for many threads. The refusal that ends a minute writes the summary, so that there is none
 * without a refusal.
 */
final class RefusalLog implements ExchangeListener {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Set<Rejection> EVERYDAY = EnumSet.of(
            Rejection.CREDENTIALS_MISSING,
            Rejection.NONCE_MISSING,
            Rejection.NONCE_STALE,
            Rejection.INSUFFICIENT_SCOPE);

    private final ApplicationLog log;
    private final String validator;
    private final Clock clock;
    private final ExchangeListener next;

    private final Map<Rejection, Long> counts = new EnumMap<>(Rejection.class);
    private long worstClockDifference;
    private Instant countedSince;
    private Instant lastSummary = Instant.MIN;

    /** @param validator who validates access tokens, as operators know it */
    RefusalLog(ApplicationLog log, String validator, Clock clock, ExchangeListener next) {
        this.log = log;
        this.validator = validator;
        this.clock = clock;
        this.next = next;
        this.countedSince = clock.instant();
    }

    @Override
    public void accepted(VerifiedProof proof) {
        next.accepted(proof);
    }

    @Override
    public void rejected(Outcome.Rejected refusal) {
        tell(refusal.reason(), refusal.deviation());
        next.rejected(refusal);
    }

    @Override
    public void finishedAccepted() {
        next.finishedAccepted();
    }

    @Override
    public void finishedRejected(Rejection reason) {
        tell(reason, Optional.empty());
        next.finishedRejected(reason);
    }

    private void tell(Rejection reason, Optional<Deviation> deviation) {
        log.debug(() -> "Request refused: " + reason.code()
                + deviation.map(detail -> ": " + detail).orElseGet(() -> byWhom(reason)));
        if (!EVERYDAY.contains(reason)) {
            count(reason, deviation).ifPresent(log::info);
        }
    }

    private String byWhom(Rejection reason) {
        return reason == Rejection.TOKEN_INVALID ? ": tokens are validated by " + validator + ", see its log" : "";
    }

    /** The summary, when one is due. */
    private synchronized Optional<String> count(Rejection reason, Optional<Deviation> deviation) {
        counts.merge(reason, 1L, Long::sum);
        if (deviation.orElse(null) instanceof Deviation.OfClock time
                && Math.abs(time.clockDifference()) > Math.abs(worstClockDifference)) {
            worstClockDifference = time.clockDifference();
        }
        Instant now = clock.instant();
        if (Duration.between(lastSummary, now).abs().compareTo(INTERVAL) < 0) {
            return Optional.empty();
        }
        String summary = summary();
        counts.clear();
        worstClockDifference = 0;
        countedSince = now;
        lastSummary = now;
        return Optional.of(summary);
    }

    private String summary() {
        String reasons = counts.entrySet().stream()
                .map(entry -> entry.getKey().code() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        String clocks = worstClockDifference == 0
                ? ""
                : "; a client's clock was " + Math.abs(worstClockDifference) + " seconds "
                        + (worstClockDifference < 0 ? "ahead of" : "behind") + " ours, or its proof had waited";
        return "Requests refused since " + countedSince + ": " + reasons + clocks;
    }
}
