package org.dpop4j.quarkus.runtime.config;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DisableableConfigSource;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.server.StartupLine;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.Setting;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Refuses to start with a configuration that would not do what it says, and warns where one is merely weak. */
@Singleton
public class DPoPStartup {
    private static final String MODE = "quarkus.dpop.mode";
    private static final List<Setting<?>> FIXED =
            List.of(DPoPSettings.MODE, DPoPSettings.REQUIRED_PATHS, DPoPSettings.OPTIONAL_PATHS);
    /** Where Quarkus keeps what was fixed at build time; it steps aside in the same way for its own comparison. */
    private static final String FIXED_VALUES = "BuildTime RunTime Fixed";

    void check(
            @Observes StartupEvent event,
            ResourceServer resourceServer,
            DPoPNonceProvider nonceProvider,
            ReplayStore replayStore,
            DPoPProducer producer,
            ApplicationFacts application,
            ValidatorFacts validator,
            Config config) {
        DPoPSettings settings = resourceServer.settings();
        refuseOtherThanBuilt(settings, config.unwrap(SmallRyeConfig.class));
        @Nullable
        Class<?> ownNonceProvider = producer.hasMadeNonceProvider()
                ? null
                : ClientProxy.unwrap(nonceProvider).getClass();
        @Nullable
        Class<?> ownReplayStore = producer.hasMadeReplayStore()
                ? null
                : ClientProxy.unwrap(replayStore).getClass();
        settings.log().info(StartupLine.of(resourceServer, ownNonceProvider, ownReplayStore));
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        validator.whatIsMissing(config).ifPresent(settings.log()::warn);
        StartupWarnings.of(
                        settings,
                        validator.audienceKeysNotSet(config),
                        application.demandsNonceSomewhere(),
                        ownNonceProvider,
                        ownReplayStore)
                .forEach(settings.log()::warn);
        warningsOfCors(config).forEach(settings.log()::warn);
    }

    /** Quarkus itself would only warn, and go on with what was built: the operator believes in the other value. */
    private static void refuseOtherThanBuilt(DPoPSettings settings, SmallRyeConfig config) {
        if (!(config.getConfigSource(FIXED_VALUES).orElse(null) instanceof DisableableConfigSource fixed)) {
            return;
        }
        SmallRyeConfig ofBuild = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfiles(config.getProfiles())
                .withSources(fixed)
                .build();
        for (Setting<?> setting : FIXED) {
            String key = settings.name(setting);
            List<String> built = valuesOf(key, ofBuild);
            fixed.disable();
            try {
                refuseOther(key, built, config);
            } finally {
                fixed.enable();
            }
        }
    }

    private static void refuseOther(String key, List<String> built, SmallRyeConfig config) {
        List<String> now = valuesOf(key, config);
        if (!now.isEmpty() && !now.equals(built)) {
            throw new ConfigurationException(
                    key + " = '" + String.join(",", now) + "' (from "
                            + config.getConfigValue(key).getConfigSourceName()
                            + ") cannot be used: the application was built "
                            + (built.isEmpty() ? "without it" : "with '" + String.join(",", built) + "'")
                            + ", and it is fixed at build time. Build it with the new value, or remove the value.",
                    Set.of(key));
        }
    }

    /** By profile and precedence, as for every other key; none where there is but the default. */
    private static List<String> valuesOf(String key, SmallRyeConfig config) {
        ConfigValue value = config.getConfigValue(key);
        // Nobody but Quarkus has sources that far down.
        boolean isDefault = value.getValue() != null && value.getConfigSourceOrdinal() < Integer.MIN_VALUE / 2;
        return isDefault
                ? List.of()
                : config.getOptionalValues(key, String.class).orElse(List.of()).stream()
                        .map(text -> key.equals(MODE) ? text.strip().toLowerCase(Locale.ROOT) : text.strip())
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    private static List<String> warningsOfCors(Config config) {
        boolean corsEnabled = config.getOptionalValue("quarkus.http.cors.enabled", Boolean.class)
                .orElse(false);
        Optional<List<String>> allowed = config.getOptionalValues("quarkus.http.cors.headers", String.class);
        if (!corsEnabled || allowed.isEmpty() || allowed.get().contains("*")) {
            return List.of();
        }
        return Stream.of("Authorization", "DPoP")
                .filter(header -> allowed.get().stream().noneMatch(header::equalsIgnoreCase))
                .map(header -> "quarkus.http.cors.headers does not name " + header
                        + ": browsers will not send DPoP requests from other origins. Add it")
                .toList();
    }
}
