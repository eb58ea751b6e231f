package org.dpop4j.quarkus.runtime.config;

import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Optional;
import org.dpop4j.settings.SettingSource;
import org.eclipse.microprofile.config.Config;

/**
 * The keys {@code quarkus.dpop.*} as the user wrote them. {@link DPoPBuildTimeConfig} and {@link DPoPRuntimeConfig}
 * declare the same keys to Quarkus.
 */
final class DPoPConfiguration implements SettingSource {
    private final SmallRyeConfig config;

    DPoPConfiguration(Config config) {
        this.config = config.unwrap(SmallRyeConfig.class);
    }

    @Override
    public String prefix() {
        return "quarkus.dpop.";
    }

    /** None: misspelt keys are not looked for here. */
    @Override
    public Iterable<String> names() {
        return List.of();
    }

    @Override
    public Optional<String> text(String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue()).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<List<String>> items(String name) {
        return config.getOptionalValues(name, String.class).or(() -> text(name).map(separatorsOnly -> List.of()));
    }

    @Override
    public boolean hasNumberedItems() {
        return true;
    }
}
