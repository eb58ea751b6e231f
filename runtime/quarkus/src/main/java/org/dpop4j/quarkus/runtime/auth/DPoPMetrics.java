package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.runtime.metrics.MetricsFactory;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.InMemoryReplayStore;

/**
 * Counts requests by outcome: {@code accepted}, or the reason code. The labels are a fixed set, and nothing that a client
 * sent is ever one.
 */
@Singleton
public class DPoPMetrics {
    private final LongAdder accepted = new LongAdder();
    private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);
    private final ReplayStore replayStore;

    DPoPMetrics(ReplayStore replayStore) {
        this.replayStore = replayStore;
        for (Rejection reason : Rejection.values()) {
            rejected.put(reason, new LongAdder());
        }
    }

    void countAccepted() {
        accepted.increment();
    }

    void countRejected(Rejection reason) {
        Objects.requireNonNull(rejected.get(reason)).increment();
    }

    public void register(MetricsFactory metrics) {
        registerOutcome(metrics, "accepted", accepted);
        rejected.forEach((reason, count) -> registerOutcome(metrics, reason.code(), count));
        if (replayStore instanceof InMemoryReplayStore store) {
            metrics.builder("dpop.replay.entries")
                    .description("Used proofs that the in-memory replay store remembers")
                    .buildGauge(store::size);
        }
    }

    private static void registerOutcome(MetricsFactory metrics, String outcome, LongAdder count) {
        metrics.builder("dpop.requests")
                .description("Requests that were judged, by outcome")
                .tag("outcome", outcome)
                .buildCounter(count::sum);
    }
}
