package org.dpop4j.settings;

import org.dpop4j.NoncePolicy;

/** Whether proofs need a nonce at endpoints that say nothing about it. */
public enum NonceMode {
    /** No nonce is demanded or sent, but where {@link NoncePolicy#REQUIRED} stands. */
    DISABLED,
    /** Every proof needs one. */
    REQUIRED
}
