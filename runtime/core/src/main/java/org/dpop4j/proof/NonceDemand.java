package org.dpop4j.proof;

/** Whether a request's proof needs a nonce, as far as is known when it is verified. */
public enum NonceDemand {
    /** A nonce is neither needed nor looked at. */
    NONE,
    /**
     * The endpoint is not known yet, and may demand one: a nonce has to be good if there is one, and a proof without is
     * asked for one where its {@code iat} alone would refuse it. The endpoint then has the last word.
     */
    UNDECIDED,
    /** Only a proof with a good nonce passes. */
    REQUIRED
}
