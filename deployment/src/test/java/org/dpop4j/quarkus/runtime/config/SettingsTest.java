package org.dpop4j.quarkus.runtime.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.dpop4j.quarkus.runtime.auth.MicroProfileJwt;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.settings.SettingSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every run-time key through Quarkus' own mapping and converters, as the start-up reads it, without an application. */
class SettingsTest {
    private static final String PREFIX = "quarkus.dpop.";

    private static DPoPSettings settings(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(DPoPBuildTimeConfig.class)
                .withMapping(DPoPRuntimeConfig.class)
                .withMapping(ApplicationConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        DPoPProducer producer = new DPoPProducer();
        DPoPSettings settings = producer.settings(config, config.getConfigMapping(ApplicationConfig.class));
        assertNotNull(producer.resourceServer(
                settings,
                producer.nonceProvider(settings),
                use -> true,
                producer.application(
                        settings, new BuildFacts(false, Map.of()), new MicroProfileJwt(), "/", "index.html"),
                new EventPublisher(settings.log(), null, null)));
        return settings;
    }

    @ParameterizedTest
    @DisplayName("Q-19: a value that must not be used stops the start-up, named with its key and a remedy")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "algorithms | ES257 | ES257 | Use names out of ES256",
                "algorithms | ES256,none | none | symmetric algorithms and none",
                "algorithms | HS256 | HS256 | symmetric algorithms and none",
                "algorithms | es256 | es256 | Use names out of ES256",
                "proof.max-age | PT0S | PT0S | whole seconds from PT1S to PT1H",
                "proof.max-age | 2H | 2H | whole seconds from PT1S to PT1H",
                "proof.max-age | 7200 | 7200 | whole seconds from PT1S to PT1H",
                "replay.redis.timeout | 61s | 61s | a time from PT0.001S to PT1M",
                "public-base-uris | https://api.example// | https://api.example// | leave them out",
                "proof.max-age | PT2H | PT2H | whole seconds from PT1S to PT1H",
                "proof.max-age | PT1H1S | PT1H1S | whole seconds from PT1S to PT1H",
                "proof.max-age | PT0.5S | PT0.5S | whole seconds from PT1S to PT1H",
                "proof.max-age | PT-1S | PT-1S | whole seconds from PT1S to PT1H",
                "proof.future-skew | PT-1S | PT-1S | whole seconds from PT0S to PT1H",
                "proof.future-skew | PT1H1S | PT1H1S | whole seconds from PT0S to PT1H",
                "proof.future-skew | PT1.5S | PT1.5S | whole seconds from PT0S to PT1H",
                "nonce.lifetime | PT0S | PT0S | whole seconds from PT1S to PT1H",
                "nonce.lifetime | PT1H1S | PT1H1S | whole seconds from PT1S to PT1H",
                "nonce.lifetime | PT1.5S | PT1.5S | whole seconds from PT1S to PT1H",
                "nonce.secrets | c2VjcmV0 | secret 1 of 1: 6 bytes | at least 32 random bytes in base64",
                "nonce.secrets | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | secret 1 of 1: 31 bytes | 32 random bytes",
                "nonce.secrets | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,no secret! | secret 2 of 2: not base64 | base64",
                "public-base-uris | https://api.example?a=b | https://api.example?a=b | leave out everything from the first",
                "public-base-uris | https://api.example/#a | https://api.example/#a | leave out everything from the first",
                "public-base-uris | https://me@api.example | https://me@api.example | write scheme, host",
                "public-base-uris | /orders | /orders | write scheme, host",
                "public-base-uris | api.example | api.example | write scheme, host",
                "public-base-uris | ftp://api.example | ftp://api.example | write scheme, host",
                "public-base-uris | https://api.example,nonsense | nonsense | write scheme, host",
                "public-base-uris | , | , | Name at least one, or leave the key out",
                "replay.redis.uri | ` ` | ... | Use a URI",
                "replay.redis.timeout | PT0S | PT0S | a time from PT0.001S to PT1M",
                "replay.redis.timeout | PT1M0.001S | PT1M0.001S | a time from PT0.001S to PT1M",
                "replay.max-entries | 0 | 0 | Use a whole number from 1 to 1000000000",
                "replay.max-entries | -1 | -1 | Use a whole number from 1 to 1000000000",
                "replay.max-entries | 1000000001 | 1000000001 | Use a whole number from 1 to 1000000000",
                "replay.max-entries-per-key | 0 | 0 | Use a whole number from 1 to",
                "replay.max-entries-per-key | 1000001 | 1000001 | Use a whole number from 1 to quarkus.dpop.replay.max-entries, which is",
                "replay.namespace | ` ` | ` ` | Use a name",
                "crypto.provider | Nobody | Nobody | Use auto, jdk",
                "crypto.provider | SUN | SUN | use jdk",
                "realm | say \"hi\" | say \"hi\" | printable ASCII",
                "realm | a\\b | a\\b | printable ASCII",
                "realm | ` ` | ` ` | leave the key out",
            })
    void namesTheBadValue(String key, String configured, String value, String remedy) {
        ConfigurationException failure =
                assertThrows(ConfigurationException.class, () -> settings(Map.of(PREFIX + key, configured)));
        assertTrue(
                failure.getMessage().startsWith(PREFIX + key + " = '" + value + "' cannot be used. "),
                failure::getMessage);
        assertTrue(failure.getMessage().contains(remedy), failure::getMessage);
        assertEquals(Set.of(PREFIX + key), failure.getConfigKeys());
    }

    @ParameterizedTest
    @DisplayName("Q-19: a value that is no value of its type is named by Quarkus itself")
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithms | ''",
                "proof.max-age | soon",
                "proof.future-skew | ''",
                "nonce.mode | sometimes",
                "nonce.lifetime | soon",
                "replay.max-entries | many",
                "replay.max-entries-per-key | 1.5",
                "crypto.provider | ''",
                "mode | strict",
            })
    void namesTheKeyOfNonsense(String key, String configured) {
        RuntimeException failure =
                assertThrows(RuntimeException.class, () -> settings(Map.of(PREFIX + key, configured)));
        assertTrue(failure.getMessage().contains(PREFIX + key), failure::getMessage);
        assertTrue(failure.getMessage().contains(configured), failure::getMessage);
    }

    @ParameterizedTest
    @DisplayName("Q-19: every good bound passes")
    @CsvSource(
            delimiter = '|',
            value = {
                "algorithms | ES256",
                "algorithms | ES256, ES256 ,Ed25519",
                "proof.max-age | 1S",
                "proof.max-age | PT1H",
                "proof.future-skew | PT0S",
                "proof.future-skew | 1H",
                "nonce.mode | required",
                "nonce.mode | DISABLED",
                "nonce.lifetime | 1S",
                "nonce.lifetime | 1H",
                "nonce.secrets | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "nonce.secrets | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-_-8",
                "public-base-uris | https://api.example",
                "public-base-uris | https://api.example/,http://127.0.0.1:8080/orders",
                "replay.max-entries | 1",
                "replay.max-entries | 1000000000",
                "replay.max-entries-per-key | 1",
                "replay.max-entries-per-key | 1000000",
                "replay.namespace | orders",
                "crypto.provider | auto",
                "crypto.provider | jdk",
                "realm | It's ~ {orders}",
                "mode | REQUIRED",
                "mode | optional",
            })
    void takesGoodValues(String key, String configured) {
        assertNotNull(settings(Map.of(PREFIX + key, configured)));
    }

    @Test
    @DisplayName("one property for each item of a list, as in YAML")
    void takesNumberedItems() {
        DPoPSettings settings = settings(Map.of(
                "quarkus.dpop.public-base-uris[0]", "https://a.example",
                "quarkus.dpop.public-base-uris[1]", "https://b.example",
                "quarkus.dpop.algorithms[0]", "ES256"));
        assertEquals(2, settings.publicBaseUris().size());
        assertEquals(Set.of(ProofAlgorithm.ES256), settings.algorithms());
    }

    @ParameterizedTest
    @DisplayName("the core reads a duration as Quarkus does")
    @ValueSource(strings = {"60", "60S", "60s", " 90 ", "5M", "1m30s", "1H", "2000ms", "PT60S", "pt1m", "+5s", "1.0S"})
    void readsDurationsAsQuarkusDoes(String text) {
        Duration byQuarkus = new DurationConverter().convert(text);
        assertEquals(
                byQuarkus,
                settings(Map.of("quarkus.dpop.proof.max-age", text)).freshness().maxAge());
    }

    @Test
    void hasTheDocumentedDefaults() {
        DPoPSettings settings = settings(Map.of("quarkus.application.name", "orders"));
        DPoPSettings defaults = DPoPSettings.read(SettingSource.of("", Map.of()), "orders");
        assertAll(
                () -> assertEquals(DPoPMode.OPTIONAL, settings.mode()),
                () -> assertEquals(defaults.algorithms(), settings.algorithms()),
                () -> assertEquals(defaults.freshness(), settings.freshness()),
                () -> assertEquals(defaults.replayMaxEntries(), settings.replayMaxEntries()),
                () -> assertEquals(defaults.replayMaxEntriesPerKey(), settings.replayMaxEntriesPerKey()),
                () -> assertEquals("orders", settings.replayNamespace()),
                () -> assertEquals(defaults.publicBaseUris(), settings.publicBaseUris()),
                () -> assertEquals(defaults.cryptoProvider(), settings.cryptoProvider()),
                () -> assertEquals(defaults.realm(), settings.realm()));
    }

    @Test
    void keepsTheCause() {
        ConfigurationException failure =
                assertThrows(ConfigurationException.class, () -> settings(Map.of("quarkus.dpop.algorithms", "HS256")));
        assertTrue(failure.getCause() instanceof InvalidSettingException);
    }
}
