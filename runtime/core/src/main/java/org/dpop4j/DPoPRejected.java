package org.dpop4j;

/**
 * CDI event: a request was refused for a reason of this library.
 *
 * <p>Fired for synchronous and asynchronous observers. A synchronous one may be called on an event loop, so whatever blocks
 * belongs in an asynchronous one. What an observer throws changes nothing.
 *
 * @param reason the cause; {@link Rejection#code()} is a stable name for logs and dashboards
 */
public record DPoPRejected(Rejection reason) {}
