package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConfigurationKeysProcessorTest {
    /** As a module of this extension would have it. */
    @ConfigMapping(prefix = "quarkus.dpop.courier")
    interface Courier {
        /** A list. */
        List<String> routes();

        /** A map. */
        Map<String, Stop> stops();

        /** A group. */
        interface Stop {
            /** A value. */
            int maxWait();
        }
    }

    /** As another extension would have it. */
    @ConfigMapping(prefix = "quarkus.dpopping")
    interface Stranger {
        /** Of no interest. */
        String name();
    }

    @Test
    @DisplayName("a module brings its keys with its configuration mapping")
    void collectsTheKeysOfEveryModule() {
        assertEquals(
                Set.of(
                        "quarkus.dpop.courier.routes",
                        "quarkus.dpop.courier.routes[*]",
                        "quarkus.dpop.courier.stops.*.max-wait"),
                ConfigurationKeysProcessor.keysOf(
                        List.of(ConfigClass.configClass(Courier.class), ConfigClass.configClass(Stranger.class))));
    }
}
