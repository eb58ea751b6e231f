package org.dpop4j.quarkus.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import org.dpop4j.settings.DPoPMode;

/** What is decided when the application is built. */
@ConfigMapping(prefix = "quarkus.dpop")
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
public interface DPoPBuildTimeConfig {
    /**
     * What an endpoint without `@DPoPRequired` or `@DPoPOptional` demands.
     *
     * `optional`: Bearer and DPoP both work, a DPoP-bound token never passes as Bearer. `required`: every endpoint that
     * needs a caller demands DPoP. A different value at run time stops the start-up.
     */
    @WithDefault("optional")
    DPoPMode mode();

    /**
     * Paths that demand DPoP, whatever serves them, such as `/graphql` or `/admin/*`.
     *
     * Relative to `quarkus.http.root-path`; `/admin/*` covers `/admin` as well. An annotation on an endpoint wins. A
     * different value at run time stops the start-up.
     */
    Optional<List<String>> requiredPaths();

    /**
     * Paths that do not demand DPoP in required mode, or below required paths.
     *
     * Written like `required-paths`; the longer path wins. A different value at run time stops the start-up.
     */
    Optional<List<String>> optionalPaths();
}
