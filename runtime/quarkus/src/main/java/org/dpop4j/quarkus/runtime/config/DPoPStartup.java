package org.dpop4j.quarkus.runtime.config;

import io.quarkus.arc.ClientProxy;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DisableableConfigSource;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.server.StartupWarnings;
import org.dpop4j.settings.DPoPSettings;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jboss.logging.Logger;

/** Refuses to start with a configuration that would not do what it says, and warns where one is merely weak. */
@Singleton
public class DPoPStartup {
    private static final Logger LOG = Logger.getLogger("org.dpop4j");
    private static final String MODE = "quarkus.dpop.mode";
    /** Where Quarkus keeps what was fixed at build time; it steps aside in the same way for its own comparison. */
    private static final String FIXED_VALUES = "BuildTime RunTime Fixed";

    void check(
            @Observes StartupEvent event,
            ResourceServer resourceServer,
            DPoPNonceProvider nonceProvider,
            ReplayStore replayStore,
            DPoPProducer producer,
            BuildFacts facts,
            AudienceCheck audience,
            Config config) {
        DPoPSettings settings = resourceServer.settings();
        refuseOtherMode(settings, config);
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        StartupWarnings.of(
                        settings,
                        audience.keysNotSet(config),
                        facts.demandsNonceSomewhere(),
                        producer.hasMadeNonceProvider()
                                ? null
                                : ClientProxy.unwrap(nonceProvider).getClass(),
                        producer.hasMadeReplayStore()
                                ? null
                                : ClientProxy.unwrap(replayStore).getClass())
                .forEach(LOG::warn);
        warnAboutCors(config);
    }

    /** Quarkus itself would only warn, and go on with the mode of the build: the operator believes in the other one. */
    private static void refuseOtherMode(DPoPSettings settings, Config config) {
        String built = settings.mode().name();
        ConfigValue found = valueWithoutBuild(config);
        String value = found.getValue();
        // The source in position 0 is the one with the defaults.
        if (value != null
                && !value.isBlank()
                && found.getConfigSourcePosition() > 0
                && !value.strip().toUpperCase(Locale.ROOT).equals(built)) {
            throw new ConfigurationException(
                    MODE + " = '" + value + "' (from " + found.getConfigSourceName()
                            + ") cannot be used: the application was built with '" + built.toLowerCase(Locale.ROOT)
                            + "', and the mode is fixed at build time. Build it with the new mode, or remove the value.",
                    Set.of(MODE));
        }
    }

    /** What the mode would be if it were not fixed: by profile and precedence, as for every other key. */
    private static ConfigValue valueWithoutBuild(Config config) {
        SmallRyeConfig values = config.unwrap(SmallRyeConfig.class);
        ConfigSource fixed = values.getConfigSource(FIXED_VALUES).orElse(null);
        if (!(fixed instanceof DisableableConfigSource disableable)) {
            return values.getConfigValue(MODE);
        }
        disableable.disable();
        try {
            return values.getConfigValue(MODE);
        } finally {
            disableable.enable();
        }
    }

    private static void warnAboutCors(Config config) {
        boolean corsEnabled = config.getOptionalValue("quarkus.http.cors.enabled", Boolean.class)
                .orElse(false);
        Optional<List<String>> allowed = config.getOptionalValues("quarkus.http.cors.headers", String.class);
        if (!corsEnabled || allowed.isEmpty() || allowed.get().contains("*")) {
            return;
        }
        for (String header : List.of("Authorization", "DPoP")) {
            if (allowed.get().stream().noneMatch(header::equalsIgnoreCase)) {
                LOG.warnf(
                        "quarkus.http.cors.headers does not name %s: browsers will not send DPoP requests from other"
                                + " origins. Add it",
                        header);
            }
        }
    }
}
