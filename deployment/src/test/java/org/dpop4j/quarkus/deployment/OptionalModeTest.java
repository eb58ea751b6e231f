package org.dpop4j.quarkus.deployment;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OptionalModeTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(Orders.class);

    @Path("orders")
    public static class Orders {
        @Inject
        DPoPContext dpop;

        @GET
        @Path("public")
        public String open() {
            return "open";
        }

        @GET
        @Path("required")
        @DPoPRequired
        public String required(@Context SecurityContext caller) {
            return dpop.proof().map(DPoPProof::jkt).orElse("none");
        }

        @GET
        @Path("admin")
        @DPoPRequired
        @RolesAllowed("admin")
        public String admin() {
            return "admin";
        }

        @GET
        @Path("user")
        @RolesAllowed("user")
        public String user() {
            return "user";
        }
    }

    @Test
    void letsAValidProofIn() {
        Callers.dpop("user")
                .get("/orders/required")
                .then()
                .log()
                .all()
                .statusCode(200)
                .body(equalTo(Callers.KEY.jkt()));
    }

    @Test
    void refusesBearerBeforeRoles() {
        Callers.bearer("user").get("/orders/admin").then().log().all().statusCode(401);
    }

    @Test
    void forbidsWithoutRole() {
        Callers.dpop("user").get("/orders/admin").then().log().all().statusCode(403);
    }

    @Test
    void asksTheAnonymous() {
        Callers.anonymous().get("/orders/required").then().log().all().statusCode(401);
        Callers.anonymous().get("/orders/user").then().log().all().statusCode(401);
    }

    @Test
    void refusesBoundAsBearer() {
        Callers.boundAsBearer("user").get("/orders/user").then().log().all().statusCode(401);
        Callers.boundAsBearer("user").get("/orders/required").then().log().all().statusCode(401);
        Callers.boundAsBearer("user").get("/orders/public").then().log().all().statusCode(401);
    }
}
