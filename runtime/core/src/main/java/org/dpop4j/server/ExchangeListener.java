package org.dpop4j.server;

import org.dpop4j.Rejection;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.VerifiedProof;

/**
 * Is told how each request ended: once that its proof was accepted, or once that it was refused. A request is reported as
 * both only when it is refused after all: by an endpoint that the application sends it on to, or for a second token, or by a 403 of Jakarta REST on Open Liberty and WildFly.
 *
 * <p><b>Threading:</b> called from many threads at once. What it throws would change a response, so it throws nothing.
 */
public interface ExchangeListener {
    /** The proof was accepted, and nothing more is going to be demanded of it. */
    void accepted(VerifiedProof proof);

    /** The request was refused by the rules. */
    void rejected(Outcome.Rejected refusal);

    /** The proof was accepted for a request that got to no endpoint. Called where responses are written: must not block. */
    default void finishedAccepted() {}

    /** The server or the application refused by itself. Called where responses are written: must not block. */
    default void finishedRejected(Rejection reason) {}
}
