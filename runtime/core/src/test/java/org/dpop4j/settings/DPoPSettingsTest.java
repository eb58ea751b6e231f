package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dpop4j.http.PublicBaseUri;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Q-19, H-134: every bad value stops the start-up, and names key, value and remedy")
class DPoPSettingsTest {
    private static void refuses(String key, String value, String remedy, UnaryOperator<DPoPSettings.Builder> change) {
        DPoPSettings.Builder builder = change.apply(DPoPSettings.builder());
        InvalidSettingException fault = assertThrows(InvalidSettingException.class, builder::build);
        String message = fault.messageWithPrefix("quarkus.dpop.");
        assertEquals("quarkus.dpop." + fault.getMessage(), message);
        assertEquals(key, fault.key());
        assertTrue(message.startsWith("quarkus.dpop." + key + " = '" + value + "' cannot be used. " + remedy), message);
        assertTrue(message.endsWith("."), message);
    }

    @Test
    @DisplayName("design.md section 3: the defaults")
    void defaults() {
        DPoPSettings settings = DPoPSettings.builder().build();
        assertEquals(DPoPMode.OPTIONAL, settings.mode());
        assertEquals(
                "ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519",
                ProofAlgorithm.joinedNames(settings.algorithms(), " "));
        assertEquals(Duration.ofSeconds(60), settings.freshness().maxAge());
        assertEquals(Duration.ofSeconds(30), settings.freshness().futureSkew());
        assertEquals(NonceMode.DISABLED, settings.nonceMode());
        assertEquals(Duration.ofMinutes(5), settings.nonceLifetime());
        assertEquals(List.of(), settings.nonceSecrets());
        assertEquals(1_000_000, settings.replayMaxEntries());
        assertEquals(125_000, settings.replayMaxEntriesPerKey());
        assertEquals("application", settings.replayNamespace());
        assertEquals(Optional.empty(), settings.replayRedisUri());
        assertEquals(Duration.ofSeconds(1), settings.replayRedisTimeout());
        assertEquals(List.of(), settings.publicBaseUris());
        assertEquals("auto", settings.cryptoProvider());
        assertEquals(Optional.empty(), settings.realm());
    }

    @Test
    void keepsWhatIsSet() {
        DPoPSettings settings = DPoPSettings.builder()
                .mode(DPoPMode.REQUIRED)
                .algorithms(List.of("Ed25519", "ES256"))
                .maxAge(Duration.ofMinutes(5))
                .futureSkew(Duration.ofMinutes(1))
                .nonceMode(NonceMode.REQUIRED)
                .nonceLifetime(Duration.ofHours(1))
                .nonceSecrets(List.of("A".repeat(43), "_".repeat(42) + "8"))
                .replayMaxEntries(10)
                .replayMaxEntriesPerKey(10)
                .replayNamespace("orders")
                .replayRedisUri("rediss://redis.example")
                .replayRedisTimeout(Duration.ofMillis(200))
                .publicBaseUris(List.of("https://api.example", "https://gateway.example/orders/"))
                .cryptoProvider("jdk")
                .realm("Orders API")
                .build();
        assertEquals(DPoPMode.REQUIRED, settings.mode());
        assertEquals(List.of(ProofAlgorithm.ED25519, ProofAlgorithm.ES256), List.copyOf(settings.algorithms()));
        assertEquals(new FreshnessWindow(Duration.ofMinutes(5), Duration.ofMinutes(1)), settings.freshness());
        assertEquals(NonceMode.REQUIRED, settings.nonceMode());
        assertEquals(Duration.ofHours(1), settings.nonceLifetime());
        assertEquals(
                List.of(0, -1),
                settings.nonceSecrets().stream()
                        .map(secret -> (int) secret.octets()[0])
                        .toList());
        assertEquals(10, settings.replayMaxEntries());
        assertEquals(10, settings.replayMaxEntriesPerKey());
        assertEquals("orders", settings.replayNamespace());
        assertEquals(Optional.of("rediss://redis.example"), settings.replayRedisUri());
        assertEquals(Duration.ofMillis(200), settings.replayRedisTimeout());
        assertEquals(
                List.of("https://api.example", "https://gateway.example/orders"),
                settings.publicBaseUris().stream().map(PublicBaseUri::toString).toList());
        assertEquals("jdk", settings.cryptoProvider());
        assertEquals(Optional.of("Orders API"), settings.realm());
    }

    @Test
    void redis() {
        refuses("replay.redis.uri", " ", "Use a URI", settings -> settings.replayRedisUri(" "));
        refuses(
                "replay.redis.timeout",
                "PT0S",
                "Use a time from PT0.001S to PT1M",
                settings -> settings.replayRedisTimeout(Duration.ZERO));
        refuses(
                "replay.redis.timeout",
                "PT1M0.001S",
                "Use a time",
                settings -> settings.replayRedisTimeout(Duration.ofMinutes(1).plusMillis(1)));
        for (Duration good : List.of(Duration.ofMillis(1), Duration.ofMinutes(1))) {
            assertEquals(
                    good,
                    DPoPSettings.builder().replayRedisTimeout(good).build().replayRedisTimeout());
        }
    }

