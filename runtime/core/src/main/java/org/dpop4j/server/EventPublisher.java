package org.dpop4j.server;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;
import org.dpop4j.proof.VerifiedProof;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observers of {@link DPoPAccepted} and {@link DPoPRejected}, as CDI knows them, and the log. An observer can slow
 * a request down, but never change its outcome.
 */
public final class EventPublisher implements ExchangeListener {
    private static final System.Logger LOG = System.getLogger("org.dpop4j");

    private final @Nullable Channel<DPoPAccepted> accepted;
    private final @Nullable Channel<DPoPRejected> rejected;

    /**
     * The observers of one kind of event.
     *
     * @param fire calls the synchronous ones
     * @param fireAsync calls the asynchronous ones
     */
    public record Channel<T>(Consumer<T> fire, Function<T, CompletionStage<T>> fireAsync) {
        private void tell(T event) {
            // Each by itself: a failing observer of one kind must not keep the event from those of the other.
            try {
                fire.accept(event);
            } catch (RuntimeException e) {
                warn(event, e);
            }
            try {
                fireAsync.apply(event).exceptionally(failure -> {
                    warn(event, failure);
                    return event;
                });
            } catch (RuntimeException e) {
                warn(event, e);
            }
        }

        private static void warn(Object event, Throwable failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "An observer of " + event.getClass().getSimpleName() + " failed; the request is not affected",
                    failure);
        }
    }

    /**
     * @param accepted null when nobody observes the event
     * @param rejected null when nobody observes the event
     */
    public EventPublisher(@Nullable Channel<DPoPAccepted> accepted, @Nullable Channel<DPoPRejected> rejected) {
        this.accepted = accepted;
        this.rejected = rejected;
    }

    @Override
    public void accepted(VerifiedProof proof) {
        if (accepted != null) {
            accepted.tell(new DPoPAccepted(proof.jkt(), proof.algorithm(), proof.issuedAt()));
        }
    }

    @Override
    public void rejected(Rejection reason) {
        LOG.log(System.Logger.Level.DEBUG, () -> "Request refused: " + reason.code());
        if (rejected != null) {
            rejected.tell(new DPoPRejected(reason));
        }
    }
}
