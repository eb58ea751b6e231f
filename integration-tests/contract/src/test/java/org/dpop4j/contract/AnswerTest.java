package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.dpop4j.Rejection;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void whatHasNoChallengeIsItsStatus() {
        assertEquals("200", answer(200).inShort());
        assertEquals("closed", answer(0).inShort());
    }

    @Test
    void aChallengeIsItsSchemeItsErrorAndTheReasonBehindTheText() {
        assertEquals(
                "401 DPoP, Bearer",
                answer(401, Expect.BARE_DPOP, "Bearer realm=\"api\"").inShort());
        assertEquals(
                "401 DPoP invalid_token (key_mismatch)",
                answer(401, Expect.dpop("invalid_token", Rejection.KEY_MISMATCH))
                        .inShort());
        assertEquals(
                "401 Bearer invalid_token (other)",
                answer(401, "Bearer error=\"invalid_token\", error_description=\"Try again\"")
                        .inShort());
    }

    @Test
    void noReasonIsNamedWhereTheErrorHasOnlyOneText() {
        assertEquals(
                "403 DPoP insufficient_scope",
                answer(403, Expect.dpop("insufficient_scope", Rejection.INSUFFICIENT_SCOPE))
                        .inShort());
    }

    @Test
    void aNonceIsNotedAndNotRepeated() {
        List<Answer.Line> lines = new ArrayList<>(answer(401, Expect.dpop("use_dpop_nonce", Rejection.NONCE_STALE))
                .lines());
        lines.add(new Answer.Line("dpop-nonce", "abc"));

        assertEquals("401 DPoP use_dpop_nonce +nonce", new Answer(401, lines, "").inShort());
    }

    private static Answer answer(int status, String... challenges) {
        List<Answer.Line> lines = new ArrayList<>();
        for (String challenge : challenges) {
            lines.add(new Answer.Line("www-authenticate", challenge));
        }
        return new Answer(status, lines, "");
    }
}
