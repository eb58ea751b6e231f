package org.dpop4j.jakarta.config;

import java.util.Optional;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.SettingSource;
import org.eclipse.microprofile.config.Config;

/** The MicroProfile Config keys {@code dpop.*} of one application. */
public final class DPoPConfiguration implements SettingSource {
    private final Config config;

    private DPoPConfiguration(Config config) {
        this.config = config;
    }

    /**
     * Reads the settings of the application whose class loader is current.
     *
     * @param applicationName the default of {@code replay.namespace}
     * @throws InvalidSettingException for the first value that must not be used, and for a key that nobody knows
     */
    public static DPoPSettings settings(Config config, String applicationName) {
        return DPoPSettings.read(new DPoPConfiguration(config), applicationName);
    }

    @Override
    public String prefix() {
        return "dpop.";
    }

    @Override
    public Iterable<String> names() {
        return config.getPropertyNames();
    }

    @Override
    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
