package org.dpop4j;

import java.time.Duration;
import java.util.Optional;

/** The verdict on one request. */
public sealed interface Outcome {
    /**
     * The request may go on.
     *
     * @param proof the verified proof; empty for a Bearer request, which needs none
     */
    record Accepted(Optional<DPoPProof> proof) implements Outcome {}

    /**
     * The request is refused.
     *
     * @param reason the first fault found
     * @param retryAfter when it is worth trying again; only with status 503
     */
    record Rejected(Rejection reason, Optional<Duration> retryAfter) implements Outcome {
        Rejected(Rejection reason) {
            this(reason, Optional.empty());
        }
    }
}
