package org.dpop4j.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.jose.SignatureVerifier;
import org.jspecify.annotations.Nullable;

/**
 * All settings, validated. Immutable.
 *
 * <p>{@link #builder()} takes the values as they stand in a configuration file, so that every server reports the same
 * fault in the same words.
 */
public final class DPoPSettings {
    public static final String ALGORITHMS = "algorithms";
    public static final String CRYPTO_PROVIDER = "crypto.provider";
    private static final String REPLAY_MAX_ENTRIES = "replay.max-entries";
    private static final String REPLAY_MAX_ENTRIES_PER_KEY = "replay.max-entries-per-key";
    private static final String REPLAY_NAMESPACE = "replay.namespace";
    public static final String REPLAY_REDIS_URI = "replay.redis.uri";
    private static final String REPLAY_REDIS_TIMEOUT = "replay.redis.timeout";
    private static final Duration LONGEST_REDIS_TIMEOUT = Duration.ofMinutes(1);
    private static final String NONCE_LIFETIME = "nonce.lifetime";
    public static final String NONCE_SECRETS = "nonce.secrets";
    public static final String PUBLIC_BASE_URIS = "public-base-uris";
    private static final String REALM = "realm";
    /** 28 GB of entries: whoever needs more needs a shared store. */
    private static final int MOST_REPLAY_ENTRIES = 1_000_000_000;

    private final DPoPMode mode;
    private final Set<ProofAlgorithm> algorithms;
    private final FreshnessWindow freshness;
    private final NonceMode nonceMode;
    private final Duration nonceLifetime;
    private final List<NonceSecret> nonceSecrets;
    private final int replayMaxEntries;
    private final int replayMaxEntriesPerKey;
    private final String replayNamespace;
    private final @Nullable String replayRedisUri;
    private final Duration replayRedisTimeout;
    private final List<PublicBaseUri> publicBaseUris;
    private final String cryptoProvider;
    private final @Nullable String realm;

    private DPoPSettings(Builder builder) {
        this.mode = builder.mode;
        this.algorithms = ProofAlgorithm.parse(builder.algorithms);
        this.freshness = new FreshnessWindow(builder.maxAge, builder.futureSkew);
        this.nonceMode = builder.nonceMode;
        this.nonceLifetime = builder.nonceLifetime;
        FreshnessWindow.requireWindow(NONCE_LIFETIME, nonceLifetime);
        this.nonceSecrets = nonceSecrets(builder.nonceSecrets);
        this.replayMaxEntries = builder.replayMaxEntries;
        if (replayMaxEntries < 1 || replayMaxEntries > MOST_REPLAY_ENTRIES) {
            throw new InvalidSettingException(
                    REPLAY_MAX_ENTRIES, replayMaxEntries, "Use a number from 1 to " + MOST_REPLAY_ENTRIES);
        }
        this.replayMaxEntriesPerKey = builder.replayMaxEntriesPerKey == null
                ? Math.max(1, replayMaxEntries / 8)
                : builder.replayMaxEntriesPerKey;
        if (replayMaxEntriesPerKey < 1 || replayMaxEntriesPerKey > replayMaxEntries) {
            throw new InvalidSettingException(
                    REPLAY_MAX_ENTRIES_PER_KEY,
                    replayMaxEntriesPerKey,
                    "Use 1 or more, and not more than " + REPLAY_MAX_ENTRIES);
        }
        this.replayNamespace = builder.replayNamespace;
        if (replayNamespace.isBlank()) {
            throw new InvalidSettingException(
                    REPLAY_NAMESPACE, replayNamespace, "Use a name that no other application has");
        }
        this.replayRedisUri = builder.replayRedisUri;
        if (replayRedisUri != null && replayRedisUri.isBlank()) {
            throw new InvalidSettingException(
                    REPLAY_REDIS_URI,
                    replayRedisUri,
                    "Use a URI such as rediss://redis.example:6379, or leave the key out");
        }
        this.replayRedisTimeout = builder.replayRedisTimeout;
        if (replayRedisTimeout.compareTo(Duration.ofMillis(1)) < 0
                || replayRedisTimeout.compareTo(LONGEST_REDIS_TIMEOUT) > 0) {
            throw new InvalidSettingException(
                    REPLAY_REDIS_TIMEOUT, replayRedisTimeout, "Use a time from PT0.001S to " + LONGEST_REDIS_TIMEOUT);
        }
        this.publicBaseUris =
                builder.publicBaseUris.stream().map(DPoPSettings::publicBaseUri).toList();
        this.cryptoProvider = builder.cryptoProvider;
        this.realm = builder.realm;
        if (realm != null && (realm.isBlank() || !isQuotable(realm))) {
            throw new InvalidSettingException(
                    REALM, realm, "Use printable ASCII without quotation mark and backslash, or leave the key out");
        }
    }