    @Test
    @DisplayName("settings are what was validated, whatever happens to the lists they came from or are given out in")
    void isImmutable() {
        List<String> names = new ArrayList<>(List.of("ES256"));
        List<String> uris = new ArrayList<>(List.of("https://api.example"));
        DPoPSettings settings =
                DPoPSettings.builder().algorithms(names).publicBaseUris(uris).build();
        names.add("RS256");
        uris.add("https://evil.example");
        assertEquals(1, settings.algorithms().size());
        assertEquals(1, settings.publicBaseUris().size());
        assertThrows(
                UnsupportedOperationException.class, () -> settings.algorithms().add(ProofAlgorithm.RS256));
        assertThrows(
                UnsupportedOperationException.class,
                () -> settings.publicBaseUris().clear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "XS256", ""})
    void algorithms(String name) {
        refuses("algorithms", name, "Use names out of ES256", builder -> builder.algorithms(List.of(name)));
    }

    @Test
    void noAlgorithms() {
        refuses("algorithms", "", "Name at least one of ES256", builder -> builder.algorithms(List.of()));
    }

    @Test
    @DisplayName("N-14, N-16: the lifetime within its bounds, no secret that is too short, and none in the message")
    void nonces() {
        String range = "Use whole seconds from PT1S to PT1H";
        for (String bad : List.of("PT0S", "PT-1S", "PT1.5S", "PT1H1S")) {
            refuses("nonce.lifetime", bad, range, settings -> settings.nonceLifetime(Duration.parse(bad)));
        }
        for (String good : List.of("PT1S", "PT1H")) {
            Duration lifetime = Duration.parse(good);
            assertEquals(
                    lifetime,
                    DPoPSettings.builder().nonceLifetime(lifetime).build().nonceLifetime());
        }
        String remedy = "Use at least 32 random octets in base64";
        refuses(
                "nonce.secrets",
                "secret 1 of 1: 31 octets",
                remedy,
                settings -> settings.nonceSecrets(List.of("A".repeat(42))));
        refuses(
                "nonce.secrets",
                "secret 2 of 2: not base64",
                remedy,
                settings -> settings.nonceSecrets(List.of("A".repeat(43), "topsecret!")));
        refuses("nonce.secrets", "secret 1 of 1: 0 octets", remedy, settings -> settings.nonceSecrets(List.of("")));
    }

    @Test
    void window() {
        refuses(
                "proof.max-age",
                "PT-1S",
                "Use whole seconds from PT1S to PT1H",
                builder -> builder.maxAge(Duration.ofSeconds(-1)));
        refuses(
                "proof.max-age",
                "PT1H1S",
                "Use whole seconds from PT1S to PT1H",
                builder -> builder.maxAge(Duration.ofSeconds(3601)));
        refuses(
                "proof.future-skew",
                "PT-1S",
                "Use whole seconds from PT0S to PT1H",
                builder -> builder.futureSkew(Duration.ofSeconds(-1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000_001, 0, -1, Integer.MIN_VALUE})
    void replayMaxEntries(int value) {
        refuses(
                "replay.max-entries",
                Integer.toString(value),
                "Use a number from 1 to 1000000000",
                b -> b.replayMaxEntries(value));
        refuses(
                "replay.max-entries-per-key",
                Integer.toString(value),
                "Use 1 or more, and not more than replay.max-entries",
                builder -> builder.replayMaxEntriesPerKey(value));
    }

    @Test
    @DisplayName("R-12: a key's share is an eighth, at least one, and never more than everything")
    void replayMaxEntriesPerKey() {
        assertEquals(1, DPoPSettings.builder().replayMaxEntries(1).build().replayMaxEntriesPerKey());
        assertEquals(
                125_000_000,
                DPoPSettings.builder().replayMaxEntries(1_000_000_000).build().replayMaxEntriesPerKey());
        assertEquals(2, DPoPSettings.builder().replayMaxEntries(16).build().replayMaxEntriesPerKey());
        refuses(
                "replay.max-entries-per-key",
                "101",
                "Use 1 or more, and not more than replay.max-entries",
                builder -> builder.replayMaxEntries(100).replayMaxEntriesPerKey(101));
        assertEquals(
                100,
                DPoPSettings.builder()
                        .replayMaxEntries(100)
                        .replayMaxEntriesPerKey(100)
                        .build()
                        .replayMaxEntriesPerKey());
        assertEquals(
                12,
                DPoPSettings.builder()
                        .replayMaxEntries(100)
                        .replayMaxEntriesPerKey(null)
                        .build()
                        .replayMaxEntriesPerKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void replayNamespace(String value) {
        refuses(
                "replay.namespace",
                value,
                "Use a name that no other application has",
                builder -> builder.replayNamespace(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example",
                "/orders",
                "ftp://api.example",
                "https://api.example?q",
                "https://api.example#f",
                "https://u@api.example",
                "https://",
                "https://api.example//"
            })
    void publicBaseUris(String value) {
        refuses(
                "public-base-uris",
                value,
                "Use the scheme, authority and optional path prefix",
                builder -> builder.publicBaseUris(List.of("https://good.example", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\"b", "a\\b", "a\r\nSet-Cookie: x=1", "a\u0000", "\u007f", "\u00e9", "\u2028"})
    @DisplayName("H-138, W-08, W-19: a realm that does not belong between quotation marks")
    void realm(String value) {
        refuses("realm", value, "Use printable ASCII", builder -> builder.realm(value));
    }

    @Test
    void realmOfEveryPrintableCharacter() {
        StringBuilder realm = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            realm.append(c == '"' || c == '\\' ? "" : c);
        }
        assertEquals(
                Optional.of(realm.toString()),
                DPoPSettings.builder().realm(realm.toString()).build().realm());
    }
}
