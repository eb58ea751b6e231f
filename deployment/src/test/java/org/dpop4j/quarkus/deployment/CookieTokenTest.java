package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.specification.RequestSpecification;
import org.dpop4j.test.DPoPFilter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CookieTokenTest {
    private static final String NOT_AS_BEARER = "The access token is DPoP-bound and needs the DPoP scheme";

    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(TokenSources.class)
            .overrideConfigKey("mp.jwt.token.header", "Cookie")
            .overrideConfigKey("mp.jwt.token.cookie", "access_token");

    private static RequestSpecification cookie(String token) {
        return Callers.anonymous().cookie("access_token", token);
    }

    @Test
    @DisplayName("DM-20, T-14: a cookie is no way around the proof")
    void refusesABoundTokenInACookie() {
        Answers.refusesTheBearerToken(cookie(Callers.boundToken("user")).get("/sources"), NOT_AS_BEARER);
        Answers.refusesTheToken(cookie(Callers.boundToken("user")).get("/sources/required"), NOT_AS_BEARER);
        Answers.refusesTheToken(
                cookie(Callers.unboundToken("user")).get("/sources/required"),
                "This resource requires a DPoP-bound access token");
        Answers.letsIn(cookie(Callers.unboundToken("user")).get("/sources"), "any");
    }

    @Test
    @DisplayName("DM-16, DM-20: DPoP works beside the cookie, and its token is the one that counts")
    void prefersTheDPoPToken() {
        Answers.letsIn(Callers.dpop("user").get("/sources/required"), "required");
        Answers.letsIn(
                Callers.dpop("user")
                        .cookie("access_token", Callers.unboundToken("user"))
                        .get("/sources/required"),
                "required");
        // The proof of one token does not speak for the token in the cookie.
        Answers.refusesTheToken(
                cookie(Callers.boundToken("user"))
                        .filter(DPoPFilter.of(Callers.OTHER_KEY, Callers.boundToken("user")))
                        .get("/sources/required"),
                "The access token is bound to another key");
    }
}
