package org.dpop4j.settings;

import static org.dpop4j.settings.SettingType.anyText;
import static org.dpop4j.settings.SettingType.listOf;
import static org.dpop4j.settings.SettingType.number;
import static org.dpop4j.settings.SettingType.oneOf;
import static org.dpop4j.settings.SettingType.text;
import static org.dpop4j.settings.SettingType.time;
import static org.dpop4j.settings.SettingType.wholeSeconds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.http.PathPattern;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.settings.Setting.Unusable;

/**
 * The table of all settings, and what an application has set, validated. Immutable.
 *
 * <p>The table says everything about a key once: its name, type, default, bounds, remedy, and what it is for. Every server
 * reads its configuration by it, so that all report the same fault in the same words.
 */
public final class DPoPSettings {
    private static final int MOST_REPLAY_ENTRIES = 1_000_000_000; // 28 GB: whoever needs more needs a shared store
    private static final List<Setting<?>> TABLE = new ArrayList<>();

    public static final Setting<DPoPMode> MODE = add(Setting.of(
                    "mode",
                    oneOf(DPoPMode.class),
                    "What an endpoint without `@DPoPRequired` or `@DPoPOptional` demands.")
            .byDefault("optional"));

    public static final Setting<List<PathPattern>> REQUIRED_PATHS = add(Setting.of(
            "required-paths",
            listOf(DPoPSettings::pathPattern),
            "Paths that demand DPoP, whatever serves them, such as `/graphql` or `/admin/*`."));

    public static final Setting<List<PathPattern>> OPTIONAL_PATHS = add(Setting.of(
            "optional-paths",
            listOf(DPoPSettings::pathPattern),
            "Paths that do not demand DPoP in required mode, or below required paths."));

    public static final Setting<Set<ProofAlgorithm>> ALGORITHMS = add(Setting.of(
                    "algorithms",
                    new SettingType<>(true, ProofAlgorithm::parse),
                    "The accepted proof algorithms, in the order in which challenges name them.")
            .byDefault("ES256,ES384,ES512,PS256,PS384,PS512,RS256,EdDSA,Ed25519"));

    public static final Setting<Duration> MAX_AGE = add(Setting.of(
                    "proof.max-age",
                    wholeSeconds("PT1S", "PT1H"),
                    "How old a proof may be by its `iat`, in whole seconds, at most one hour.")
            .byDefault("PT60S"));

    public static final Setting<Duration> FUTURE_SKEW = add(Setting.of(
                    "proof.future-skew",
                    wholeSeconds("PT0S", "PT1H"),
                    "How far ahead of this server's clock the `iat` of a proof may be, in whole seconds, at most one hour.")
            .byDefault("PT30S"));

    public static final Setting<NonceMode> NONCE_MODE = add(Setting.of(
                    "nonce.mode",
                    oneOf(NonceMode.class),
                    "Whether proofs need a nonce of this server: `disabled`, or `required` for every proof.")
            .byDefault("disabled"));

    public static final Setting<Duration> NONCE_LIFETIME = add(Setting.of(
                    "nonce.lifetime",
                    wholeSeconds("PT1S", "PT1H"),
                    "How long a nonce is good, in whole seconds, at most one hour.")
            .byDefault("PT5M"));

    public static final Setting<List<NonceSecret>> NONCE_SECRETS = add(Setting.of(
                    "nonce.secrets",
                    listOf(DPoPSettings::nonceSecret),
                    "The secrets that nonces are made with: at least 32 random bytes each, in base64, the same on all nodes.")
            .secret());

    public static final Setting<Integer> REPLAY_MAX_ENTRIES = add(Setting.of(
                    "replay.max-entries",
                    number(1, MOST_REPLAY_ENTRIES),
                    "How many used proofs the in-memory store remembers at a time.")
            .byDefault("1000000"));

    public static final Setting<Integer> REPLAY_MAX_ENTRIES_PER_KEY = add(Setting.of(
            "replay.max-entries-per-key", number(1, MOST_REPLAY_ENTRIES), "How many of them one client key may fill."));

    public static final Setting<String> REPLAY_NAMESPACE = add(Setting.of(
            "replay.namespace",
            text(text -> !text.isBlank(), "Use a name that no other application has"),
            "Separates applications that share one replay store; the same on all nodes of one application."));