    private static List<NonceSecret> nonceSecrets(List<String> values) {
        List<NonceSecret> secrets = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            try {
                secrets.add(NonceSecret.parse(values.get(i)));
            } catch (IllegalArgumentException e) {
                throw new InvalidSettingException(
                        NONCE_SECRETS,
                        "secret " + (i + 1) + " of " + values.size() + ": " + e.getMessage(),
                        "Use at least 32 random octets in base64, such as openssl rand -base64 32 prints, the same on all"
                                + " nodes");
            }
        }
        return List.copyOf(secrets);
    }

    private static PublicBaseUri publicBaseUri(String value) {
        try {
            return PublicBaseUri.parse(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    PUBLIC_BASE_URIS,
                    value,
                    "Use the scheme, authority and optional path prefix under which clients know this API, such as"
                            + " https://api.example or https://example.org/orders, without query and fragment");
        }
    }

    /** What may stand between quotation marks in a challenge, RFC 6750 section 3. */
    private static boolean isQuotable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** What an endpoint without an annotation demands. */
    public DPoPMode mode() {
        return mode;
    }

    /** The accepted proof algorithms in the order in which challenges name them; not empty, immutable. */
    public Set<ProofAlgorithm> algorithms() {
        return algorithms;
    }

    /** The acceptable window for {@code iat}. */
    public FreshnessWindow freshness() {
        return freshness;
    }

    /** Whether proofs need a nonce at endpoints that say nothing about it. */
    public NonceMode nonceMode() {
        return nonceMode;
    }

    /** How long a nonce is good; whole seconds, 1 second to 1 hour. */
    public Duration nonceLifetime() {
        return nonceLifetime;
    }

    /** What nonces are made with: the first signs, all verify. Empty when none is configured. */
    public List<NonceSecret> nonceSecrets() {
        return nonceSecrets;
    }

    /** How many live entries the in-memory replay store holds; at least 1. */
    public int replayMaxEntries() {
        return replayMaxEntries;
    }

    /** How many live entries one client key may fill; at least 1. */
    public int replayMaxEntriesPerKey() {
        return replayMaxEntriesPerKey;
    }

    /** Separates applications that share one replay store; not blank. */
    public String replayNamespace() {
        return replayNamespace;
    }

    /** Where the shared replay store is; empty when none is configured. May hold a password: do not print it. */
    public Optional<String> replayRedisUri() {
        return Optional.ofNullable(replayRedisUri);
    }

    /** How long to wait for an answer of the shared replay store; 1 millisecond to 1 minute. */
    public Duration replayRedisTimeout() {
        return replayRedisTimeout;
    }

    /** The URIs under which clients know this API; empty when the request's own authority is believed. */
    public List<PublicBaseUri> publicBaseUris() {
        return publicBaseUris;
    }

    /** {@code auto}, {@code jdk}, or the name of a JCA provider. */
    public String cryptoProvider() {
        return cryptoProvider;
    }

    /** The configured realm of challenges; printable ASCII. */
    public Optional<String> realm() {
        return Optional.ofNullable(realm);
    }

    /** Collects raw values. Not thread-safe. */
    public static final class Builder {
        private DPoPMode mode = DPoPMode.OPTIONAL;
        private List<String> algorithms =
                List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA", "Ed25519");
        private Duration maxAge = Duration.ofSeconds(60);
        private Duration futureSkew = Duration.ofSeconds(30);
        private NonceMode nonceMode = NonceMode.DISABLED;
        private Duration nonceLifetime = Duration.ofMinutes(5);
        private List<String> nonceSecrets = List.of();
        private int replayMaxEntries = 1_000_000;
        private @Nullable Integer replayMaxEntriesPerKey;
        private String replayNamespace = "application";
        private @Nullable String replayRedisUri;
        private Duration replayRedisTimeout = Duration.ofSeconds(1);
        private List<String> publicBaseUris = List.of();
        private String cryptoProvider = SignatureVerifier.AUTO;
        private @Nullable String realm;

        private Builder() {}

        /** {@code mode}; default {@link DPoPMode#OPTIONAL}. */
        public Builder mode(DPoPMode value) {
            this.mode = value;
            return this;
        }

        /** {@code algorithms}; JWS names in order of preference, default all that {@link ProofAlgorithm} knows. */
        public Builder algorithms(List<String> value) {
            this.algorithms = value;
            return this;
        }

        /** {@code proof.max-age}; default 60 seconds. */
        public Builder maxAge(Duration value) {
            this.maxAge = value;
            return this;
        }

        /** {@code proof.future-skew}; default 30 seconds. */
        public Builder futureSkew(Duration value) {
            this.futureSkew = value;
            return this;
        }

        /** {@code nonce.mode}; default {@link NonceMode#DISABLED}. */
        public Builder nonceMode(NonceMode value) {
            this.nonceMode = value;
            return this;
        }

        /** {@code nonce.lifetime}; default 5 minutes. */
        public Builder nonceLifetime(Duration value) {
            this.nonceLifetime = value;
            return this;
        }

        /** {@code nonce.secrets}, in base64 or base64url; default none. */
        public Builder nonceSecrets(List<String> value) {
            this.nonceSecrets = value;
            return this;
        }

        /** {@code replay.max-entries}; default one million. */
        public Builder replayMaxEntries(int value) {
            this.replayMaxEntries = value;
            return this;
        }

        /** {@code replay.max-entries-per-key}; null for the default, an eighth of {@code replay.max-entries}. */
        public Builder replayMaxEntriesPerKey(@Nullable Integer value) {
            this.replayMaxEntriesPerKey = value;
            return this;
        }

        /** {@code replay.namespace}; glue passes the application's name as default. */
        public Builder replayNamespace(String value) {
            this.replayNamespace = value;
            return this;
        }

        /** {@code replay.redis.uri}; null for none. */
        public Builder replayRedisUri(@Nullable String value) {
            this.replayRedisUri = value;
            return this;
        }

        /** {@code replay.redis.timeout}; default 1 second. */
        public Builder replayRedisTimeout(Duration value) {
            this.replayRedisTimeout = value;
            return this;
        }

        /** {@code public-base-uris}; default none. */
        public Builder publicBaseUris(List<String> value) {
            this.publicBaseUris = value;
            return this;
        }

        /** {@code crypto.provider}; default {@code auto}. */
        public Builder cryptoProvider(String value) {
            this.cryptoProvider = value;
            return this;
        }

        /** {@code realm}; null for none. */
        public Builder realm(@Nullable String value) {
            this.realm = value;
            return this;
        }

        /** @throws InvalidSettingException for the first value that must not be used */
        public DPoPSettings build() {
            return new DPoPSettings(this);
        }
    }
}
