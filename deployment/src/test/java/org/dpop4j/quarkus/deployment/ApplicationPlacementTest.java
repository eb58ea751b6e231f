package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The annotation on the {@code Application}, and a filter of the application that changes requests. */
class ApplicationPlacementTest {
    private static final String DPOP_ONLY = "This resource requires a DPoP-bound access token";

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application().overrideConfigKey("quarkus.http.auth.proactive", "false");

    @DPoPRequired
    @ApplicationPath("/api")
    public static class Secured extends Application {}

    @Path("unannotated")
    public static class Unannotated {
        @GET
        public String get() {
            return "get";
        }

        @POST
        public String post(String body) {
            return "post";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "permitted";
        }
    }

    @DPoPOptional
    @Path("optional")
    public static class Optional {
        @GET
        @Authenticated
        public String get() {
            return "optional";
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return "required";
        }
    }

    /** H-128, H-129: what applications do to requests before they are matched. */
    @Provider
    @PreMatching
    public static class Rewriting implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String path = request.getUriInfo().getPath();
            if (path.endsWith("/rewritten")) {
                request.setRequestUri(URI.create(path.replace("/rewritten", "/unannotated")));
            } else if (path.endsWith("/tunnelled")) {
                request.setRequestUri(URI.create(path.replace("/tunnelled", "/unannotated")));
                request.setMethod("POST");
            } else if (path.endsWith("/joined")) {
                request.setRequestUri(URI.create(path.replace("/joined", "/unannotated")));
                request.getHeaders().add("DPoP", "of the filter");
                request.getHeaders().putSingle("Authorization", "Bearer of-the-filter");
            }
        }
    }

    @Test
    @DisplayName("Q-03: @DPoPRequired on the Application holds for every endpoint that does not opt out")
    void demandsDPoPEverywhere() {
        for (String path : new String[] {"/api/unannotated", "/api/unannotated/permitted", "/api/optional/required"}) {
            Answers.asksForDPoP(Callers.anonymous().get(path));
            Answers.refusesTheToken(Callers.bearer("user").get(path), DPOP_ONLY);
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            assertEquals(200, Callers.dpop("user").get(path).statusCode());
        }
    }

    @Test
    void letsAClassOptOut() {
        Answers.letsIn(Callers.bearer("user").get("/api/optional"), "optional");
        Answers.letsIn(Callers.dpop("user").get("/api/optional"), "optional");
        Answers.asksForDPoPOrBearer(Callers.anonymous().get("/api/optional"));
    }

    @Test
    @DisplayName("H-128, H-129: the request is judged as the client sent it, and the endpoint as it was reached")
    void judgesWhatTheClientSent() {
        for (String path : new String[] {"/api/rewritten", "/api/tunnelled", "/api/joined"}) {
            Answers.asksForDPoP(Callers.anonymous().get(path));
            Answers.refusesTheToken(Callers.bearer("user").get(path), DPOP_ONLY);
            Answers.refusesTheProof(
                    Callers.dpopWith(proof -> proof.method("POST")).get(path),
                    "The htm of the DPoP proof does not match the request");
        }
        Answers.letsIn(Callers.dpop("user").get("/api/rewritten"), "get");
        Answers.letsIn(Callers.dpop("user").get("/api/tunnelled"), "post");
        Answers.letsIn(Callers.dpop("user").get("/api/joined"), "get");
    }
}
