package org.dpop4j.quarkus.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.quarkus.runtime.auth.MicroProfileJwt;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceSecret;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** what is weak is said once, in production. */
class StartupWarningsTest {
    /** What each line begins with. */
    private static final String NAME = "application: ";

    private static final String KEY = "mp.jwt.verify.publickey.location";

    private static final Map<String, String> SOUND = Map.of(
            "quarkus.dpop.public-base-uris",
            "https://api.example",
            "mp.jwt.verify.audiences",
            "orders",
            KEY,
            "https://issuer.example/keys");

    private static final DPoPNonceProvider OWN =
            new HmacNonceProvider(List.of(NonceSecret.random()), Duration.ofMinutes(5), "application");

    private final LaunchMode before = LaunchMode.current();

    @AfterEach
    void restoreLaunchMode() {
        LaunchMode.set(before);
    }

    private static List<String> warnings(LaunchMode mode, Map<String, String> values) {
        return warnings(mode, values, false, false);
    }

    private static List<String> warnings(
            LaunchMode mode, Map<String, String> values, boolean hasOwnProvider, boolean demandsNonceSomewhere) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
        DPoPSettings settings = DPoPSettings.read(new DPoPConfiguration(config), "application");
        DPoPProducer producer = new DPoPProducer();
        DPoPNonceProvider nonces = hasOwnProvider ? OWN : producer.nonceProvider(settings);
        ReplayStore replayStore = values.containsKey("own-store") ? use -> true : producer.replayStore(settings);
        ApplicationFacts application = new ApplicationFacts("SmallRye JWT", PathPolicies.NONE, demandsNonceSomewhere);
        ResourceServer server = ResourceServer.of(
                settings,
                nonces,
                replayStore,
                Clock.systemUTC(),
                application,
                new EventPublisher(settings.log(), null, null));
        List<String> warnings = new ArrayList<>();
        Formatter message = new PatternFormatter("%s");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                String line = message.format(entry);
                assertTrue(line.startsWith(NAME), line);
                if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                    warnings.add(line.substring(NAME.length()));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("org.dpop4j");
        logger.addHandler(handler);
        try {
            LaunchMode.set(mode);
            new DPoPStartup()
                    .check(
                            new StartupEvent(),
                            server,
                            nonces,
                            replayStore,
                            producer,
                            application,
                            new MicroProfileJwt(),
                            config);
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }

    /** The one warning about a sound configuration with this change. */
    private static String warning(String key, String value) {
        Map<String, String> values = new HashMap<>(SOUND);
        values.put(key, value);
        List<String> warnings = warnings(LaunchMode.NORMAL, values);
        assertEquals(1, warnings.size(), warnings::toString);
        return warnings.get(0);
    }

