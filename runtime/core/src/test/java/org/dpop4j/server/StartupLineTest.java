package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.settings.TestSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("issue 13: one line of each start says how the application is protected")
class StartupLineTest {
    private static ResourceServer server(TestSettings values, boolean demandsNonceSomewhere) {
        DPoPSettings settings = values.cryptoProvider("jdk").build("dpop.");
        return ResourceServer.of(
                settings,
                HmacNonceProvider.of(settings),
                use -> true,
                Clock.systemUTC(),
                new ApplicationFacts("the validator", PathPolicies.NONE, demandsNonceSomewhere),
                new ToldEvents());
    }

    @Test
    void byDefault() {
        assertEquals(
                "DPoP is optional; nonces are not demanded; used proofs are remembered in memory, up to 1000; clients know"
                        + " it by the Host of each request; signatures are verified by the JDK; access tokens are"
                        + " validated by the validator",
                StartupLine.of(server(new TestSettings().replayMaxEntries(1000), false), null, null));
    }

    @Test
    void withEverythingSet() {
        TestSettings settings = new TestSettings()
                .mode(DPoPMode.REQUIRED)
                .nonceMode(NonceMode.REQUIRED)
                .publicBaseUris(List.of("https://a.example", "https://b.example/shop"))
                .set(DPoPSettings.REQUIRED_PATHS, "/graphql,/chat/*")
                .set(DPoPSettings.OPTIONAL_PATHS, "/health");
        assertEquals(
                "DPoP is required, required at /graphql /chat/*, optional at /health; nonces are demanded, from"
                        + " java.lang.String; used proofs are remembered by java.lang.Object; clients know it as"
                        + " https://a.example and https://b.example/shop; signatures are verified by the JDK; access"
                        + " tokens are validated by the validator",
                StartupLine.of(server(settings, false), String.class, Object.class));
    }

    @Test
    void whereAnEndpointDemandsNonces() {
        String line = StartupLine.of(server(new TestSettings(), true), null, null);
        assertEquals("nonces are demanded by some endpoints", line.split("; ")[1]);
    }
}
