package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Q-19, H-134: a key that nobody knows was meant to do something")
class SettingNamesTest {
    private static final class Numbered implements SettingSource {
        private final String name;

        Numbered(String name) {
            this.name = name;
        }

        @Override
        public String prefix() {
            return "quarkus.dpop.";
        }

        @Override
        public Iterable<String> names() {
            return List.of(name);
        }

        @Override
        public Optional<String> text(String other) {
            return Optional.empty();
        }

        @Override
        public boolean hasNumberedItems() {
            return true;
        }
    }

    private static SettingSource source(String name) {
        return SettingSource.of("quarkus.dpop.", Map.of(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.dpop.mode",
                "%prod.quarkus.dpop.mode",
                "%{dev,test}.quarkus.dpop.replay.max-entries-per-key",
                "quarkus.dpop.public-base-uris",
                "quarkus.dpop.public.base.uris",
                "QUARKUS_DPOP_MODE",
                // Those that Kubernetes sets for a service whose name begins like ours.
                "QUARKUS_DPOP_SERVICE_HOST",
                "QUARKUS_DPOP_API_SERVICE_PORT_HTTPS",
                "QUARKUS_DPOP_API_PORT",
                "QUARKUS_DPOP_API_PORT_443_TCP_ADDR",
                "QUARKUS_DPOP_PUBLIC_BASE_URIS",
                "quarkus_dpop_public_base_uris",
                "quarkus.dpopx.mode",
                "quarkus.http.port",
                "QUARKUS_DPOPX_MODE",
                "dpop.mdoe",
                "DPOP_MDOE",
                "%prod",
                "%prod.",
                "",
            })
    void knowsEverySpelling(String name) {
        assertDoesNotThrow(() -> SettingNames.requireKnown(source(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.dpop.mdoe",
                "quarkus.dpop.Mode",
                "quarkus.dpop.mode.",
                "quarkus.dpop.",
                "quarkus.dpop.nonce-mode",
                "quarkus.dpop.proof.maxAge",
                "%prod.quarkus.dpop.mdoe",
                "QUARKUS_DPOP_MDOE",
                "QUARKUS_DPOP_proof_max_age",
                "quarkus_dpop_mdoe",
                "quarkus.dpop.public-base-uris[0]",
                "QUARKUS_DPOP_PUBLIC_BASE_URIS_0_",
            })
    void refusesEveryOther(String name) {
        InvalidSettingException fault =
                assertThrows(InvalidSettingException.class, () -> DPoPSettings.read(source(name), "application"));
        assertEquals(name, fault.key());
        assertTrue(
                fault.getMessage()
                        .startsWith(name + " = '...' cannot be used. There is no such key. The keys are algorithms,"
                                + " crypto.provider, "),
                fault::getMessage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.dpop.public-base-uris[0]",
                "%dev.quarkus.dpop.algorithms[12]",
                "QUARKUS_DPOP_NONCE_SECRETS_0_",
                "quarkus.dpop.public-base-uris",
            })
    void knowsItemsWhereTheSourceDoes(String name) {
        assertDoesNotThrow(() -> SettingNames.requireKnown(new Numbered(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quarkus.dpop.mode[0]",
                "quarkus.dpop.realm[0]",
                "quarkus.dpop.public-base-uris[]",
                "quarkus.dpop.public-base-uris[a]",
                "quarkus.dpop.public-base-uris[0",
                "quarkus.dpop.public-base-uris0]",
                "quarkus.dpop.public-base-uri[0]",
            })
    void refusesItemsOfOthers(String name) {
        assertThrows(InvalidSettingException.class, () -> SettingNames.requireKnown(new Numbered(name)));
    }

    @Test
    void showsNoValue() {
        SettingSource source = SettingSource.of("dpop.", Map.of("dpop.nonce.secret", "a-secret"));
        String message = assertThrows(InvalidSettingException.class, () -> SettingNames.requireKnown(source))
                .getMessage();
        assertTrue(!message.contains("a-secret"), message);
    }
}
