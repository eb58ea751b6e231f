package org.dpop4j.contract.outside;

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
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What no filter of Jakarta REST sees, or what asks for the caller in another way: routes, servlets, files, enterprise
 * beans, injected claims (T-19, Q-14, H-130). There the mode decides. Each server has paths of its own for it.
 */
public interface OutsideRestContract extends ContractTest {
    /** Where a caller is demanded, by something that is not ours. */
    List<String> demanding();

    /** Which answer with the name of the caller, if there is one. */
    List<String> naming();

    /** Where nobody needs to be known. */
    List<String> open();

    /** Where a role is demanded that tokens do not have. */
    String forbidden();

    /** That role. */
    String missingRole();

    private Stream<String> all() {
        return Stream.of(demanding(), naming(), open(), List.of(forbidden()))
                .flatMap(List::stream)
                .distinct();
    }

    private static Stream<DynamicTest> each(Stream<String> paths, Consumer<String> test) {
        return paths.map(path -> dynamicTest(path, () -> test.accept(path)));
    }

    /** */
    @TestFactory
    default Stream<DynamicTest> q14_aCallerIsDemandedAndTheModeDecidesWhich() {
        return each(demanding().stream(), path -> {
            Caller caller = Caller.bound(server());
            Expect.k1(server(), Place.BY_MODE, server().get(path).send());
            Answer unbound =
                    server().get(path).bearer(server().token().serialize()).send();
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
        });
    }

    /** T-19. */
    @TestFactory
    default Stream<DynamicTest> t19_aBoundTokenNeverPassesWithoutItsProof() {
        return each(all(), path -> {
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
                    server().get(path)
                            .dpop(token)
                            .proof(caller.proof(path + "/x"))
                            .send());
            Expect.k3(
                    TOKEN_NOT_BOUND,
                    server().get(path).dpop(server().token().serialize()).send());
            Expect.k3(
                    TOKEN_INVALID,
                    server().get(path)
                            .dpop(server().token()
                                    .boundTo(caller.key())
                                    .expired()
                                    .serialize())
                            .send());
        });
    }

    /** */
    @TestFactory
    default Stream<DynamicTest> r05_aProofIsUsedUpOutsideOfRestAsWell() {
        return each(naming().stream(), path -> {
            Caller caller = Caller.bound(server());
            Request request = caller.get(path);
            callerIsKnown(request.send());
            Expect.k2(PROOF_REPLAYED, request.send());
        });
    }

    /** a refusal for want of a role has used up the proof. */
    @Test
    default void r05_aProofIsUsedUpByARefusalForARole() {
        Caller caller = Caller.bound(server());
        Request request = caller.get(forbidden());
        Expect.k7(request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** N-04, N-08, N-16, A-06, Q-14: where no annotation is seen, the setting alone decides about nonces. */
    @TestFactory
    default Stream<DynamicTest> n04_theSettingDecidesAboutNonces() {
        return each(naming().stream(), path -> {
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
        });
    }

    /** W-04. */
    @TestFactory
    default Stream<DynamicTest> w04_twoCredentialsAreMalformedOutsideOfRestAsWell() {
        return each(all(), path -> {
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
        });
    }

    /** C-14. */
    @Test
    default void c14_whatForbidsIsAnsweredLikeARole() {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), Place.BY_MODE, server().get(forbidden()).send());
        Expect.k7(caller.get(forbidden()).send());
        Answer bearer =
                server().get(forbidden()).bearer(server().token().serialize()).send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, bearer);
        } else {
            Expect.k7bearer(bearer);
        }
        Caller member = caller.with(server().token().groups(missingRole()).boundTo(caller.key()));
        callerIsKnown(member.get(forbidden()).send());
    }

    @TestFactory
    default Stream<DynamicTest> k0_whatIsOpenStaysOpen() {
        return each(open().stream(), path -> {
            Answer nobody = server().get(path).send();
            Expect.passed(nobody);
            assertEquals("", nobody.said("caller"));
            Expect.passed(Caller.bound(server()).get(path).send());
        });
    }

    /** H-55: the same rules for the target URI. */
    @TestFactory
    default Stream<DynamicTest> h55_noForeignHostIsBelieved() {
        return each(all(), path -> {
            Caller caller = Caller.bound(server());
            String htu = "http://counterfeit.example" + server().baseUri().getRawPath() + path;
            Answer answer = server().get(path)
                    .header("Host", "counterfeit.example")
                    .dpop(caller.token())
                    .proof(caller.proof(path).claim("htu", htu))
                    .send();
            Expect.k2or3(answer);
        });
    }

    /** Passed, and the answer names the caller. */
    default void callerIsKnown(Answer answer) {
        Expect.passed(answer);
        assertEquals(server().shape().caller(), answer.said("caller"));
    }
}