    @Test
    void hasNothingToSayAboutASoundConfiguration() {
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, SOUND));
        Map<String, String> cors = new HashMap<>(SOUND);
        cors.put("quarkus.http.cors.enabled", "true");
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, cors));
        cors.put("quarkus.http.cors.headers", "authorization,Content-Type,dpop");
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, cors));
    }

    @Test
    void saysNothingInDevelopmentAndTest() {
        assertEquals(List.of(), warnings(LaunchMode.TEST, Map.of()));
        assertEquals(List.of(), warnings(LaunchMode.DEVELOPMENT, Map.of()));
    }

    @Test
    @DisplayName("U: without public-base-uris the Host is believed")
    void warnsWhenTheHostIsBelieved() {
        List<String> warnings =
                warnings(LaunchMode.NORMAL, Map.of("mp.jwt.verify.audiences", "orders", KEY, "keys.json"));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("quarkus.dpop.public-base-uris is not set"), warnings::toString);
    }

    @Test
    @DisplayName("issue 3, N-14: a secret of its own makes a node reject the nonces of the others")
    void warnsOfNonceSecretsThatNoOtherNodeHas() {
        String warning = warning("quarkus.dpop.nonce.mode", "required");
        assertTrue(warning.startsWith("quarkus.dpop.nonce.secrets is not set"), warning);
        assertTrue(warning.contains("more than one node"), warning);
        List<String> byAnnotation = warnings(LaunchMode.NORMAL, SOUND, false, true);
        assertEquals(List.of(warning), byAnnotation);
    }

    @Test
    void isSilentAboutSecretsThatAreShared() {
        Map<String, String> values = new HashMap<>(SOUND);
        values.put("quarkus.dpop.nonce.mode", "required");
        values.put("quarkus.dpop.nonce.secrets", "A".repeat(43));
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, values, false, true));
    }

    @Test
    void warnsOfSecretsThatTheApplicationsOwnProviderDoesNotUse() {
        Map<String, String> values = new HashMap<>(SOUND);
        values.put("quarkus.dpop.nonce.mode", "required");
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, values, true, false));
        values.put("quarkus.dpop.nonce.secrets", "A".repeat(43));
        List<String> warnings = warnings(LaunchMode.NORMAL, values, true, false);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("not used"), warnings::toString);
        assertTrue(warnings.get(0).contains(HmacNonceProvider.class.getName()), warnings::toString);
    }

    @Test
    @DisplayName("R-13: a shared store that the application's own one keeps out of use")
    void warnsOfASharedStoreThatIsNotUsed() {
        Map<String, String> values = new HashMap<>(SOUND);
        values.put("own-store", "true");
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, values));
        values.put("quarkus.dpop.replay.redis.uri", "redis://:a-password@redis.example");
        List<String> warnings = warnings(LaunchMode.NORMAL, values);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(
                warnings.get(0).startsWith("quarkus.dpop.replay.redis.uri is set, but not used"), warnings::toString);
        assertTrue(!warnings.get(0).contains("a-password"));
    }

    @Test
    void warnsOfPlainHttp() {
        String warning = warning("quarkus.dpop.public-base-uris", "https://api.example,http://api.example");
        assertTrue(warning.contains("http://api.example"), warning);
        assertTrue(warning.contains("https"), warning);
    }

    @Test
    void warnsOfTokensForOthers() {
        List<String> warnings =
                warnings(LaunchMode.NORMAL, Map.of("quarkus.dpop.public-base-uris", "https://api.example", KEY, "k"));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("mp.jwt.verify.audiences is not set"), warnings::toString);
    }

    @Test
    @DisplayName("issue 13: without a key nobody can validate tokens, which shows as 401 to everybody")
    void warnsWhereNobodyCanValidateTokens() {
        Map<String, String> values = new HashMap<>(SOUND);
        values.remove(KEY);
        List<String> warnings = warnings(LaunchMode.NORMAL, values);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("Nobody can validate access tokens"), warnings::toString);
        assertTrue(warnings.get(0).contains(KEY), warnings::toString);
        values.put("smallrye.jwt.verify.algorithm", "ES256");
        assertEquals(warnings, warnings(LaunchMode.NORMAL, values));
        for (String key : List.of("mp.jwt.verify.publickey", "smallrye.jwt.verify.key.location")) {
            values.put(key, "k");
            assertEquals(List.of(), warnings(LaunchMode.NORMAL, values), key);
            values.remove(key);
        }
    }

    @Test
    @DisplayName("Q-23, C-21: CORS has to let the request fields through")
    void warnsOfCorsThatKeepsBrowsersOut() {
        Map<String, String> values = new HashMap<>(SOUND);
        values.put("quarkus.http.cors.enabled", "true");
        values.put("quarkus.http.cors.headers", "Content-Type,Authorization");
        List<String> warnings = warnings(LaunchMode.NORMAL, values);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("quarkus.http.cors.headers does not name DPoP"), warnings::toString);

        values.put("quarkus.http.cors.enabled", "false");
        assertEquals(List.of(), warnings(LaunchMode.NORMAL, values));
    }
}
