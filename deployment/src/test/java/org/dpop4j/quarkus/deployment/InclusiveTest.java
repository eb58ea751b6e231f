package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every mechanism authenticates: ours out of Authorization, SmallRye JWT out of the cookie. */
class InclusiveTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(TokenSources.class)
            .overrideConfigKey("quarkus.http.auth.inclusive", "true")
            .overrideConfigKey("quarkus.http.auth.inclusive-mode", "lax")
            .overrideConfigKey("mp.jwt.token.header", "Cookie")
            .overrideConfigKey("mp.jwt.token.cookie", "access_token");

    private static Response send(String token, String cookie) {
        return Callers.anonymous()
                .filter(DPoPFilter.of(Callers.KEY, token))
                .cookie("access_token", cookie)
                .get("/sources");
    }

    @Test
    @DisplayName("T-14: the proof of one token does not speak for another token of the same request")
    void refusesASecondToken() {
        TestToken another = Callers.ISSUER.microProfile().groups("admin");
        String token = Callers.boundToken("user");
        Answers.findsTheRequestInvalid(
                send(token, another.boundTo(Callers.OTHER_KEY).serialize()));
        Answers.findsTheRequestInvalid(send(token, another.boundTo(Callers.KEY).serialize()));
        Answers.findsTheRequestInvalid(send(token, another.unbound().serialize()));
    }

    @Test
    void acceptsTheSameTokenTwice() {
        String token = Callers.boundToken("user");
        assertEquals(200, send(token, token).statusCode());
        assertEquals(200, Callers.dpop("user").get("/sources").statusCode());
    }
}
