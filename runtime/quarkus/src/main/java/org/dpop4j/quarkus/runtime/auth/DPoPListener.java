package org.dpop4j.quarkus.runtime.auth;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.VerifiedProof;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.EventPublisher.Channel;
import org.dpop4j.server.ExchangeListener;
import org.dpop4j.settings.DPoPSettings;

/** Counts how each request ended, and tells the observers of its CDI event, where there are any. */
@Singleton
public class DPoPListener implements ExchangeListener {
    private final DPoPMetrics metrics;
    private final EventPublisher publisher;

    DPoPListener(
            Event<DPoPAccepted> accepted,
            Event<DPoPRejected> rejected,
            BeanManager beans,
            DPoPSettings settings,
            DPoPMetrics metrics) {
        this.metrics = metrics;
        this.publisher = new EventPublisher(
                settings.log(),
                isObserved(beans, new DPoPAccepted("", "", Instant.EPOCH))
                        ? new Channel<>(accepted::fire, accepted::fireAsync)
                        : null,
                isObserved(beans, new DPoPRejected(Rejection.CREDENTIALS_MISSING))
                        ? new Channel<>(rejected::fire, rejected::fireAsync)
                        : null);
    }

    private static boolean isObserved(BeanManager beans, Object event) {
        return !beans.resolveObserverMethods(event).isEmpty();
    }

    @Override
    public void accepted(VerifiedProof proof) {
        metrics.countAccepted();
        publisher.accepted(proof);
    }

    @Override
    public void rejected(Outcome.Rejected refusal) {
        metrics.countRejected(refusal.reason());
        publisher.rejected(refusal);
    }

    @Override
    public void finishedAccepted() {
        metrics.countAccepted();
    }

    @Override
    public void finishedRejected(Rejection reason) {
        metrics.countRejected(reason);
    }
}
