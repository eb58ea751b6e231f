package org.dpop4j.it.server;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.Rejection;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;

/** Error pages of the application leave status and challenges as they are (C-22). */
class ErrorPagesTest implements ContractTest {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.ERROR_PAGES);
    }

    @Test
    void c22_whatTheContainerRefusesIsChallengedBelowAPage() {
        Caller caller = Caller.bound(server());
        Answer nobody = server().get(ServletContract.ROLE).send();
        refused(nobody, 401, List.of(Expect.BARE_DPOP, "Bearer realm=\"api\""));
        assertTrue(List.of("", "page of the application").contains(nobody.body()), nobody.toString());
        Answer expired = server().get(ServletContract.ROLE)
                .dpop(server().token().boundTo(caller.key()).expired().serialize())
                .send();
        refused(expired, 401, List.of(Expect.dpop("invalid_token", TOKEN_INVALID)));
        refused(
                caller.get(ServletContract.AUDITOR).send(),
                403,
                List.of(Expect.dpop("insufficient_scope", Rejection.INSUFFICIENT_SCOPE)));
    }

    @Test
    void c22_whatTheLibraryRefusesIsChallengedBelowAPage() {
        Caller caller = Caller.bound(server());
        for (String path : List.of(ServletContract.OPEN, ServletContract.ROLE, "/api/contract/user")) {
            refused(
                    server().get(path).dpop(caller.token()).send(),
                    401,
                    List.of(Expect.dpop("invalid_dpop_proof", PROOF_MISSING)));
            refused(
                    server().get(path).bearer(caller.token()).send(),
                    401,
                    List.of(Expect.BARE_DPOP, Expect.bearer("invalid_token", BOUND_TOKEN_AS_BEARER)));
        }
    }

    private static void refused(Answer answer, int status, List<String> challenges) {
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(challenges, answer.challenges(), answer.toString());
        Expect.isNotStored(answer);
    }
}
