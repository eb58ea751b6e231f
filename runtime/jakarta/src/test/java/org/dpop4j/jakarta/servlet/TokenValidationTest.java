package org.dpop4j.jakarta.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("issue 13: a server that cannot validate tokens")
class TokenValidationTest {
    private static TokenValidation validation(ServerKind server, Map<String, String> values) {
        return new TokenValidation(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(values, "test", 100))
                        .build(),
                server);
    }

    @ParameterizedTest
    @EnumSource
    void isWarnedOf(ServerKind server) {
        String warning = validation(server, Map.of()).whatIsMissing().orElseThrow();
        assertTrue(warning.startsWith("mp.jwt.verify.publickey.location is not set: "), warning);
        assertTrue(warning.contains("nobody can validate access tokens"), warning);
        assertEquals(server == ServerKind.LIBERTY, warning.contains("mpJwt of server.xml"), warning);
    }

    @ParameterizedTest
    @EnumSource
    void isOneWithoutAnyKey(ServerKind server) {
        for (String key : List.of(
                "mp.jwt.verify.publickey",
                "mp.jwt.verify.publickey.location",
                "smallrye.jwt.verify.key.location",
                "smallrye.jwt.verify.secretkey")) {
            assertEquals(Optional.empty(), validation(server, Map.of(key, "k")).whatIsMissing(), key);
        }
    }

    @Test
    @DisplayName("L-04: nor one that takes tokens of others")
    void namesTheAudiences() {
        assertEquals(
                List.of("mp.jwt.verify.audiences"),
                validation(ServerKind.WILDFLY, Map.of()).audienceKeysNotSet());
        assertEquals(
                List.of(),
                validation(ServerKind.WILDFLY, Map.of("mp.jwt.verify.audiences", "orders"))
                        .audienceKeysNotSet());
    }

    @Test
    void namesTheServer() {
        assertEquals(
                "MicroProfile JWT of WildFly",
                validation(ServerKind.WILDFLY, Map.of()).validator());
    }
}
