package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.quarkus.runtime.config.BuildFacts;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code nonce.mode=required} without an annotation that speaks of nonces, with lazy authentication. */
class NonceModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Endpoints.class, Routes.class)
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("quarkus.dpop.nonce.mode", "required")
            .overrideConfigKey("quarkus.http.auth.permission.routes.paths", "/route")
            .overrideConfigKey("quarkus.http.auth.permission.routes.policy", "authenticated");

    private static final List<String> PATHS = List.of(
            "/endpoints/public",
            "/endpoints/any",
            "/endpoints/required",
            "/endpoints/optional",
            "/endpoints/sub",
            "/route");

    @Inject
    BuildFacts facts;

    @Path("endpoints")
    public static class Endpoints {
        @GET
        @Path("public")
        public String open() {
            return "in";
        }

        @GET
        @Path("any")
        @Authenticated
        public String any() {
            return "in";
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return "in";
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return "in";
        }

        @Path("sub")
        public Object sub() {
            return new Sub();
        }
    }

    public static class Sub {
        @GET
        public String get() {
            return "in";
        }
    }

    public static class Routes {
        void route(@Observes Router router) {
            router.get("/route").handler(context -> context.end("in"));
        }
    }

    @Test
    @DisplayName("N-04, N-07: every request of the DPoP scheme needs a nonce, on routes and public endpoints, too")
    void demandsNoncesOfEveryProof() {
        for (String path : PATHS) {
            String nonce = Answers.asksForNonce(Callers.dpop("user").get(path));
            Answers.letsIn(Callers.dpopWithNonce(nonce, "user").get(path), "in");
        }
    }

    @Test
    @DisplayName("N-18: no other request needs one or gets one")
    void demandsNothingOfOthers() {
        for (String path : PATHS) {
            if (path.endsWith("required")) {
                Answers.refusesTheToken(
                        Callers.bearer("user").get(path), "This resource requires a DPoP-bound access token");
            } else {
                Answers.letsIn(Callers.bearer("user").get(path), "in");
            }
        }
        Answers.letsIn(Callers.anonymous().get("/endpoints/public"), "in");
        Answers.letsIn(Callers.anonymous().get("/endpoints/sub"), "in");
        Answers.asksForDPoPOrBearer(Callers.anonymous().get("/endpoints/any"));
        Answers.asksForDPoPOrBearer(Callers.anonymous().get("/route"));
        assertFalse(facts.demandsNonceSomewhere());
    }
}
