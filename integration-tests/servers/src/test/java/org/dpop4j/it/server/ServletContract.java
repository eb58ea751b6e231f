package org.dpop4j.it.server;

import static org.dpop4j.Rejection.AUTHORIZATION_AMBIGUOUS;
import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.PROOF_WITH_BEARER;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no filter of Jakarta REST sees, or what asks for the caller in another way: servlets, files, enterprise beans,
 * injected claims (T-19, Q-14, H-130). There the mode decides.
 */
public interface ServletContract extends ContractTest {
    String OPEN = "/servlet/open";
    String FILE = "/file.txt";
    String ROLE = "/servlet/role";
    String CALLER = "/servlet/caller";
    /** A role that nobody has. */
    String AUDITOR = "/servlet/auditor";
    /** Calls {@code authenticate} by itself. */
    String LOGIN = "/servlet/login";
    /** Jakarta REST, without annotations; an enterprise bean decides. */
    String BEAN = "/api/bean/user";
    /** Jakarta REST, without annotations; tells what is injected. */
    String TOKEN = "/api/token";

    /** */
    @ParameterizedTest
    @ValueSource(strings = {ROLE, CALLER, LOGIN})
    default void q14_aConstraintDemandsACallerAndTheModeDecidesWhich(String path) {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), Place.BY_MODE, server().get(path).send());
        Answer unbound = server().get(path).bearer(server().token().serialize()).send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, unbound);
        } else {
            callerIsKnown(unbound);
        }
        callerIsKnown(caller.get(path).send());
        Expect.k3or4(
                server(),
                Place.BY_MODE,
                TOKEN_INVALID,
                server().get(path).bearer("x.y.z").send());
    }

    /** T-19. */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, FILE, ROLE, CALLER, AUDITOR, LOGIN, BEAN, TOKEN})
    default void t19_aBoundTokenNeverPassesWithoutItsProof(String path) {
        Caller caller = Caller.bound(server());
        String token = caller.token();
        Expect.k3or4(
                server(),
                Place.BY_MODE,
                BOUND_TOKEN_AS_BEARER,
                server().get(path).bearer(token).send());
        Expect.k3or4(
                server(),
                Place.BY_MODE,
                BOUND_TOKEN_AS_BEARER,
                server().get(path).bearer(token).proof(caller.proof(path)).send());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(token).send());
        Expect.k2or3(server().get(path).dpop(token).proof("garbage").send());
        Expect.k2(
                HTU_MISMATCH,
                server().get(path).dpop(token).proof(caller.proof(path + "/x")).send());
        Expect.k3(
                TOKEN_NOT_BOUND,
                server().get(path).dpop(server().token().serialize()).send());
        Expect.k3(
                TOKEN_INVALID,
                server().get(path)
                        .dpop(server().token().boundTo(caller.key()).expired().serialize())
                        .send());
    }

    /** T-19, W-01, W-03: in no spelling that some token validation might understand. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                OPEN,
                FILE,
                ROLE,
                CALLER,
                AUDITOR,
                LOGIN,
                BEAN,
                TOKEN,
                "/api/contract/user",
                "/api/contract/public"
            })
    default void t19_aBoundTokenNeverPassesInAnotherSpelling(String path) {
        Caller caller = Caller.bound(server());
        String token = caller.token();
        for (String authorization : new String[] {
            "bearer " + token,
            "BEARER " + token,
            "Bearer  " + token,
            "Bearer\t" + token,
            "dpop " + token,
            "DPoP  " + token,
            "DPoP\t" + token,
            token,
            " " + token,
            "JWT " + token,
            "Token " + token,
            "Bearer " + token + " ",
            "Bearer \"" + token + "\""
        }) {
            Answer answer =
                    server().get(path).header("Authorization", authorization).send();
            isNobody(path, answer);
        }
        isNobody(path, server().get(path).header("Cookie", "Bearer=" + token).send());
        isNobody(
                path,
                server().get(path).header("Cookie", "access-token=" + token).send());
        isNobody(path, server().get(path + "?access_token=" + token).send());
    }

    /** T-14: what a server reads from a form. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/contract/user", "/api/contract/optional", "/api/contract/required"})
    default void t14_aBoundTokenNeverPassesInAForm(String path) {
        Caller caller = Caller.bound(server());
        Answer answer = server().request("POST", path)
                .form("access_token=" + caller.token())
                .send();
        assertEquals(401, answer.status(), answer.toString());
    }

    /** Either refused or, where nobody needs to be known, served to nobody. */
    private static void isNobody(String path, Answer answer) {
        boolean isOpen =
                path.equals(OPEN) || path.equals(FILE) || path.equals(TOKEN) || path.equals("/api/contract/public");
        if (answer.status() == 200) {
            assertTrue(isOpen, answer.toString());
            assertEquals("", answer.said("caller"), answer.toString());
        } else if (path.equals(BEAN) && answer.status() == 409) {
            assertEquals("refused by the bean", answer.body());
        } else {
            assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
        }
    }

    /** */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, ROLE, CALLER, LOGIN, BEAN, TOKEN})
    default void r05_aProofIsUsedUpOutsideOfRestAsWell(String path) {
        Caller caller = Caller.bound(server());
        Request request = caller.get(path);
        callerIsKnown(request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** a refusal for want of a role has used up the proof. */
    @Test
    default void r05_aProofIsUsedUpByARefusalForARole() {
        Caller caller = Caller.bound(server());
        Request request = caller.get(AUDITOR);
        Expect.k7(request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** N-04, N-08, N-16, A-06, Q-14: where no annotation is seen, the setting alone decides about nonces. */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, ROLE, CALLER, LOGIN, BEAN, TOKEN})
    default void n04_theSettingDecidesAboutNonces(String path) {
        Caller caller = Caller.bound(server());
        TestProof withoutNonce = caller.proofWithoutNonce(path);
        TestProof stale = withoutNonce.nonce(server().nonces().stale().serialize());
        TestProof due = withoutNonce.nonce(server().nonces().due().serialize());
        TestProof brokenClock = caller.proofWithNonce(path).issuedAgo(Duration.ofDays(1));
        if (server().nonces().areDemandedEverywhere()) {
            Expect.k5(server(), caller.send(path, withoutNonce));
            Expect.k5(server(), caller.send(path, stale));
            callerIsKnown(caller.send(path, brokenClock));
            Expect.freshNonce(server(), caller.send(path, due));
        } else {
            callerIsKnown(caller.send(path, withoutNonce));
            callerIsKnown(caller.send(path, stale));
            Expect.k2(PROOF_EXPIRED, caller.send(path, brokenClock));
            callerIsKnown(caller.send(path, due));
        }
        callerIsKnown(caller.send(path, caller.proofWithNonce(path)));
    }

    /** W-04. */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, ROLE, CALLER, AUDITOR, LOGIN, BEAN})
    default void w04_twoCredentialsAreMalformedOutsideOfRestAsWell(String path) {
        Caller caller = Caller.bound(server());
        String unbound = server().token().serialize();
        Expect.k6both(
                server(),
                Place.BY_MODE,
                AUTHORIZATION_AMBIGUOUS,
                caller.get(path).bearer(unbound).send());
        Answer strayProof =
                server().get(path).bearer(unbound).proof(caller.proof(path)).send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, strayProof);
        } else {
            Expect.k6both(server(), Place.BY_MODE, PROOF_WITH_BEARER, strayProof);
        }
    }

    /** C-14. */
    @Test
    default void c14_aConstraintThatForbidsIsAnsweredLikeARole() {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), Place.BY_MODE, server().get(AUDITOR).send());
        Expect.k7(caller.get(AUDITOR).send());
        Answer bearer =
                server().get(AUDITOR).bearer(server().token().serialize()).send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, bearer);
        } else {
            Expect.k7bearer(bearer);
        }
        Caller auditor = caller.with(server().token().groups("auditor").boundTo(caller.key()));
        callerIsKnown(auditor.get(AUDITOR).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN, FILE, TOKEN})
    default void k0_whatIsOpenStaysOpen(String path) {
        Answer nobody = server().get(path).send();
        Expect.passed(nobody);
        assertEquals("", nobody.said("caller"));
        Expect.passed(Caller.bound(server()).get(path).send());
    }

    /** H-55: the same rules for the target URI. */
    @ParameterizedTest
    @ValueSource(strings = {OPEN, ROLE, AUDITOR})
    default void h55_aServletBelievesNoForeignHost(String path) {
        Caller caller = Caller.bound(server());
        String htu = "http://counterfeit.example" + server().baseUri().getRawPath() + path;
        Answer answer = server().get(path)
                .header("Host", "counterfeit.example")
                .dpop(caller.token())
                .proof(caller.proof(path).claim("htu", htu))
                .send();
        Expect.k2or3(answer);
    }

    /** An enterprise bean knows the caller, and its roles count. */
    @Test
    default void q14_anEnterpriseBeanKnowsTheCaller() {
        Caller caller = Caller.bound(server());
        callerIsKnown(caller.get(BEAN).send());
        String auditor = "/api/bean/auditor";
        assertEquals(409, caller.get(auditor).send().status());
        assertEquals(409, server().get(BEAN).send().status());
        callerIsKnown(caller.with(server().token().groups("auditor").boundTo(caller.key()))
                .get(auditor)
                .send());
    }

    /** Claims can be injected, whatever the scheme. */
    @Test
    default void q14_claimsOfTheCallerAreInjected() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.get(TOKEN).send();
        callerIsKnown(answer);
        assertEquals("alice", answer.said("subject"));
    }

    /** The error page of the library is no page. */
    @Test
    default void k0_theErrorPageOfTheLibraryCannotBeCalled() {
        assertEquals(404, server().get("/dpop4j/refused").send().status());
        assertEquals(404, Caller.bound(server()).get("/dpop4j/refused").send().status());
    }

    private void callerIsKnown(Answer answer) {
        Expect.passed(answer);
        assertEquals(server().shape().caller(), answer.said("caller"));
    }
}