    /** Here, and not in dpop4j-redis: where that is missing, somebody has to know what is missing. */
    public static final Setting<String> REPLAY_REDIS_URI = add(Setting.of(
                    "replay.redis.uri",
                    text(
                            text -> !text.isBlank(),
                            "Use a URI such as rediss://redis.example:6379, or leave the key out"),
                    "Where Redis or Valkey is; needs `dpop4j-redis` on the class path.")
            .secret());

    public static final Setting<Duration> REPLAY_REDIS_TIMEOUT = add(Setting.of(
                    "replay.redis.timeout",
                    time("PT0.001S", "PT1M"),
                    "How long to wait for a connection, and for a response, at most one minute.")
            .byDefault("PT1S"));

    public static final Setting<List<PublicBaseUri>> PUBLIC_BASE_URIS = add(
            Setting.of(
                    "public-base-uris",
                    listOf(DPoPSettings::publicBaseUri),
                    "The URIs under which clients know this API: scheme, authority, and a path prefix where a gateway strips one."));

    public static final Setting<String> CRYPTO_PROVIDER =
            add(Setting.of("crypto.provider", anyText(), "Which JCA provider verifies proofs.")
                    .byDefault("auto"));

    public static final Setting<String> REALM = add(Setting.of(
            "realm",
            text(
                    text -> !text.isBlank() && isQuotable(text),
                    "Use printable ASCII without quotation mark and backslash, or leave the key out"),
            "The realm that challenges name."));

    private final String prefix;
    private final String applicationName;
    private final ApplicationLog log;
    private final Map<Setting<?>, Configured<?>> values = new HashMap<>();
    private final FreshnessWindow freshness;

    private DPoPSettings(SettingSource source, String applicationName) {
        this.prefix = source.prefix();
        this.applicationName = applicationName;
        this.log = new ApplicationLog(applicationName);
        for (Setting<?> setting : TABLE) {
            read(setting, source);
        }
        this.freshness = new FreshnessWindow(get(MAX_AGE), get(FUTURE_SKEW));
        if (replayMaxEntriesPerKey() > replayMaxEntries()) {
            throw unusable(
                    REPLAY_MAX_ENTRIES_PER_KEY,
                    "Use a whole number from 1 to " + name(REPLAY_MAX_ENTRIES) + ", which is " + replayMaxEntries());
        }
        refuseContradictions();
    }

    /** @throws InvalidSettingException when the path settings contradict each other or the mode */
    private void refuseContradictions() {
        for (PathPattern path : optionalPaths()) {
            if (requiredPaths().contains(path)) {
                throw new InvalidSettingException(
                        name(OPTIONAL_PATHS),
                        path.toString(),
                        name(REQUIRED_PATHS) + " has it as well. Remove it from one of the two");
            }
            if (mode() == DPoPMode.REQUIRED && path.toString().equals("/*")) {
                throw new InvalidSettingException(
                        name(OPTIONAL_PATHS),
                        path.toString(),
                        name(MODE)
                                + " is required, of which nothing would be left. Name the paths that do not demand DPoP,"
                                + " or use " + name(MODE) + "=optional");
            }
        }
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        TABLE.add(setting);
        return setting;
    }

    /** All settings. */
    public static List<Setting<?>> table() {
        return Collections.unmodifiableList(TABLE);
    }

    /**
     * Reads what an application has set.
     *
     * @param applicationName as operators know it; the default of {@code replay.namespace}
     * @throws InvalidSettingException for the first value that must not be used, and for a key that nobody knows
     */
    public static DPoPSettings read(SettingSource source, String applicationName) {
        SettingNames.requireKnown(source);
        return new DPoPSettings(source, applicationName);
    }

    private <T> void read(Setting<T> setting, SettingSource source) {
        Optional<String> text = source.text(name(setting));
        Optional<List<String>> items = setting.isList() ? source.items(name(setting)) : text.map(List::of);
        String shown = setting.isSecret() ? "..." : text.or(setting::byDefault).orElse("");
        try {
            items.map(setting::parse)
                    .or(() -> setting.byDefault().map(setting::parse))
                    .ifPresent(value -> values.put(setting, new Configured<>(value, shown)));
        } catch (Unusable e) {
            throw new InvalidSettingException(name(setting), e.shown() == null ? shown : e.shown(), e.remedy());
        }
    }

