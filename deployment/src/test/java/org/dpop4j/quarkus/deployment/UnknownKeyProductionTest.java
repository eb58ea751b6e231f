package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.test.QuarkusProdModeTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An unknown key as the operator of a packaged application writes it. */
class UnknownKeyProductionTest {
    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(Main.class))
            .overrideConfigKey("mp.jwt.verify.publickey", Callers.ISSUER.publicKeyPem())
            .overrideConfigKey("mp.jwt.verify.issuer", Callers.ISSUER.issuer())
            .setRuntimeProperties(Map.of("quarkus.dpop.mdoe", "required"))
            .setExpectExit(true)
            .setRun(true);

    /** Ends at once where it should not have started. */
    @QuarkusMain
    public static class Main implements QuarkusApplication {
        @Override
        public int run(String... args) {
            return 0;
        }
    }

    @Test
    @DisplayName("Q-19: an unknown key stops the start-up in production")
    void doesNotStart() {
        assertNotEquals(0, APP.getExitCode());
        String output = APP.getStartupConsoleOutput();
        assertTrue(output.contains("quarkus.dpop.mdoe (from "), output);
        assertTrue(output.contains("cannot be used. There is no such key. The keys are "), output);
    }
}
