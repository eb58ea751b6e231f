package org.dpop4j.it.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.runtime.Quarkus;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.api.Test;

/** The contract in mode {@code optional}, authentication before routing, as is the default. */
@QuarkusTest
@TestProfile(OptionalProactiveTest.Config.class)
class OptionalProactiveTest implements QuarkusContract {
    @TestHTTPResource
    URI uri;

    @Override
    public ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    @Test
    void theApplicationIsOfTheVersionThatWasAskedFor() {
        assertEquals(
                System.getProperty("expected.version"),
                Quarkus.class.getPackage().getImplementationVersion());
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, "quarkus.dpop.mode", "optional", "quarkus.http.auth.proactive", "true");
        }
    }
}
