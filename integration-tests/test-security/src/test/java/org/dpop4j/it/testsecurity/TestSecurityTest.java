package org.dpop4j.it.testsecurity;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import org.junit.jupiter.api.Test;

/** The ways that the guide shows to those who test with {@code @TestSecurity}. */
@QuarkusTest
class TestSecurityTest {
    @Test
    @TestSecurity(
            user = "alice",
            roles = "user",
            attributes = @SecurityAttribute(key = "org.dpop4j.verified", value = "true"))
    void letsAnIdentityInThatTheTestCallsVerified() {
        get("/orders").then().statusCode(200).body(equalTo("alice, proof false"));
        get("/orders/unguarded").then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "alice",
            roles = "guest",
            attributes = @SecurityAttribute(key = "org.dpop4j.verified", value = "true"))
    void stillAsksForTheRole() {
        get("/orders").then().statusCode(403);
    }

    @Test
    @TestSecurity(user = "alice", roles = "user")
    void refusesAnIdentityWithoutProof() {
        get("/orders").then().statusCode(401).header("WWW-Authenticate", startsWith("DPoP algs="));
        get("/orders/unguarded").then().statusCode(401);
        get("/orders/catalog").then().statusCode(200);
    }

    @Test
    @TestSecurity(
            user = "alice",
            roles = "user",
            attributes = @SecurityAttribute(key = "org.dpop4j.verified", value = "false"))
    void takesTheAttributeAtItsWord() {
        get("/orders").then().statusCode(401);
    }

    @Test
    @TestSecurity(authorizationEnabled = false)
    void demandsNothingWhereAuthorizationIsOff() {
        get("/orders/unguarded").then().statusCode(200);
    }

    @Test
    void demandsAProofOfEverybodyElse() {
        get("/orders").then().statusCode(401).header("WWW-Authenticate", startsWith("DPoP algs="));
        get("/orders/unguarded").then().statusCode(401);
    }
}
