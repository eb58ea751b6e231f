package org.dpop4j.quarkus.runtime.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Q-19: a key that does not exist cannot be used")
class ConfigurationKeysTest {
    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> keys = new HashSet<>();
        for (Class<?> mapping : Set.of(DPoPBuildTimeConfig.class, DPoPRuntimeConfig.class)) {
            keys.addAll(ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(mapping))
                    .keySet());
        }
        return keys;
    }

    private static void refuseUnknown(ConfigSource... sources) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withProfile("prod")
                // As Quarkus does for the keys of extensions.
                .withValidateUnknown(false)
                .withMapping(DPoPBuildTimeConfig.class)
                .withMapping(DPoPRuntimeConfig.class)
                .withSources(sources)
                .build();
        ConfigurationKeys.refuseUnknown(config, KNOWN);
    }

    private static ConfigSource properties(String key, String value) {
        return new PropertiesConfigSource(Map.of(key, value), "orders.properties", 100);
    }

    private static ConfigSource variable(String name, String value) {
        return new EnvConfigSource(Map.of(name, value), 300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quarkus.dpop.mode | required",
                "%prod.quarkus.dpop.mode | required",
                "%dev.quarkus.dpop.mode | required",
                "quarkus.dpop.proof.max-age | 30S",
                "quarkus.dpop.replay.redis.uri | redis://redis.example",
                "quarkus.dpop.algorithms | ES256",
                "quarkus.dpop.algorithms[0] | ES256",
                "quarkus.dpop.nonce.secrets[1] | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "quarkus.dpop-of-another.kind | 1",
                "quarkus.dpopping | 1",
                "dpop.mdoe | required",
                "orders.quarkus.dpop.mdoe | required",
            })
    void takesKeysThatExistAndKeysOfOthers(String key, String value) {
        assertDoesNotThrow(() -> refuseUnknown(properties(key, value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUARKUS_DPOP_MODE | required",
                "_PROD_QUARKUS_DPOP_MODE | required",
                "QUARKUS_DPOP_PROOF_MAX_AGE | 30S",
                "_PROD_QUARKUS_DPOP_PROOF_MAX_AGE | 30S",
                "QUARKUS_DPOP_REPLAY_MAX_ENTRIES_PER_KEY | 5",
                "QUARKUS_DPOP_ALGORITHMS | ES256",
                "QUARKUS_DPOP_ALGORITHMS_0_ | ES256",
                "QUARKUS_DPOPPING | 1",
            })
    void takesEnvironmentVariables(String name, String value) {
        assertDoesNotThrow(() -> refuseUnknown(variable(name, value)));
    }

    @Test
    @DisplayName("an environment variable may overrule a key that is written down")
    void takesBoth() {
        assertDoesNotThrow(() -> refuseUnknown(
                properties("quarkus.dpop.proof.max-age", "1M"), variable("QUARKUS_DPOP_PROOF_MAX_AGE", "30S")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.dpop.mdoe",
                "%prod.quarkus.dpop.mdoe",
                "quarkus.dpop.proof.maxAge",
                "quarkus.dpop.proof.max.age",
                "quarkus.dpop.proof",
                "quarkus.dpop.proof.max-age.seconds",
                "quarkus.dpop.realm[0]",
                "quarkus.dpop.replay.redis.url",
                "quarkus.dpop",
                "quarkus.dpop[0]",
                "quarkus.dpop.\"mode\"x",
            })
    void refusesEveryOtherKeyAsItIsWritten(String key) {
        ConfigurationException failure =
                assertThrows(ConfigurationException.class, () -> refuseUnknown(properties(key, "")));
        String message = failure.getMessage();
        assertTrue(
                message.startsWith(
                        key
                                + " (from PropertiesConfigSource[source=orders.properties]) cannot be used. There is no such key. The keys are quarkus.dpop.algorithms, "),
                message);
        assertTrue(message.contains(", quarkus.dpop.mode, "), message);
        assertTrue(message.endsWith(", quarkus.dpop.required-paths"), message);
        assertEquals(Set.of(key), failure.getConfigKeys());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QUARKUS_DPOP_MDOE",
                "_PROD_QUARKUS_DPOP_MDOE",
                "QUARKUS_DPOP_PROOF_MAXAGE",
                "QUARKUS_DPOP_MODE_X"
            })
    void refusesEveryOtherVariableAsItIsWritten(String name) {
        ConfigurationException failure =
                assertThrows(ConfigurationException.class, () -> refuseUnknown(variable(name, "required")));
        assertTrue(failure.getMessage().startsWith(name + " (from EnvConfigSource"), failure::getMessage);
    }

    @Test
    @DisplayName("a key for another profile is for another start")
    void leavesOtherProfilesAlone() {
        assertDoesNotThrow(() -> refuseUnknown(properties("%dev.quarkus.dpop.mdoe", "required")));
    }

    @Test
    @DisplayName("a property of the build, such as a version, is no key")
    void leavesTheBuildSystemAlone() {
        assertDoesNotThrow(() ->
                refuseUnknown(new PropertiesConfigSource(Map.of("quarkus.dpop.version", "1.0"), "Build system", 100)));
    }

    @Test
    void namesAllOfThem() {
        ConfigurationException failure = assertThrows(
                ConfigurationException.class,
                () -> refuseUnknown(
                        properties("quarkus.dpop.relam", "x"), properties("quarkus.dpop.mdoe", "required")));
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "quarkus.dpop.mdoe (from PropertiesConfigSource[source=orders.properties]), quarkus.dpop.relam (from PropertiesConfigSource[source=orders.properties]) "),
                failure::getMessage);
    }
}
