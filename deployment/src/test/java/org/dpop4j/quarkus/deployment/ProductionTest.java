package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusProdModeTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same application as in {@link TestIdentityTest}, built and run as in production. */
class ProductionTest {
    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(TestIdentity.class))
            .overrideConfigKey("mp.jwt.verify.publickey", Callers.ISSUER.publicKeyPem())
            .overrideConfigKey("mp.jwt.verify.issuer", Callers.ISSUER.issuer())
            .setRun(true);

    @Test
    @DisplayName("what a test may say about its identity counts for nothing in production")
    void letsNoTestIdentityIn() {
        Answers.asksForDPoP(Callers.anonymous().header("X-Verified", "true").get("/required"));
        Answers.letsIn(Callers.dpop("user").get("/required"), "required");
        Answers.refusesTheToken(
                Callers.boundAsBearer("user").get("/required"),
                "The access token is DPoP-bound and needs the DPoP scheme");
    }

    @Test
    @DisplayName("Q-24: weak settings are warned about")
    void warns() {
        String output = APP.getStartupConsoleOutput();
        assertTrue(output.contains("quarkus.dpop.public-base-uris is not set"), output);
        assertTrue(output.contains("mp.jwt.verify.audiences is not set"), output);
        assertEquals(2, output.lines().filter(line -> line.contains("WARN")).count(), output);
    }
}
