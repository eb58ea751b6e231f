package org.dpop4j.jose;

import org.dpop4j.Rejection;

/** Leaves the parser with the first fault found. Cheap: hostile input pays for no stack trace. */
public final class MalformedProof extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rejection reason;

    public MalformedProof(Rejection reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    public Rejection reason() {
        return reason;
    }
}
