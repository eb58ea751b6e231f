package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.security.annotation.HttpAuthenticationMechanism;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** SmallRye JWT takes both schemes, and one endpoint lets nobody but SmallRye JWT authenticate. */
class BothSchemesTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(TokenSources.class)
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("smallrye.jwt.token.schemes", "Bearer,DPoP");

    @Path("chosen")
    public static class Chosen {
        @GET
        @HttpAuthenticationMechanism("Bearer")
        public String bearer() {
            return "bearer";
        }

        @GET
        @Path("required")
        @HttpAuthenticationMechanism("Bearer")
        @DPoPRequired
        public String required() {
            return "required";
        }

        @GET
        @Path("dpop")
        @HttpAuthenticationMechanism("DPoP")
        public String dpop() {
            return "dpop";
        }
    }

    @Test
    @DisplayName("DM-10: the proof is demanded although SmallRye JWT knows the scheme")
    void demandsTheProof() {
        for (String path : new String[] {"/sources", "/sources/required", "/chosen", "/chosen/required"}) {
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            Answers.refusesTheToken(Callers.unboundAsDPoP("user").get(path), "The access token is not DPoP-bound");
        }
        Answers.letsIn(Callers.dpop("user").get("/sources"), "any");
        Answers.letsIn(Callers.bearer("user").get("/sources"), "any");
        Answers.letsIn(Callers.dpop("user").get("/chosen"), "bearer");
        Answers.letsIn(Callers.dpop("user").get("/chosen/required"), "required");
    }

    @Test
    @DisplayName("an endpoint may choose the mechanism by the name of its scheme")
    void isChosenByScheme() {
        Answers.letsIn(Callers.dpop("user").get("/chosen/dpop"), "dpop");
        Answers.asksForDPoP(Callers.anonymous().get("/chosen/dpop"));
        Answers.refusesTheToken(
                Callers.bearer("user").get("/chosen/dpop"), "This resource requires a DPoP-bound access token");
        Answers.refusesTheBearerToken(
                Callers.boundAsBearer("user").get("/chosen"),
                "The access token is DPoP-bound and needs the DPoP scheme");
    }

    @Test
    @DisplayName("DM-18: two credentials are refused, whoever authenticates")
    void refusesTwoCredentials() {
        for (String path : new String[] {"/sources", "/chosen", "/chosen/required", "/chosen/dpop"}) {
            Answers.findsTheRequestInvalid(Callers.anonymous()
                    .header("Authorization", "DPoP " + Callers.boundToken("user"))
                    .header("Authorization", "Bearer " + Callers.unboundToken("user"))
                    .get(path));
        }
    }
}
