package org.dpop4j.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.VerifiedProof;
import org.dpop4j.settings.ApplicationLog;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observers of {@link DPoPAccepted} and {@link DPoPRejected}, as CDI knows them. An observer can slow a request
 * down, but never change its outcome.
 */
public final class EventPublisher implements ExchangeListener {
    private final ApplicationLog log;
    private final @Nullable Channel<DPoPAccepted> accepted;
    private final @Nullable Channel<DPoPRejected> rejected;

    /**
     * The observers of one kind of event.
     *
     * @param fire calls the synchronous ones
     * @param fireAsync calls the asynchronous ones
     */
    public record Channel<T>(Consumer<T> fire, Function<T, CompletionStage<T>> fireAsync) {
        private void tell(T event, ApplicationLog log) {
            // Each by itself: a failing observer of one kind must not keep the event from those of the other.
            try {
                fire.accept(event);
            } catch (RuntimeException e) {
                warn(event, e, log);
            }
            try {
                fireAsync.apply(event).exceptionally(failure -> {
                    warn(event, failure, log);
                    return event;
                });
            } catch (RuntimeException e) {
                warn(event, e, log);
            }
        }

        private static void warn(Object event, Throwable failure, ApplicationLog log) {
            log.warn(
                    "An observer of " + event.getClass().getSimpleName() + " failed; the request is not affected",
                    failure);
        }
    }

    /**
     * @param accepted null when nobody observes the event
     * @param rejected null when nobody observes the event
     */
    public EventPublisher(
            ApplicationLog log, @Nullable Channel<DPoPAccepted> accepted, @Nullable Channel<DPoPRejected> rejected) {
        this.log = log;
        this.accepted = accepted;
        this.rejected = rejected;
    }

    @Override
    public void accepted(VerifiedProof proof) {
        if (accepted != null) {
            accepted.tell(new DPoPAccepted(proof.jkt(), proof.algorithm(), proof.issuedAt()), log);
        }
    }

    @Override
    public void rejected(Outcome.Rejected refusal) {
        if (rejected != null) {
            rejected.tell(new DPoPRejected(refusal.reason()), log);
        }
    }
}
