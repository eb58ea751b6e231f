package org.dpop4j.contract;

import org.dpop4j.settings.DPoPMode;

/** Three endpoints that need a caller, told apart by what decides whether Bearer is good enough for them. */
public enum Place {
    /** {@code @DPoPRequired}: DPoP in every mode. */
    REQUIRED("/contract/required"),
    /** No annotation of ours: the mode decides. */
    BY_MODE("/contract/user"),
    /** {@code @DPoPOptional}: Bearer is good enough in every mode. */
    OPTIONAL("/contract/optional");

    private final String path;

    Place(String path) {
        this.path = path;
    }

    /** Where the endpoint is, unless the server under test says otherwise. */
    public String path() {
        return path;
    }

    /** Which column of the decision matrix holds here. */
    boolean demandsDPoP(DPoPMode mode) {
        return this == REQUIRED || (this == BY_MODE && mode == DPoPMode.REQUIRED);
    }
}
