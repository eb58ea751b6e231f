package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.HttpContract;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.outside.OutsideRestContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract, and what it looks like outside of Jakarta REST: policies and routes. One instance for all tests of a class:
 * they share nothing but the URI, which Quarkus would look up for each of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface QuarkusContract extends HttpContract, OutsideRestContract {
    String OPEN_ROUTE = "/routes/open";
    String POLICY_ROUTE = "/routes/authenticated";
    String POLICY_ENDPOINT = "/quarkus/by-policy";

    @Override
    default List<String> demanding() {
        return List.of(POLICY_ROUTE, POLICY_ENDPOINT);
    }

    @Override
    default List<String> naming() {
        return List.of(POLICY_ROUTE, POLICY_ENDPOINT, OPEN_ROUTE);
    }

    @Override
    default List<String> open() {
        return List.of(OPEN_ROUTE);
    }

    @Override
    default String forbidden() {
        return "/routes/admin";
    }

    @Override
    default String missingRole() {
        return "admin";
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
}
