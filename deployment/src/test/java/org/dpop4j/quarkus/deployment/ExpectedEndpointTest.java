package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.security.Authenticated;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.dpop4j.DPoPOptional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Required mode with proactive authentication, where the endpoint has to be known before Quarkus REST matches it. */
class ExpectedEndpointTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Negotiated.class, Mixed.class, Files.class, Routes.class)
            .overrideConfigKey("quarkus.dpop.mode", "required")
            .overrideConfigKey("quarkus.http.auth.permission.routes.paths", "/files/admin,/plain")
            .overrideConfigKey("quarkus.http.auth.permission.routes.policy", "authenticated");

    @Path("negotiated")
    @DPoPOptional
    @Authenticated
    public static class Negotiated {
        @GET
        @Produces("text/plain")
        public String text() {
            return "text";
        }

        @GET
        @Produces("text/csv")
        public String csv() {
            return "csv";
        }
    }

    @Path("mixed")
    @Authenticated
    public static class Mixed {
        @GET
        @Produces("text/plain")
        @DPoPOptional
        public String text() {
            return "text";
        }

        @GET
        @Produces("text/csv")
        public String csv() {
            return "csv";
        }
    }

    @Path("files")
    public static class Files {
        @GET
        @Path("{name}")
        @DPoPOptional
        @Authenticated
        public String file() {
            return "file";
        }
    }

    public static class Routes {
        void route(@Observes Router router) {
            router.get("/files/admin").order(0).handler(context -> context.end("route"));
            router.get("/plain").order(0).handler(context -> context.end("route"));
        }
    }

    @Test
    void letsContentNegotiationChooseFirst() {
        Answers.letsIn(Callers.bearer("user").accept("text/plain").get("/negotiated"), "text");
        Answers.letsIn(Callers.bearer("user").accept("text/csv").get("/negotiated"), "csv");
        Answers.letsIn(Callers.bearer("user").accept("text/plain").get("/mixed"), "text");
        Answers.refusesTheToken(
                Callers.bearer("user").accept("text/csv").get("/mixed"),
                "This resource requires a DPoP-bound access token");
        Answers.letsIn(Callers.dpop("user").accept("text/csv").get("/mixed"), "csv");
    }

    @Test
    @DisplayName("a route that stands in front of an endpoint is judged by that endpoint, as the guide says")
    void takesARouteForTheEndpointItHides() {
        Answers.letsIn(Callers.bearer("user").get("/files/report"), "file");
        Answers.letsIn(Callers.bearer("user").get("/files/admin"), "route");
        Answers.refusesTheToken(
                Callers.bearer("user").get("/plain"), "This resource requires a DPoP-bound access token");
        Answers.refusesTheToken(
                Callers.boundAsBearer("user").get("/plain"),
                "The access token is DPoP-bound and needs the DPoP scheme");
        assertEquals(401, Callers.boundAsBearer("user").get("/files/admin").statusCode());
    }
}
