package org.dpop4j.endpoint;

import org.dpop4j.settings.DPoPMode;

/** What the annotations of an endpoint say, the strictest first. */
public enum EndpointPolicy {
    /** {@code @DPoPRequired(nonce = NoncePolicy.REQUIRED)} applies. */
    REQUIRED_WITH_NONCE,
    /** {@code @DPoPRequired} applies. */
    REQUIRED,
    /** Neither; the mode decides. */
    BY_MODE,
    /** {@code @DPoPOptional} applies. */
    OPTIONAL;

    /** Whether {@code @DPoPRequired} applies, with or without a nonce. */
    public boolean isRequired() {
        return this == REQUIRED || this == REQUIRED_WITH_NONCE;
    }

    /** Whether DPoP is demanded here when this is the mode. */
    public boolean demandsDPoP(DPoPMode mode) {
        return isRequired() || (this == BY_MODE && mode == DPoPMode.REQUIRED);
    }
}
