package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestIdentityTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application(TestIdentity.class);

    @Test
    @DisplayName("a test may say that its identity counts as verified")
    void letsAVerifiedTestIdentityIn() {
        Answers.letsIn(Callers.anonymous().header("X-Verified", "true").get("/required"), "required");
    }

    @Test
    @DisplayName("an identity without a token is asked for one")
    void asksEveryOtherIdentity() {
        Answers.asksForDPoP(Callers.anonymous().header("X-Verified", "false").get("/required"));
        Answers.asksForDPoP(Callers.anonymous().header("X-Verified", "yes").get("/required"));
    }
}
