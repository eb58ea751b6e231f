package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPRequired;

/** What is called with tokens out of other places than usual. */
public final class TokenSources {
    private TokenSources() {}

    @Path("sources")
    @Authenticated
    public static class Sources {
        @GET
        public String any() {
            return "any";
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return "required";
        }
    }
}
