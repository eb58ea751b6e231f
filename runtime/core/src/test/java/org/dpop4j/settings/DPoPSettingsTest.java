package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dpop4j.http.PublicBaseUri;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Q-19, H-134: every bad value stops the start-up, and names key, value and remedy")
class DPoPSettingsTest {
    private static void refuses(String key, String value, String remedy, UnaryOperator<TestSettings> change) {
        TestSettings settings = change.apply(new TestSettings());
        InvalidSettingException fault =
                assertThrows(InvalidSettingException.class, () -> settings.build("quarkus.dpop."));
        String message = fault.getMessage();
        assertEquals("quarkus.dpop." + key, fault.key());
        assertTrue(message.endsWith("."), message);
        assertTrue(message.startsWith("quarkus.dpop." + key + " = '" + value + "' cannot be used. " + remedy), message);
    }

    @Test
    @DisplayName("design.md section 3: the defaults")
    void defaults() {
        DPoPSettings settings = new TestSettings().build();
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
        DPoPSettings settings = new TestSettings()
                .mode(DPoPMode.REQUIRED)
                .algorithms(List.of("Ed25519", "ES256"))
                .maxAge(Duration.ofMinutes(5))
                .futureSkew(Duration.ofMinutes(1))
                .nonceMode(NonceMode.REQUIRED)
                .set(DPoPSettings.NONCE_LIFETIME, "PT1H")
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
                        .map(secret -> (int) secret.bytes()[0])
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
        refuses("replay.redis.uri", "...", "Use a URI", settings -> settings.replayRedisUri(" "));
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
                    good, new TestSettings().replayRedisTimeout(good).build().replayRedisTimeout());
        }
    }

    @Test
    @DisplayName("settings are what was validated, whatever happens to the lists they came from or are given out in")
    void isImmutable() {
        List<String> names = new ArrayList<>(List.of("ES256"));
        List<String> uris = new ArrayList<>(List.of("https://api.example"));
        DPoPSettings settings =
                new TestSettings().algorithms(names).publicBaseUris(uris).build();
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
    @ValueSource(strings = {"none", "HS256", "XS256", "ES256,,ES384", "ES256 ES384"})
    void algorithms(String names) {
        String bad = names.startsWith("ES256,") ? "" : names;
        refuses("algorithms", bad, "Use names out of ES256", set(DPoPSettings.ALGORITHMS, names));
    }

    @Test
    @DisplayName("N-14, N-16: no secret that is too short, and none in the message")
    void nonceSecrets() {
        String remedy = "Use at least 32 random bytes in base64";
        Setting<?> secrets = DPoPSettings.NONCE_SECRETS;
        refuses("nonce.secrets", "secret 1 of 1: 31 bytes", remedy, set(secrets, "A".repeat(42)));
        refuses("nonce.secrets", "secret 2 of 2: not base64", remedy, set(secrets, "A".repeat(43) + ",topsecret!"));
        refuses("nonce.secrets", "...", "Name at least one", set(secrets, ","));
    }

    @ParameterizedTest
    @CsvSource({
        "proof.max-age, PT1S, 1",
        "proof.max-age, PT1H, 3600",
        "proof.max-age, 60S, 60",
        "proof.max-age, 5m, 300",
        "proof.max-age, 1H, 3600",
        "proof.max-age, 1m30s, 90",
        "proof.max-age, ' 90 ', 90",
        "proof.max-age, 2000ms, 2",
        "proof.future-skew, PT0S, 0",
        "proof.future-skew, 0, 0",
        "proof.future-skew, -0S, 0",
        "proof.future-skew, pt30s, 30",
        "nonce.lifetime, PT1S, 1",
        "nonce.lifetime, P0DT1H, 3600",
    })
    @DisplayName("durations as ISO 8601 has them, and as Quarkus does, on every server")
    void durations(String key, String text, long seconds) {
        DPoPSettings settings =
                set(settingOf(key), text).apply(new TestSettings()).build();
        assertEquals(Duration.ofSeconds(seconds), settings.get(settingOf(key)));
    }

    @ParameterizedTest
    @CsvSource({
        "proof.max-age, PT0S",
        "proof.max-age, PT0.999S",
        "proof.max-age, PT-1S",
        "proof.max-age, -1S",
        "proof.max-age, PT1H0.001S",
        "proof.max-age, PT1H1S",
        "proof.max-age, 2H",
        "proof.max-age, 3601",
        "proof.max-age, PT1.5S",
        "proof.max-age, 1500ms",
        "proof.max-age, PT1.000000001S",
        "proof.max-age, P30D",
        "proof.max-age, 1d",
        "proof.max-age, 99999999999999999999",
        "proof.max-age, 9999999999999999999H",
        "proof.max-age, soon",
        "proof.max-age, -",
        "proof.max-age, 60 seconds",
        "proof.max-age, 6\u0660",
        "proof.future-skew, PT-1S",
        "proof.future-skew, PT-0.001S",
        "proof.future-skew, PT0.001S",
        "proof.future-skew, PT1H0.001S",
        "proof.future-skew, PT1H1S",
        "nonce.lifetime, PT0S",
        "nonce.lifetime, PT-1S",
        "nonce.lifetime, PT1.5S",
        "nonce.lifetime, PT1H1S",
    })
    @DisplayName("A-04, N-16: windows that are no whole seconds or out of bounds, shown as the user wrote them")
    void windows(String key, String text) {
        String least = key.equals("proof.future-skew") ? "PT0S" : "PT1S";
        refuses(key, text, "Use whole seconds from " + least + " to PT1H", set(settingOf(key), text));
    }

    private static UnaryOperator<TestSettings> set(Setting<?> setting, String text) {
        return settings -> settings.set(setting, text);
    }

    private static Setting<?> settingOf(String key) {
        return DPoPSettings.table().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000_001, 0, -1, Integer.MIN_VALUE})
    void replayMaxEntries(int value) {
        refuses(
                "replay.max-entries",
                Integer.toString(value),
                "Use a whole number from 1 to 1000000000",
                b -> b.replayMaxEntries(value));
        refuses(
                "replay.max-entries-per-key",
                Integer.toString(value),
                "Use a whole number from 1 to ",
                builder -> builder.replayMaxEntriesPerKey(value));
    }

    @Test
    @DisplayName("R-12: a key's share is an eighth, at least one, and never more than everything")
    void replayMaxEntriesPerKey() {
        assertEquals(1, new TestSettings().replayMaxEntries(1).build().replayMaxEntriesPerKey());
        assertEquals(
                125_000_000,
                new TestSettings().replayMaxEntries(1_000_000_000).build().replayMaxEntriesPerKey());
        assertEquals(2, new TestSettings().replayMaxEntries(16).build().replayMaxEntriesPerKey());
        refuses(
                "replay.max-entries-per-key",
                "101",
                "Use a whole number from 1 to quarkus.dpop.replay.max-entries, which is 100",
                builder -> builder.replayMaxEntries(100).replayMaxEntriesPerKey(101));
        assertEquals(
                100,
                new TestSettings()
                        .replayMaxEntries(100)
                        .replayMaxEntriesPerKey(100)
                        .build()
                        .replayMaxEntriesPerKey());
        assertEquals(12, new TestSettings().replayMaxEntries(100).build().replayMaxEntriesPerKey());
    }

    @Test
    void numbersAreShownAsTheyAreWritten() {
        for (String bad : List.of("many", "1e3", "1.5", "01000000001", "99999999999")) {
            refuses(
                    "replay.max-entries",
                    bad,
                    "Use a whole number from 1 to 1000000000",
                    set(DPoPSettings.REPLAY_MAX_ENTRIES, bad));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t"})
    void replayNamespace(String value) {
        refuses(
                "replay.namespace",
                value,
                "Use a name that no other application has",
                builder -> builder.replayNamespace(value));
    }

    @ParameterizedTest
    @CsvSource({
        "api.example, 'It is no https or http URI; write scheme, host, optional port'",
        "/orders, 'It is no https or http URI; write scheme, host, optional port'",
        "ftp://api.example, 'It is no https or http URI; write scheme, host, optional port'",
        "https://u@api.example, 'It is no https or http URI; write scheme, host, optional port'",
        "https://, 'It is no https or http URI; write scheme, host, optional port'",
        "https://api.example?q, It has a query or a fragment; leave out everything from the first",
        "https://api.example#f, It has a query or a fragment; leave out everything from the first",
        "https://api.example//, It ends with more than one slash; leave them out",
    })
    @DisplayName("each fault of a public base URI has its own remedy")
    void publicBaseUris(String value, String remedy) {
        refuses(
                "public-base-uris",
                value,
                remedy,
                builder -> builder.publicBaseUris(List.of("https://good.example", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", ",", " , "})
    @DisplayName("a list without an item is a mistake: without public base URIs the Host would be believed")
    void publicBaseUrisWithoutAny(String text) {
        refuses("public-base-uris", text, "Name at least one", set(DPoPSettings.PUBLIC_BASE_URIS, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a\"b", "a\\b", "a\r\nSet-Cookie: x=1", "a\u0000", "\u007f", "\u00e9", "\u2028"})
    @DisplayName("H-138, W-08, W-19: a realm that does not belong between quotation marks")
    void realm(String value) {
        refuses("realm", value, "Use printable ASCII", builder -> builder.realm(value));
    }

    @Test
    void emptyTextIsNoValue() {
        TestSettings settings = new TestSettings();
        DPoPSettings.table().forEach(setting -> settings.set(setting, ""));
        assertEquals(DPoPMode.OPTIONAL, settings.build().mode());
        assertEquals(List.of(), settings.build().publicBaseUris());
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    void modesInAnyCase(DPoPMode mode) {
        String name = mode.name().toLowerCase(Locale.ROOT);
        for (String text : List.of(name, mode.name(), " " + name + " ")) {
            assertEquals(
                    mode,
                    set(DPoPSettings.MODE, text)
                            .apply(new TestSettings())
                            .build()
                            .mode());
        }
        refuses("mode", "strict", "Use one of optional, required", set(DPoPSettings.MODE, "strict"));
        refuses("nonce.mode", "on", "Use one of disabled, required", set(DPoPSettings.NONCE_MODE, "on"));
    }

    @Test
    @DisplayName("commas separate items, but for those behind a backslash")
    void lists() {
        DPoPSettings settings = set(DPoPSettings.PUBLIC_BASE_URIS, "https://a.example/x\\,y , https://b.example,,")
                .apply(new TestSettings())
                .build();
        assertEquals(
                List.of("https://a.example/x,y", "https://b.example"),
                settings.publicBaseUris().stream().map(PublicBaseUri::toString).toList());
    }

    @Test
    @DisplayName("the table is complete: every key once, documented, and with a default that can be used")
    void table() {
        List<Setting<?>> table = DPoPSettings.table();
        assertEquals(table.size(), table.stream().map(Setting::key).distinct().count());
        for (Setting<?> setting : table) {
            assertTrue(setting.documentation().endsWith("."), setting::key);
            setting.byDefault().ifPresent(text -> assertTrue(setting.parse(text) != null, setting::key));
        }
        assertThrows(UnsupportedOperationException.class, table::clear);
    }

    @Test
    void realmOfEveryPrintableCharacter() {
        StringBuilder realm = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            realm.append(c == '"' || c == '\\' ? "" : c);
        }
        assertEquals(
                Optional.of(realm.toString()),
                new TestSettings().realm(realm.toString()).build().realm());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "required-paths | orders | orders | Begin it with a slash, such as /orders or /orders/*",
                "required-paths | /a,/b* | /b* | Use a star only at the end, as in /orders/*, for everything below",
                "required-paths | , | , | Name at least one, or leave the key out",
                "optional-paths | /a/../b | /a/../b | Use a path such as /orders or /orders/*: without"
            })
    @DisplayName("paths that mean nothing, or not what is meant")
    void paths(String key, String value, String shown, String remedy) {
        refuses(key, shown, remedy, set(settingOf(key), value));
    }

    @Test
    @DisplayName("paths that contradict each other or the mode")
    void contradictoryPaths() {
        refuses(
                "optional-paths",
                "/b/*",
                "quarkus.dpop.required-paths has it as well",
                settings -> set(DPoPSettings.OPTIONAL_PATHS, "/a,/b/*")
                        .apply(set(DPoPSettings.REQUIRED_PATHS, "/b/*,/b").apply(settings)));
        refuses(
                "optional-paths",
                "/*",
                "quarkus.dpop.mode is required, of which nothing would be left",
                settings -> set(DPoPSettings.OPTIONAL_PATHS, "/*").apply(settings.mode(DPoPMode.REQUIRED)));
        DPoPSettings settings =
                set(DPoPSettings.OPTIONAL_PATHS, "/*").apply(new TestSettings()).build();
        assertEquals("[/*]", settings.optionalPaths().toString());
        assertEquals(List.of(), settings.requiredPaths());
    }
}
