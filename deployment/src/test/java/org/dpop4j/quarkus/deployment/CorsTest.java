package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers, and a mechanism of the application beside ours. */
class CorsTest {
    private static final String ORIGIN = "https://app.example";

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application()
            .overrideConfigKey("quarkus.http.cors.enabled", "true")
            .overrideConfigKey("quarkus.http.cors.origins", ORIGIN)
            .overrideConfigKey("quarkus.http.cors.headers", "Authorization,DPoP")
            .overrideConfigKey("quarkus.http.cors.exposed-headers", "X-Total,www-authenticate")
            .overrideConfigKey("quarkus.http.cors.access-control-allow-credentials", "true");

    @Path("orders")
    public static class Orders {
        @GET
        @Path("open")
        public String open() {
            return "open";
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required() {
            return "required";
        }

        @GET
        @Path("any")
        @Authenticated
        public String any() {
            return "any";
        }

        @GET
        @Path("admin")
        @DPoPRequired
        @RolesAllowed("admin")
        public String admin() {
            return "admin";
        }
    }

    /** Asks first, as its priority says, but authenticates nobody. */
    @ApplicationScoped
    public static class Basic implements HttpAuthenticationMechanism {
        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager manager) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Basic realm=\"orders\""));
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }

        @Override
        public int getPriority() {
            return 10_000;
        }
    }

    private static void isReadable(int status, Response answer) {
        List<String> exposed = Arrays.stream(
                        answer.header("Access-Control-Expose-Headers").split(",", -1))
                .map(String::strip)
                .toList();
        assertAll(
                () -> assertEquals(status, answer.statusCode()),
                () -> assertEquals(ORIGIN, answer.header("Access-Control-Allow-Origin")),
                () -> assertEquals(
                        List.of("X-Total", "www-authenticate", "DPoP-Nonce"), exposed, "each once, the user's first"),
                () -> assertEquals(
                        1,
                        answer.headers()
                                .getValues("Access-Control-Expose-Headers")
                                .size()),
                () -> assertEquals(1, answer.headers().getValues("Date").size()));
    }

    @Test
    @DisplayName("C-21, H-82: a preflight needs no credentials")
    void answersPreflights() {
        for (String path : List.of("/orders/required", "/orders/admin", "/orders/open")) {
            Response answer = Callers.anonymous()
                    .header("Origin", ORIGIN)
                    .header("Access-Control-Request-Method", "GET")
                    .header("Access-Control-Request-Headers", "authorization,dpop")
                    .options(path);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.header("Access-Control-Allow-Headers").contains("DPoP"));
            assertEquals(List.of(), Answers.challenges(answer));
        }
    }

    @Test
    @DisplayName("C-20, Q-10, Q-23, C-26: what a browser has to read is exposed on every status")
    void exposesTheFieldsOnEveryStatus() {
        isReadable(200, Callers.anonymous().header("Origin", ORIGIN).get("/orders/open"));
        isReadable(200, Callers.dpop("user").header("Origin", ORIGIN).get("/orders/required"));
        isReadable(401, Callers.anonymous().header("Origin", ORIGIN).get("/orders/required"));
        isReadable(
                401, Callers.dpopWithoutProof("user").header("Origin", ORIGIN).get("/orders/required"));
        isReadable(401, Callers.boundAsBearer("user").header("Origin", ORIGIN).get("/orders/any"));
        isReadable(403, Callers.dpop("user").header("Origin", ORIGIN).get("/orders/admin"));
        isReadable(404, Callers.anonymous().header("Origin", ORIGIN).get("/nothing-here"));
        isReadable(
                400,
                Callers.anonymous()
                        .header("Origin", ORIGIN)
                        .header("Authorization", "DPoP a, Bearer b")
                        .get("/orders/required"));
    }

    @Test
    void exposesNothingToTheSameOrigin() {
        assertEquals(null, Callers.dpop("user").get("/orders/required").header("Access-Control-Expose-Headers"));
    }

    @Test
    @DisplayName("C-16: the challenge of another mechanism stays beside ours, on a line of its own")
    void keepsOtherChallenges() {
        String basic = "Basic realm=\"orders\"";
        assertEquals(
                List.of("DPoP " + Answers.ALGS, basic),
                Answers.challenges(Callers.anonymous().get("/orders/required")));
        assertEquals(
                List.of("DPoP " + Answers.ALGS, "Bearer realm=\"api\"", basic),
                Answers.challenges(Callers.anonymous().get("/orders/any")));
        // Whoever came with DPoP is told about DPoP.
        Answers.refusesTheProof(Callers.dpopWithoutProof("user").get("/orders/any"), "The DPoP proof is missing");
    }
}
