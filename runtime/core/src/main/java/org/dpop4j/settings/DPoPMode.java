package org.dpop4j.settings;

import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;

/** What an endpoint without {@link DPoPRequired} or {@link DPoPOptional} demands of a caller. */
public enum DPoPMode {
    /** Bearer and DPoP both work; a DPoP-bound token never passes as Bearer. */
    OPTIONAL,
    /** Every endpoint that needs a caller demands DPoP. */
    REQUIRED
}
