package org.dpop4j.jakarta;

import jakarta.enterprise.event.Event;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;

/** Tells the observers of the CDI events. An observer can slow a request down, but never change its verdict. */
final class DPoPEvents {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private final Event<DPoPAccepted> accepted;
    private final Event<DPoPRejected> rejected;

    DPoPEvents(Event<Object> events) {
        this.accepted = events.select(DPoPAccepted.class);
        this.rejected = events.select(DPoPRejected.class);
    }

    void accepted(DPoPProof proof) {
        fire(accepted, new DPoPAccepted(proof.jkt(), proof.algorithm(), proof.issuedAt()));
    }

    void rejected(Rejection reason) {
        LOG.log(Level.DEBUG, () -> "Request refused: " + reason.code());
        fire(rejected, new DPoPRejected(reason));
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
        LOG.log(
                Level.WARNING,
                "An observer of " + event.getClass().getSimpleName() + " failed; the request is not affected",
                failure);
    }
}
