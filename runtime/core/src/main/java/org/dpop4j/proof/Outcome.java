package org.dpop4j.proof;

import java.time.Duration;
import java.util.Optional;
import org.dpop4j.Rejection;

/** What is decided about one request. */
public sealed interface Outcome {
    /**
     * The request may go on.
     *
     * @param proof the verified proof; empty for a Bearer request, which needs none
     * @param nonce a newer nonce for the client, where one is due
     */
    record Accepted(Optional<VerifiedProof> proof, Optional<String> nonce) implements Outcome {
        public Accepted(Optional<VerifiedProof> proof) {
            this(proof, Optional.empty());
        }

        /** Prints no nonce. */
        @Override
        public String toString() {
            return "Accepted[proof=" + proof + "]";
        }
    }

    /**
     * The request is refused.
     *
     * @param reason the first fault found
     * @param retryAfter when it is worth trying again; only with status 503
     * @param nonce the nonce to try again with; only where the reason is the lack of a good one
     * @param deviation by how much the proof has missed, where that can be said; for operators, never for the client
     */
    record Rejected(
            Rejection reason, Optional<Duration> retryAfter, Optional<String> nonce, Optional<Deviation> deviation)
            implements Outcome {
        public Rejected(Rejection reason) {
            this(reason, Optional.empty());
        }

        Rejected(Rejection reason, Optional<Deviation> deviation) {
            this(reason, Optional.empty(), Optional.empty(), deviation);
        }

        static Rejected askingFor(String nonce, Rejection reason) {
            return new Rejected(reason, Optional.empty(), Optional.of(nonce), Optional.empty());
        }

        public static Rejected unavailable(Rejection reason, Duration retryAfter) {
            return new Rejected(reason, Optional.of(retryAfter), Optional.empty(), Optional.empty());
        }

        /** Prints no nonce. */
        @Override
        public String toString() {
            return "Rejected[reason=" + reason + "]";
        }
    }
}
