package org.dpop4j.quarkus.deployment;

import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ConfigurationBuildItem;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.SmallRyeConfig;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dpop4j.quarkus.runtime.config.ConfigurationKeys;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Has unknown keys refused, when the application is built and when it starts. Every configuration mapping below the root
 * counts, whichever module it comes with.
 */
class ConfigurationKeysProcessor {
    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ServiceStartBuildItem refuseUnknownKeys(ConfigurationKeys keys, ConfigurationBuildItem configuration) {
        Set<String> known = keysOf(configuration.getReadResult().getAllMappings());
        ConfigurationKeys.refuseUnknown(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), known);
        keys.refuseUnknownAtStart(known);
        return new ServiceStartBuildItem("dpop-configuration-keys");
    }

    static Set<String> keysOf(List<ConfigMappings.ConfigClass> mappings) {
        Set<String> known = new TreeSet<>();
        for (ConfigMappings.ConfigClass mapping : mappings) {
            String prefix = mapping.getPrefix();
            if (prefix.equals(ConfigurationKeys.ROOT) || prefix.startsWith(ConfigurationKeys.ROOT + ".")) {
                known.addAll(ConfigMappings.getProperties(mapping).keySet());
            }
        }
        return known;
    }
}
