package org.dpop4j;

/**
 * CDI event: a request was refused for a reason of this library.
 *
 * @param reason the cause; {@link Rejection#code()} is a stable name for logs and dashboards
 */
public record DPoPRejected(Rejection reason) {}
