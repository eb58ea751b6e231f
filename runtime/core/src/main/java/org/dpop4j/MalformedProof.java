package org.dpop4j;

/** Leaves the parser with the first fault found. Cheap: hostile input pays for no stack trace. */
final class MalformedProof extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection reason;

    MalformedProof(Rejection reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    Rejection reason() {
        return reason;
    }
}
