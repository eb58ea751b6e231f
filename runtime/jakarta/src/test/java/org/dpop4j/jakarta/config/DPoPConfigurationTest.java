package org.dpop4j.jakarta.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.settings.SettingSource;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Q-19, H-134. */
class DPoPConfigurationTest {
    private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0=";

    private static DPoPSettings read(Map<String, String> values) {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        return DPoPConfiguration.settings(config, "orders");
    }

    private static InvalidSettingException refused(String key, String value) {
        return assertThrows(InvalidSettingException.class, () -> read(Map.of(key, value)));
    }

    @Test
    void startsWithTheDefaultsOfTheCore() {
        DPoPSettings settings = read(Map.of());
        DPoPSettings defaults = DPoPSettings.read(SettingSource.of("", Map.of()), "orders");
        assertEquals(defaults.mode(), settings.mode());
        assertEquals(defaults.algorithms(), settings.algorithms());
        assertEquals(defaults.freshness(), settings.freshness());
        assertEquals(defaults.nonceMode(), settings.nonceMode());
        assertEquals(defaults.nonceLifetime(), settings.nonceLifetime());
        assertEquals(defaults.nonceSecrets(), settings.nonceSecrets());
        assertEquals(defaults.replayMaxEntries(), settings.replayMaxEntries());
        assertEquals(defaults.replayMaxEntriesPerKey(), settings.replayMaxEntriesPerKey());
        assertEquals("orders", settings.replayNamespace());
        assertEquals(defaults.publicBaseUris(), settings.publicBaseUris());
        assertEquals(defaults.cryptoProvider(), settings.cryptoProvider());
        assertEquals(Optional.empty(), settings.realm());
    }

    @Test
    void readsEveryKey() {
        DPoPSettings settings = read(Map.ofEntries(
                Map.entry("dpop.mode", "required"),
                Map.entry("dpop.algorithms", "ES256, PS256"),
                Map.entry("dpop.proof.max-age", "PT90S"),
                Map.entry("dpop.proof.future-skew", "PT10S"),
                Map.entry("dpop.nonce.mode", "Required"),
                Map.entry("dpop.nonce.lifetime", "2M"),
                Map.entry("dpop.nonce.secrets", SECRET + "," + SECRET),
                Map.entry("dpop.replay.max-entries", "1000"),
                Map.entry("dpop.replay.max-entries-per-key", "10"),
                Map.entry("dpop.replay.namespace", "billing"),
                Map.entry("dpop.replay.redis.uri", "redis://localhost"),
                Map.entry("dpop.replay.redis.timeout", "PT0.2S"),
                Map.entry("dpop.public-base-uris", "https://api.example,https://api.example/v2"),
                Map.entry("dpop.crypto.provider", "jdk"),
                Map.entry("dpop.realm", "orders")));
        assertEquals(DPoPMode.REQUIRED, settings.mode());
        assertEquals(List.of(ProofAlgorithm.ES256, ProofAlgorithm.PS256), List.copyOf(settings.algorithms()));
        assertEquals(Duration.ofSeconds(90), settings.freshness().maxAge());
        assertEquals(Duration.ofSeconds(10), settings.freshness().futureSkew());
        assertEquals(NonceMode.REQUIRED, settings.nonceMode());
        assertEquals(Duration.ofMinutes(2), settings.nonceLifetime());
        assertEquals(2, settings.nonceSecrets().size());
        assertEquals(1000, settings.replayMaxEntries());
        assertEquals(10, settings.replayMaxEntriesPerKey());
        assertEquals("billing", settings.replayNamespace());
        assertEquals(Optional.of("redis://localhost"), settings.replayRedisUri());
        assertEquals(Duration.ofMillis(200), settings.replayRedisTimeout());
        assertEquals(2, settings.publicBaseUris().size());
        assertEquals("jdk", settings.cryptoProvider());
        assertEquals(Optional.of("orders"), settings.realm());
    }

    @ParameterizedTest
    @CsvSource({
        "dpop.mode, strict, 'optional, required'",
        "dpop.nonce.mode, sometimes, 'disabled, required'",
        "dpop.proof.max-age, sixty, PT60S",
        "dpop.proof.max-age, PT2H, PT1H",
        "dpop.proof.max-age, -PT1S, PT1H",
        "dpop.proof.future-skew, 30 seconds, PT60S",
        "dpop.nonce.lifetime, PT0S, PT1H",
        "dpop.nonce.secrets, c2hvcnQ=, 32 random bytes",
        "dpop.replay.redis.timeout, PT2M, PT1M",
        "dpop.replay.max-entries, many, whole number",
        "dpop.replay.max-entries, 0, from 1 to",
        "dpop.replay.max-entries-per-key, 1e3, whole number",
        "dpop.algorithms, HS256, ES256",
        "dpop.algorithms, none, ES256",
        "dpop.algorithms, 'ES256,,PS256', ES256",
        "dpop.public-base-uris, https://api.example?a=b, leave out everything from the first",
        "dpop.public-base-uris, https://api.example//, leave them out",
        "dpop.proof.max-age, PT120M, PT1H",
        "dpop.realm, 'a\"b', quotation mark",
    })
    void h134_namesKeyValueAndRemedy(String key, String value, String remedy) {
        String message = refused(key, value).getMessage();
        String shown = switch (key) {
            case "dpop.nonce.secrets" -> "secret 1 of 1: 5 bytes";
            case "dpop.algorithms" -> value.contains(",") ? "" : value;
            default -> value;
        };
        assertTrue(message.startsWith(key + " = '" + shown + "' cannot be used. "), message);
        assertTrue(message.contains(remedy), message);
    }

    /** A slip of the pen must not leave a door open. */
    @ParameterizedTest
    @CsvSource({"dpop.mdoe, required", "dpop.nonce-mode, required", "dpop.Mode, required"})
    void h134_refusesKeysThatNobodyKnows(String key, String value) {
        String message = refused(key, value).getMessage();
        assertTrue(message.contains("There is no such key") && message.contains(key), message);
    }

    /** Not every server shows it in this form only. */
    @ParameterizedTest
    @CsvSource({"DPOP_MDOE, required", "%prod.dpop.mdoe, required", "dpop.algorithms[0], ES256"})
    void h134_refusesThemInEverySpelling(String key, String value) {
        assertEquals(key, refused(key, value).key());
    }

    /** DPOP_PUBLIC_BASE_URIS shows up in this form, too. */
    @Test
    void acceptsTheNamesOfEnvironmentVariables() {
        read(Map.of("dpop.public.base.uris", "https://api.example", "dpop.replay.max.entries", "1000"));
        read(Map.of("DPOP_PUBLIC_BASE_URIS", "https://api.example", "DPOP_REPLAY_MAX_ENTRIES", "1000"));
    }

    @Test
    void leavesKeysOfOthersAlone() {
        assertEquals(
                DPoPMode.OPTIONAL,
                read(Map.of("dpopx.mode", "required", "quarkus.dpop.mode", "required"))
                        .mode());
    }

    /** An empty value is no value, as everywhere in MicroProfile Config. */
    @Test
    void takesAnEmptyValueForNone() {
        DPoPSettings settings = read(Map.of("dpop.mode", "", "dpop.realm", "", "dpop.public-base-uris", ""));
        assertEquals(DPoPMode.OPTIONAL, settings.mode());
        assertEquals(Optional.empty(), settings.realm());
    }
}
