package org.dpop4j.endpoint;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED_WITH_NONCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectedEndpointTest {
    @ParameterizedTest
    @EnumSource
    void theSettingDemandsANonceEverywhere(EndpointPolicy policy) {
        for (boolean isFinal : new boolean[] {true, false}) {
            ExpectedEndpoint endpoint = new ExpectedEndpoint(policy, isFinal, false);
            assertEquals(NonceDemand.REQUIRED, endpoint.nonceDemand(NonceMode.REQUIRED, false));
        }
    }

    @Test
    void theAnnotationDemandsOneHere() {
        assertEquals(
                NonceDemand.REQUIRED,
                new ExpectedEndpoint(REQUIRED_WITH_NONCE, true, false).nonceDemand(NonceMode.DISABLED, true));
        assertEquals(
                NonceDemand.REQUIRED,
                new ExpectedEndpoint(REQUIRED_WITH_NONCE, false, false).nonceDemand(NonceMode.DISABLED, true));
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "OPTIONAL", "BY_MODE"})
    void theMatchDecidesWhereItMayDemandOne(EndpointPolicy policy) {
        ExpectedEndpoint open = new ExpectedEndpoint(policy, false, false);
        assertEquals(NonceDemand.UNDECIDED, open.nonceDemand(NonceMode.DISABLED, true));
        assertEquals(NonceDemand.NONE, open.nonceDemand(NonceMode.DISABLED, false));
        ExpectedEndpoint certain = new ExpectedEndpoint(policy, true, false);
        assertEquals(NonceDemand.NONE, certain.nonceDemand(NonceMode.DISABLED, true));
    }

    @Test
    void severalThatAgreeAreKnownAndOthersDemandNothingYet() {
        assertEquals(ExpectedEndpoint.known(REQUIRED), ExpectedEndpoint.oneOf(List.of(REQUIRED, REQUIRED)));
        assertEquals(ExpectedEndpoint.atLeast(OPTIONAL), ExpectedEndpoint.oneOf(List.of(REQUIRED, BY_MODE)));
        assertTrue(ExpectedEndpoint.known(REQUIRED).isFinal());
        assertFalse(ExpectedEndpoint.atLeast(REQUIRED).isFinal());
    }

    @Test
    void theModeDecidesWhereNoAnnotationDoes() {
        for (DPoPMode mode : DPoPMode.values()) {
            assertTrue(REQUIRED.demandsDPoP(mode));
            assertTrue(REQUIRED_WITH_NONCE.demandsDPoP(mode));
            assertFalse(OPTIONAL.demandsDPoP(mode));
        }
        assertTrue(BY_MODE.demandsDPoP(DPoPMode.REQUIRED));
        assertFalse(BY_MODE.demandsDPoP(DPoPMode.OPTIONAL));
    }
}
