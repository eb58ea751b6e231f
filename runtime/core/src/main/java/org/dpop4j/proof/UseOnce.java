package org.dpop4j.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dpop4j.ProofUse;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.replay.OutageReport;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.FreshnessWindow;

/**
 * RFC 9449 section 11.1: a proof is used once. No {@link ProofCheck}, because it has a side effect: the store remembers the
 * proof from now on.
 *
 * <p>The store is behind a guard: whatever it throws refuses the request and goes no further.
 */
final class UseOnce {
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

    private final FreshnessWindow freshness;
    private final Duration nonceLifetime;
    private final String namespace;
    private final ReplayStore store;
    private final OutageReport outage;
    private final Clock clock;

    UseOnce(DPoPSettings settings, ReplayStore store, Clock clock) {
        this.freshness = settings.freshness();
        this.nonceLifetime = settings.nonceLifetime();
        this.namespace = settings.replayNamespace();
        this.store = store;
        this.outage = new OutageReport(settings.log(), "The replay store", clock);
        this.clock = clock;
    }

    /**
     * Remembers the proof.
     *
     * @param now the time of the request
     * @return why the request is refused; empty when this was the first use
     */
    Optional<Outcome.Rejected> use(ParsedProof proof, Instant now) {
        ProofDate date = proof.date();
        try {
            Instant expiry = date.retainUntil(freshness, now);
            ReplayKey key = ReplayKey.of(namespace, proof.jkt(), proof.claims().jti());
            boolean isFirst = store.firstUse(new ProofUse(key, date.madeAt(nonceLifetime), expiry));
            outage.answered();
            if (!isFirst) {
                return Optional.of(new Outcome.Rejected(Rejection.PROOF_REPLAYED));
            }
            // The store answered so late that the entry may have expired.
            return clock.instant().isAfter(expiry)
                    ? Optional.of(new Outcome.Rejected(date.whenOver()))
                    : Optional.empty();
        } catch (ReplayStoreException e) {
            return Optional.of(refusal(e, date));
        } catch (Throwable e) {
            // Checked ones as well: the store may be written in a language that does not declare them.
            // Errors as well, such as a missing class of its client.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            outage.failed(e);
            return Optional.of(Outcome.Rejected.unavailable(Rejection.REPLAY_STORE_UNAVAILABLE, RETRY_AFTER_FAILURE));
        }
    }

    private Outcome.Rejected refusal(ReplayStoreException e, ProofDate date) {
        Rejection reason = switch (e.reason()) {
            case FULL -> Rejection.REPLAY_STORE_FULL;
            case CLIENT_KEY_QUOTA -> Rejection.REPLAY_QUOTA_EXCEEDED;
            case UNAVAILABLE, FORGOTTEN -> Rejection.REPLAY_STORE_UNAVAILABLE;
        };
        boolean isForgotten = e.reason() == ReplayStoreException.Reason.FORGOTTEN;
        if (isForgotten && date instanceof ProofDate.ByNonce) {
            // If a nonce dated the proof, send a new nonce; otherwise the client retries with a new proof.
            return new Outcome.Rejected(date.whenOver());
        }
        if (!isForgotten && reason != Rejection.REPLAY_QUOTA_EXCEEDED) {
            outage.failed(e);
        }
        return Outcome.Rejected.unavailable(reason, e.retryAfter());
    }
}
