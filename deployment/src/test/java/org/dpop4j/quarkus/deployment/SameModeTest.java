package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The mode written in other ways, all of which mean the one of the build. */
class SameModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Open.class)
            .overrideConfigKey("quarkus.dpop.mode", "${orders.mode:optional}")
            // The profile of the tests wins over the plain key, at build time and at run time.
            .overrideConfigKey("%test.quarkus.dpop.mode", "required")
            .overrideRuntimeConfigKey("%test.quarkus.dpop.mode", "REQUIRED");

    @Path("open")
    public static class Open {
        @GET
        public String open() {
            return "open";
        }
    }

    @Test
    @DisplayName("the same mode spelt differently, by expression or by profile starts")
    void starts() {
        Answers.letsIn(Callers.anonymous().get("/open"), "open");
        Answers.refusesTheToken(
                Callers.bearer("user").get("/open"), "This resource requires a DPoP-bound access token");
    }
}
