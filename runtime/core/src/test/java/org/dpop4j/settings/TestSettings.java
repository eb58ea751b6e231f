package org.dpop4j.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings for tests, by methods that take values. What a method is not called for has its default. */
public final class TestSettings {
    private final Map<String, String> properties = new HashMap<>();

    public TestSettings mode(DPoPMode value) {
        return set(DPoPSettings.MODE, value.name());
    }

    public TestSettings algorithms(List<String> names) {
        return set(DPoPSettings.ALGORITHMS, String.join(",", names));
    }

    public TestSettings maxAge(Duration value) {
        return set(DPoPSettings.MAX_AGE, value.toString());
    }

    public TestSettings futureSkew(Duration value) {
        return set(DPoPSettings.FUTURE_SKEW, value.toString());
    }

    public TestSettings nonceMode(NonceMode value) {
        return set(DPoPSettings.NONCE_MODE, value.name());
    }

    public TestSettings nonceSecrets(List<String> base64) {
        return set(DPoPSettings.NONCE_SECRETS, String.join(",", base64));
    }

    public TestSettings replayMaxEntries(int value) {
        return set(DPoPSettings.REPLAY_MAX_ENTRIES, Integer.toString(value));
    }

    public TestSettings replayMaxEntriesPerKey(int value) {
        return set(DPoPSettings.REPLAY_MAX_ENTRIES_PER_KEY, Integer.toString(value));
    }

    public TestSettings replayNamespace(String value) {
        return set(DPoPSettings.REPLAY_NAMESPACE, value);
    }

    public TestSettings replayRedisUri(String value) {
        return set(DPoPSettings.REPLAY_REDIS_URI, value);
    }

    public TestSettings replayRedisTimeout(Duration value) {
        return set(DPoPSettings.REPLAY_REDIS_TIMEOUT, value.toString());
    }

    public TestSettings publicBaseUris(List<String> uris) {
        return set(DPoPSettings.PUBLIC_BASE_URIS, String.join(",", uris));
    }

    public TestSettings cryptoProvider(String value) {
        return set(DPoPSettings.CRYPTO_PROVIDER, value);
    }

    public TestSettings realm(String value) {
        return set(DPoPSettings.REALM, value);
    }

    /** @param text as users write it */
    public TestSettings set(Setting<?> setting, String text) {
        properties.put(setting.key(), text);
        return this;
    }

    /** Under keys without a prefix. */
    public DPoPSettings build() {
        return build("");
    }

    /** @throws InvalidSettingException for the first value that must not be used */
    public DPoPSettings build(String prefix) {
        Map<String, String> named = new HashMap<>();
        properties.forEach((key, text) -> named.put(prefix + key, text));
        return DPoPSettings.read(SettingSource.of(prefix, named), "application");
    }
}
