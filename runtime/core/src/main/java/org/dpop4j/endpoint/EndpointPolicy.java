package org.dpop4j.endpoint;

import org.dpop4j.settings.DPoPMode;

/** What is said about an endpoint, by annotations or for its path; the strictest first. */
public enum EndpointPolicy {
    /** {@code @DPoPRequired(nonce = NoncePolicy.REQUIRED)} applies. */
    REQUIRED_WITH_NONCE,
    /** {@code @DPoPRequired} applies. */
    REQUIRED,
    /** Nothing is said; the mode decides. */
    BY_MODE,
    /** {@code @DPoPOptional} applies. */
    OPTIONAL;

    /** What counts where this is what the annotations say: they have the first word, the path the second. */
    public EndpointPolicy orByPath(EndpointPolicy path) {
        return this == BY_MODE ? path : this;
    }

    /** Whether DPoP is demanded here, with or without a nonce, whatever the mode. */
    public boolean isRequired() {
        return this == REQUIRED || this == REQUIRED_WITH_NONCE;
    }

    /** Whether DPoP is demanded here when this is the mode. */
    public boolean demandsDPoP(DPoPMode mode) {
        return isRequired() || (this == BY_MODE && mode == DPoPMode.REQUIRED);
    }
}
