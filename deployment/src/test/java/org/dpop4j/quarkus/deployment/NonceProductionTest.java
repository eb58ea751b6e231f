package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusProdModeTest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One endpoint that demands a nonce, built and run as in production; {@link ProductionTest} has none. */
class NonceProductionTest {
    @RegisterExtension
    static final QuarkusProdModeTest APP = new QuarkusProdModeTest()
            .withApplicationRoot(jar -> jar.addClass(Demanding.class))
            .overrideConfigKey("mp.jwt.verify.publickey", Callers.ISSUER.publicKeyPem())
            .overrideConfigKey("mp.jwt.verify.issuer", Callers.ISSUER.issuer())
            .overrideConfigKey("mp.jwt.verify.audiences", "orders")
            .overrideConfigKey("quarkus.dpop.public-base-uris", "https://api.example")
            // Nobody calls it, and the usual port may be that of another test.
            .setRuntimeProperties(Map.of("quarkus.http.port", "0"))
            .setRun(true);

    @Path("nonce")
    public static class Demanding {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String get() {
            return "nonce";
        }
    }

    @Test
    @DisplayName("N-14: whoever demands nonces with a secret of one node is warned, and nobody else")
    void warns() {
        List<String> warnings = APP.getStartupConsoleOutput()
                .lines()
                .filter(line -> line.contains("WARN"))
                .toList();
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("quarkus.dpop.nonce.secrets is not set"), warnings::toString);
    }
}
