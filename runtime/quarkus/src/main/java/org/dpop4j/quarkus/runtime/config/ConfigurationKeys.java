package org.dpop4j.quarkus.runtime.config;

import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertyName;
import io.smallrye.config.SmallRyeConfig;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses keys below {@code quarkus.dpop} that no configuration mapping has: they were meant to do something. Quarkus
 * itself would only warn, and start with the default.
 */
@Recorder
public class ConfigurationKeys {
    /** What all keys of this extension and its modules begin with. */
    public static final String ROOT = "quarkus.dpop";

    /** Where Maven and Gradle put their own properties, such as a version, which are no configuration. */
    private static final String BUILD_SYSTEM = "Build system";

    /** Stops the start-up. */
    public void refuseUnknownAtStart(Set<String> known) {
        refuseUnknown(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), known);
    }

    /**
     * Looks at every key that the configuration has for the active profile.
     *
     * @param known the keys of all mappings below {@link #ROOT}; those of lists and maps with the stars of SmallRye Config
     * @throws ConfigurationException when there is another one
     */
    public static void refuseUnknown(SmallRyeConfig config, Set<String> known) {
        Map<String, String> unknown = new TreeMap<>();
        for (String key : config.getPropertyNames()) {
            if (isBelowRoot(key) && known.stream().noneMatch(one -> PropertyName.equals(key, one))) {
                ConfigValue value = config.getConfigValue(key);
                String source = String.valueOf(value.getConfigSourceName());
                boolean isVariable = source.contains(EnvConfigSource.NAME);
                if (!source.contains(BUILD_SYSTEM)
                        && !(isVariable
                                && known.stream().anyMatch(one -> variable(key).equals(variable(one))))) {
                    String written = value.getNameProfiled() == null ? key : value.getNameProfiled();
                    unknown.put(isVariable ? variable(written) : written, source);
                }
            }
        }
        if (!unknown.isEmpty()) {
            String found = unknown.entrySet().stream()
                    .map(key -> key.getKey() + " (from " + key.getValue() + ")")
                    .collect(Collectors.joining(", "));
            String existing =
                    known.stream().filter(key -> key.indexOf('*') < 0).sorted().collect(Collectors.joining(", "));
            throw new ConfigurationException(
                    found + " cannot be used. There is no such key. The keys are " + existing, unknown.keySet());
        }
    }

    private static boolean isBelowRoot(String key) {
        return key.startsWith(ROOT) && (key.length() == ROOT.length() || ".[".indexOf(key.charAt(ROOT.length())) >= 0);
    }

    /** The environment variable for a key, in which a dot and a hyphen cannot be told apart. */
    private static String variable(String key) {
        return key.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
