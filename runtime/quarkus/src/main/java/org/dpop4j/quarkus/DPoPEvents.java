package org.dpop4j.quarkus;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;
import org.jboss.logging.Logger;

/**
 * Reports each judged request once: to the metrics, and to the observers of its CDI event. Only a request that the
 * application sends on, after it was accepted, to an endpoint that refuses it, is reported as both. An observer can slow a
 * request down, but never change its verdict.
 */
@Singleton
public class DPoPEvents {
    private static final Logger LOG = Logger.getLogger("org.dpop4j");
    private static final String REPORTED = DPoPEvents.class.getName();
    private static final String ACCEPTED = "accepted";

    private final Event<DPoPAccepted> accepted;
    private final Event<DPoPRejected> rejected;
    private final DPoPMetrics metrics;
    private final boolean acceptedIsObserved;
    private final boolean rejectedIsObserved;

    DPoPEvents(Event<DPoPAccepted> accepted, Event<DPoPRejected> rejected, BeanManager beans, DPoPMetrics metrics) {
        this.metrics = metrics;
        this.accepted = accepted;
        this.rejected = rejected;
        this.acceptedIsObserved = !beans.resolveObserverMethods(new DPoPAccepted("", "", Instant.EPOCH))
                .isEmpty();
        this.rejectedIsObserved = !beans.resolveObserverMethods(new DPoPRejected(Rejection.CREDENTIALS_MISSING))
                .isEmpty();
    }

    void accepted(RoutingContext context, DPoPProof proof) {
        if (!isFirst(context, ACCEPTED)) {
            return;
        }
        metrics.countAccepted();
        if (acceptedIsObserved) {
            fire(accepted, new DPoPAccepted(proof.jkt(), proof.algorithm(), proof.issuedAt()));
        }
    }

    void rejected(RoutingContext context, Rejection reason) {
        if (context.data().put(REPORTED, reason) instanceof Rejection) {
            return;
        }
        metrics.countRejected(reason);
        if (rejectedIsObserved) {
            fire(rejected, new DPoPRejected(reason));
        }
    }

    /** Counts what the server or the application refused by itself. No event: there is an event loop to be kept free. */
    void answered(RoutingContext context, Rejection reason) {
        if (isFirst(context, reason)) {
            metrics.countRejected(reason);
        }
    }

    /** Counts a proof that was accepted for a request that then got to no endpoint. No event either. */
    void answeredAccepted(RoutingContext context) {
        if (isFirst(context, ACCEPTED)) {
            metrics.countAccepted();
        }
    }

    private static boolean isFirst(RoutingContext context, Object report) {
        return context.data().putIfAbsent(REPORTED, report) == null;
    }

    private static <T> void fire(Event<T> event, T value) {
        // Each by itself: a failing observer of one kind must not keep the event from those of the other.
        try {
            event.fire(value);
        } catch (RuntimeException e) {
            warn(value, e);
        }
        try {
            event.fireAsync(value).exceptionally(failure -> {
                warn(value, failure);
                return value;
            });
        } catch (RuntimeException e) {
            warn(value, e);
        }
    }

    private static void warn(Object event, Throwable failure) {
        LOG.warnf(
                failure,
                "An observer of %s failed; the request is not affected",
                event.getClass().getSimpleName());
    }
}
