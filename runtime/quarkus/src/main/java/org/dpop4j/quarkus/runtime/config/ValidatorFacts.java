package org.dpop4j.quarkus.runtime.config;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** What operators should know of whoever validates the access tokens of this application. */
public interface ValidatorFacts {
    /** Its name, with what it is set to in a few words. */
    String description();

    /** The keys by which it would check for whom a token was made, as far as they are not set. */
    List<String> audienceKeysNotSet(Config config);

    /** Why it cannot validate any token, and what to do about it; empty when it can, as far as is known. */
    Optional<String> whatIsMissing(Config config);
}
