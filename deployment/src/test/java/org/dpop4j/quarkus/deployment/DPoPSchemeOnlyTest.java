package org.dpop4j.quarkus.deployment;

import io.quarkus.test.QuarkusUnitTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** With this setting SmallRye JWT takes tokens of the DPoP scheme by itself, without looking for a proof. */
class DPoPSchemeOnlyTest {
    @RegisterExtension
    static final QuarkusUnitTest APP =
            Callers.application(TokenSources.class).overrideConfigKey("smallrye.jwt.token.schemes", "DPoP");

    @Test
    @DisplayName("DM-10: the proof is demanded although SmallRye JWT knows the scheme")
    void demandsTheProof() {
        for (String path : new String[] {"/sources", "/sources/required"}) {
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            Answers.refusesTheToken(Callers.unboundAsDPoP("user").get(path), "The access token is not DPoP-bound");
        }
        Answers.letsIn(Callers.dpop("user").get("/sources"), "any");
        Answers.letsIn(Callers.dpop("user").get("/sources/required"), "required");
    }
}