    private static NonceSecret nonceSecret(String text, int number, int ofHowMany) {
        try {
            return NonceSecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    "secret " + number + " of " + ofHowMany + ": " + e.getMessage(),
                    "Use at least 32 random bytes in base64, such as openssl rand -base64 32 prints, the same on all"
                            + " nodes");
        }
    }

    private static PublicBaseUri publicBaseUri(String text, int number, int ofHowMany) {
        try {
            return PublicBaseUri.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable(text, String.valueOf(e.getMessage()));
        }
    }

    private static PathPattern pathPattern(String text, int number, int ofHowMany) {
        try {
            return PathPattern.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Unusable(text, String.valueOf(e.getMessage()));
        }
    }

    /** What may stand between quotation marks in a challenge, RFC 6750 section 3. */
    private static boolean isQuotable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
    }

    /** The full key, as the user writes it. */
    public String name(Setting<?> setting) {
        return prefix + setting.key();
    }

    /**
     * To be thrown where a value turns out to be unusable later.
     *
     * @param remedy a sentence that says what to write instead, without full stop
     */
    public InvalidSettingException unusable(Setting<?> setting, String remedy) {
        Configured<?> configured = values.get(setting);
        return new InvalidSettingException(name(setting), configured == null ? "" : configured.shown(), remedy);
    }

    /** The value of a setting without default; empty where it is not set. */
    // The table's own reading has put it there.
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Setting<T> setting) {
        Configured<?> configured = values.get(setting);
        return configured == null ? Optional.empty() : Optional.of((T) configured.value());
    }

    /** The value of a setting with a default. */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** Where operators are told of this application. */
    public ApplicationLog log() {
        return log;
    }

    /** What an endpoint without an annotation demands. */
    public DPoPMode mode() {
        return get(MODE);
    }

    /** The accepted proof algorithms in the order in which challenges name them; not empty, immutable. */
    public Set<ProofAlgorithm> algorithms() {
        return get(ALGORITHMS);
    }

    /** The acceptable window for {@code iat}. */
    public FreshnessWindow freshness() {
        return freshness;
    }

    /** Whether proofs need a nonce at endpoints that say nothing about it. */
    public NonceMode nonceMode() {
        return get(NONCE_MODE);
    }

    /** How long a nonce is good; whole seconds, 1 second to 1 hour. */
    public Duration nonceLifetime() {
        return get(NONCE_LIFETIME);
    }

    /** What nonces are made with: the first signs, all verify. Empty when none is configured. */
    public List<NonceSecret> nonceSecrets() {
        return find(NONCE_SECRETS).orElse(List.of());
    }

    /** How many live entries the in-memory replay store holds; at least 1. */
    public int replayMaxEntries() {
        return get(REPLAY_MAX_ENTRIES);
    }

    /** How many live entries one client key may fill; at least 1, by default an eighth of all. */
    public int replayMaxEntriesPerKey() {
        return find(REPLAY_MAX_ENTRIES_PER_KEY).orElseGet(() -> Math.max(1, replayMaxEntries() / 8));
    }

    /** Separates applications that share one replay store; not blank. */
    public String replayNamespace() {
        return find(REPLAY_NAMESPACE).orElse(applicationName);
    }

    /** Where the shared replay store is; empty when none is configured. May hold a password: do not print it. */
    public Optional<String> replayRedisUri() {
        return find(REPLAY_REDIS_URI);
    }

    /** How long to wait for the response of the shared replay store; 1 millisecond to 1 minute. */
    public Duration replayRedisTimeout() {
        return get(REPLAY_REDIS_TIMEOUT);
    }

    /** The URIs under which clients know this API; empty when the request's own authority is believed. */
    public List<PublicBaseUri> publicBaseUris() {
        return find(PUBLIC_BASE_URIS).orElse(List.of());
    }

    /** The paths that demand DPoP, below the root of the application; most have none. */
    public List<PathPattern> requiredPaths() {
        return find(REQUIRED_PATHS).orElse(List.of());
    }

    /** The paths that do not demand DPoP, below the root of the application; most have none. */
    public List<PathPattern> optionalPaths() {
        return find(OPTIONAL_PATHS).orElse(List.of());
    }

    /** {@code auto}, {@code jdk}, or the name of a JCA provider. */
    public String cryptoProvider() {
        return get(CRYPTO_PROVIDER);
    }

    /** The configured realm of challenges; printable ASCII. */
    public Optional<String> realm() {
        return find(REALM);
    }

    /** @param shown what messages show for it */
    private record Configured<T>(T value, String shown) {}
}
