package org.dpop4j.jakarta;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.NonceMode;
import org.eclipse.microprofile.config.Config;

/** The MicroProfile Config keys {@code dpop.*}. A key that nobody knows stops the start-up: it was meant to do something. */
final class DPoPConfiguration {
    static final String PREFIX = "dpop.";

    private static final String MODE = "mode";
    private static final String ALGORITHMS = "algorithms";
    private static final String MAX_AGE = "proof.max-age";
    private static final String FUTURE_SKEW = "proof.future-skew";
    private static final String NONCE_MODE = "nonce.mode";
    private static final String NONCE_LIFETIME = "nonce.lifetime";
    private static final String NONCE_SECRETS = "nonce.secrets";
    private static final String REPLAY_MAX_ENTRIES = "replay.max-entries";
    private static final String REPLAY_MAX_ENTRIES_PER_KEY = "replay.max-entries-per-key";
    private static final String REPLAY_NAMESPACE = "replay.namespace";
    private static final String REPLAY_REDIS_URI = "replay.redis.uri";
    private static final String REPLAY_REDIS_TIMEOUT = "replay.redis.timeout";
    private static final String PUBLIC_BASE_URIS = "public-base-uris";
    private static final String CRYPTO_PROVIDER = "crypto.provider";
    private static final String REALM = "realm";

    private static final Set<String> KEYS = Set.of(
            MODE,
            ALGORITHMS,
            MAX_AGE,
            FUTURE_SKEW,
            NONCE_MODE,
            NONCE_LIFETIME,
            NONCE_SECRETS,
            REPLAY_MAX_ENTRIES,
            REPLAY_MAX_ENTRIES_PER_KEY,
            REPLAY_NAMESPACE,
            REPLAY_REDIS_URI,
            REPLAY_REDIS_TIMEOUT,
            PUBLIC_BASE_URIS,
            CRYPTO_PROVIDER,
            REALM);

    private final Config config;

    private DPoPConfiguration(Config config) {
        this.config = config;
    }

    /**
     * Reads the settings of the application whose class loader is current.
     *
     * @param applicationName the default of {@code replay.namespace}
     * @throws InvalidSettingException for the first value that must not be used
     */
    static DPoPSettings settings(Config config, String applicationName) {
        return new DPoPConfiguration(config).settings(applicationName);
    }

    private DPoPSettings settings(String applicationName) {
        refuseUnknownKeys();
        DPoPSettings.Builder builder = DPoPSettings.builder().replayNamespace(applicationName);
        read(MODE, oneOf(DPoPMode.class), builder::mode);
        read(ALGORITHMS, DPoPConfiguration::list, builder::algorithms);
        read(MAX_AGE, DPoPConfiguration::duration, builder::maxAge);
        read(FUTURE_SKEW, DPoPConfiguration::duration, builder::futureSkew);
        read(NONCE_MODE, oneOf(NonceMode.class), builder::nonceMode);
        read(NONCE_LIFETIME, DPoPConfiguration::duration, builder::nonceLifetime);
        readList(NONCE_SECRETS, builder::nonceSecrets);
        read(REPLAY_MAX_ENTRIES, DPoPConfiguration::number, builder::replayMaxEntries);
        read(REPLAY_MAX_ENTRIES_PER_KEY, DPoPConfiguration::number, builder::replayMaxEntriesPerKey);
        read(REPLAY_NAMESPACE, Function.identity(), builder::replayNamespace);
        read(REPLAY_REDIS_URI, Function.identity(), builder::replayRedisUri);
        read(REPLAY_REDIS_TIMEOUT, DPoPConfiguration::duration, builder::replayRedisTimeout);
        readList(PUBLIC_BASE_URIS, builder::publicBaseUris);
        read(CRYPTO_PROVIDER, Function.identity(), builder::cryptoProvider);
        read(REALM, Function.identity(), builder::realm);
        return builder.build();
    }

    private void refuseUnknownKeys() {
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX) && !isKnown(name)) {
                throw new InvalidSettingException(
                        name.substring(PREFIX.length()),
                        "...",
                        "There is no such key. The keys are " + String.join(", ", new TreeSet<>(KEYS)));
            }
        }
    }

    /** An environment variable shows up as {@code dpop.public.base.uris}, too. */
    private static boolean isKnown(String name) {
        return KEYS.stream().anyMatch(key -> name.equals(PREFIX + key) || name.equals(PREFIX + key.replace('-', '.')));
    }

    private <T> void read(String key, Function<String, T> reading, Consumer<T> setter) {
        Optional<String> value = config.getOptionalValue(PREFIX + key, String.class)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
        if (value.isPresent()) {
            try {
                setter.accept(reading.apply(value.get()));
            } catch (Unreadable e) {
                throw new InvalidSettingException(key, value.get(), e.remedy);
            }
        }
    }

    /** Commas may be escaped in lists, which the configuration knows better how to undo. */
    private void readList(String key, Consumer<List<String>> setter) {
        config.getOptionalValue(PREFIX + key, String[].class)
                .map(values -> Arrays.stream(values)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList())
                .filter(values -> !values.isEmpty())
                .ifPresent(setter);
    }

    private static List<String> list(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    private static Duration duration(String value) {
        try {
            return Duration.parse(value);
        } catch (DateTimeParseException e) {
            throw new Unreadable("Use a duration such as PT60S or PT5M");
        }
    }

    private static Integer number(String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw new Unreadable("Use a whole number");
        }
    }

    private static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> nameOf(constant).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new Unreadable("Use one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(DPoPConfiguration::nameOf)
                                .collect(Collectors.joining(", "))));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        Unreadable(String remedy) {
            super(remedy, null, false, false);
            this.remedy = remedy;
        }
    }
}
