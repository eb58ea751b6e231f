package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.dpop4j.test.TestDefect;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalogue that users test with, held against the rule book: whatever it promises to be refused is. */
class TestDefectsTest {
    private final Verifying request = new Verifying();

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "K2, R-07: every single defect is a fault of the proof, whether the key is known or not, and burns nothing")
    void isRefused(TestDefect defect) {
        TestProof proof = defect.apply(request.proof());
        for (int round = 0; round < 2; round++) {
            Outcome.Rejected refusal = assertInstanceOf(Outcome.Rejected.class, request.verify(proof));
            assertEquals(Optional.of("invalid_dpop_proof"), refusal.reason().error());
            assertEquals(401, refusal.reason().status());
            assertEquals(round, request.store.uses().size());
            request.accepts(request.proof());
        }
    }
}
