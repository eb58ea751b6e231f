package org.dpop4j.quarkus;

import org.dpop4j.DPoPMode;

/** What the annotations of an endpoint say. */
public enum EndpointPolicy {
    /** {@code @DPoPRequired} applies. */
    REQUIRED,
    /** {@code @DPoPOptional} applies. */
    OPTIONAL,
    /** Neither; the mode decides. */
    BY_MODE;

    boolean demandsDPoP(DPoPMode mode) {
        return this == REQUIRED || (this == BY_MODE && mode == DPoPMode.REQUIRED);
    }
}
