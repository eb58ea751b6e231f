package org.dpop4j;

import java.time.Duration;
import java.util.Objects;

/** Thrown by a {@link ReplayStore} that cannot tell whether a proof was used before. The request is refused. */
public final class ReplayStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why the store could not tell. */
    public enum Reason {
        /** The store holds as many live entries as it may. */
        FULL,
        /** One client key holds as many live entries as it may. */
        CLIENT_KEY_QUOTA,
        /** The store could not be asked: it is down, too slow, or misconfigured. */
        UNAVAILABLE,
        /** The store has lost what it knew, and the proof is older than that; one that is made now can pass. */
        FORGOTTEN
    }

    private final Reason reason;
    private final Duration retryAfter;

    /**
     * @param reason why the store could not tell
     * @param message for operators; without anything that a client sent
     * @param retryAfter when it is worth asking again; sent as {@code Retry-After}, rounded up to whole seconds
     */
    public ReplayStoreException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = Objects.requireNonNull(reason);
        this.retryAfter = Objects.requireNonNull(retryAfter);
    }

    /**
     * @param reason why the store could not tell
     * @param message for operators; without anything that a client sent
     * @param retryAfter when it is worth asking again; sent as {@code Retry-After}, rounded up to whole seconds
     * @param cause for operators; without anything that a client sent
     */
    public ReplayStoreException(Reason reason, String message, Duration retryAfter, Throwable cause) {
        this(reason, message, retryAfter);
        initCause(cause);
    }

    /** Why the store could not tell. */
    public Reason reason() {
        return reason;
    }

    /** When it is worth asking again. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
