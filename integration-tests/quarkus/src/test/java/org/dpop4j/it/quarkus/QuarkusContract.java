package org.dpop4j.it.quarkus;

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
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, and what it looks like outside of Jakarta REST: T-19, Q-14, H-130. There the mode decides. */
interface QuarkusContract extends HttpContract {
    String POLICY_ROUTE = "/routes/authenticated";
    String POLICY_ENDPOINT = "/quarkus/by-policy";

    /** */
    @ParameterizedTest
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT})
    default void q14_aPolicyDemandsACallerAndTheModeDecidesWhich(String path) {
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
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT, "/routes/open", "/routes/admin"})
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

    /** */
    @ParameterizedTest
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT, "/routes/open"})
    default void r05_aProofIsUsedUpOutsideOfRestAsWell(String path) {
        Caller caller = Caller.bound(server());
        Request request = caller.get(path);
        callerIsKnown(request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** N-04, N-08, N-16, A-06, Q-14: where no annotation is seen, the setting alone decides about nonces. */
    @ParameterizedTest
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT, "/routes/open"})
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

    /** H-119, N-01: a request that a route sends on to an endpoint is asked for the nonce that this endpoint demands. */
    @Test
    default void h119_aReroutedRequestDoesNotLoseTheNonce() {
        Caller caller = Caller.bound(server());
        String path = "/routes/rerouted";
        String nonce = Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path)));
        Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path).nonce("unknown")));
        Request good = server().get(path)
                .dpop(caller.token())
                .proof(caller.proofWithoutNonce(path).nonce(nonce));
        Expect.accepted(caller, good.send());
        Expect.k2(PROOF_REPLAYED, good.send());
        // the route's own window, as at the contract's RewritingFilter.
        Answer old = caller.send(path, caller.proofWithNonce(path).issuedAgo(Duration.ofHours(1)));
        if (server().nonces().areDemandedEverywhere()) {
            Expect.accepted(caller, old);
        } else {
            Expect.k2(PROOF_EXPIRED, old);
        }
        Expect.acceptedWithNewerNonce(
                caller,
                caller.send(
                        path,
                        caller.proofWithoutNonce(path)
                                .nonce(server().nonces().due().serialize())));
    }

    /** policy, augmentor, matched endpoint and filter all see this request, and one of them verifies it. */
    @Test
    default void q07_onePolicyAndOneAnnotationAreOneVerification() {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, caller.get(POLICY_ENDPOINT).send());
    }

    /** W-04. */
    @ParameterizedTest
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT})
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
    default void c14_aPolicyThatForbidsIsAnsweredLikeARole() {
        Caller caller = Caller.bound(server());
        String path = "/routes/admin";
        Expect.k1(server(), Place.BY_MODE, server().get(path).send());
        Expect.k7(caller.get(path).send());
        Answer bearer = server().get(path).bearer(server().token().serialize()).send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, bearer);
        } else {
            Expect.k7bearer(bearer);
        }
        Caller admin = caller.with(server().token().groups("admin").boundTo(caller.key()));
        callerIsKnown(admin.get(path).send());
    }

    @Test
    default void k0_anOpenRouteStaysOpen() {
        Answer nobody = server().get("/routes/open").send();
        Expect.passed(nobody);
        assertEquals("", nobody.said("caller"));
        callerIsKnown(Caller.bound(server()).get("/routes/open").send());
    }

    /** H-55: the same rules for the target URI. */
    @Test
    default void h55_aRouteBelievesNoForeignHost() {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(POLICY_ROUTE)
                .header("Host", "counterfeit.example")
                .dpop(caller.token())
                .proof(caller.proof(POLICY_ROUTE).claim("htu", "http://counterfeit.example" + POLICY_ROUTE))
                .send();
        Expect.k2or3(answer);
    }

    /** C-20, Q-10: what the application exposes by itself stays exposed. */
    @ParameterizedTest
    @ValueSource(strings = {POLICY_ROUTE, POLICY_ENDPOINT, "/contract/required"})
    default void q10_exposedFieldsAreMergedIntoThoseOfTheApplication(String path) {
        Caller caller = Caller.bound(server());
        for (Request request : new Request[] {caller.get(path), server().get(path)}) {
            Answer answer = request.header("Origin", ServerUnderTest.ORIGIN).send();
            String exposed = String.join(",", answer.headers("Access-Control-Expose-Headers"));
            for (String name : new String[] {"X-Request-Id", "DPoP-Nonce", "WWW-Authenticate"}) {
                assertTrue(exposed.contains(name), answer.toString());
            }
        }
    }

    private void callerIsKnown(Answer answer) {
        Expect.passed(answer);
        assertEquals(server().shape().caller(), answer.said("caller"));
    }
}
