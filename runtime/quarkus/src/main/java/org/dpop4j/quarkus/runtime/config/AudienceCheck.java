package org.dpop4j.quarkus.runtime.config;

import java.util.List;
import org.eclipse.microprofile.config.Config;

/** How whoever validates access tokens finds out for whom a token was made. */
public interface AudienceCheck {
    /** The keys by which the audience would be checked, as far as they are not set. */
    List<String> keysNotSet(Config config);
}
