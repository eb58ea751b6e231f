package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.dpop4j.settings.Setting.Unusable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("P-08, J-19, J-20, Q-19, H-134: names of algorithms")
class ProofAlgorithmTest {
    @ParameterizedTest
    @EnumSource(ProofAlgorithm.class)
    void findsEachByItsName(ProofAlgorithm algorithm) {
        assertEquals(Optional.of(algorithm), ProofAlgorithm.of(algorithm.joseName()));
    }

    @Test
    void knowsExactlyTheRegisteredAsymmetricOnesThatAreSupported() {
        assertEquals(
                "ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519",
                ProofAlgorithm.joinedNames(List.of(ProofAlgorithm.values()), " "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none", "None", "HS256", "HS384", "HS512", "RS384", "RS512", "ES256K", "Ed448", "es256", "ES256 ", "",
                " "
            })
    void knowsNoOther(String name) {
        assertEquals(Optional.empty(), ProofAlgorithm.of(name));
    }

    @Test
    void keepsTheOrderOfTheSettingAndDropsRepetitions() {
        assertEquals(
                List.of(ProofAlgorithm.PS256, ProofAlgorithm.ES256),
                List.copyOf(ProofAlgorithm.parse(List.of("PS256", " ES256 ", "PS256"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"none", "NONE", "HS256", "HS512", "RS384", "RS512", "ES256K", "es256", "", "ES256,ES384", "dir"})
    @DisplayName("Q-19, H-134: a bad name stops the start-up with key, value and remedy")
    void refusesBadNames(String name) {
        Unusable fault = assertThrows(Unusable.class, () -> ProofAlgorithm.parse(List.of("ES256", name)));
        assertEquals(name, fault.shown());
        assertTrue(fault.remedy().startsWith("Use names out of ES256, "), fault::remedy);
        assertTrue(fault.remedy().contains("Ed25519"), fault::remedy);
    }

    @Test
    @DisplayName("Q-19, H-134: an empty list")
    void refusesAnEmptyList() {
        Unusable fault = assertThrows(Unusable.class, () -> ProofAlgorithm.parse(List.of()));
        assertTrue(fault.remedy().startsWith("Name at least one of ES256"), fault::remedy);
    }
}
