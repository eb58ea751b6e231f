package org.dpop4j.contract;

import static org.dpop4j.Rejection.AUTHORIZATION_AMBIGUOUS;
import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CONFIRMATION_MALFORMED;
import static org.dpop4j.Rejection.CONFIRMATION_UNSUPPORTED;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.KEY_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_MULTIPLE;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.PROOF_WITH_BEARER;
import static org.dpop4j.Rejection.SIGNATURE_INVALID;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;

import java.util.List;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision matrix, row by row, at each of the three places: so in both modes both columns are seen. */
public interface DecisionMatrixContract extends ContractTest {
    /** DM-01, C-05, C-08. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm01_noCredentialsAreChallengedWithoutAnError(Place place) {
        Expect.k1(server(), place, server().get(place).send());
    }

    /** DM-02. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm02_aStrayProofIsNotEvenParsed(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k1(
                server(), place, server().get(place).proof(caller.proof(place)).send());
        Expect.k1(server(), place, server().get(place).proof("garbage").send());
    }

    /** DM-03. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm03_anInvalidBearerTokenIsRefusedWhateverProofComesWithIt(Place place) {
        Caller caller = Caller.bound(server());
        Tokens.invalid(caller).forEach((fault, token) -> {
            Request request = server().get(place).bearer(token);
            Expect.k3or4(server(), place, TOKEN_INVALID, request.send());
            Expect.k3or4(
                    server(),
                    place,
                    TOKEN_INVALID,
                    request.proof(caller.proof(place)).send());
        });
    }

    /** DM-04. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm04_anUnboundBearerTokenPassesOnlyWhereDPoPIsNotDemanded(Place place) {
        Answer answer = server().get(place).bearer(server().token().serialize()).send();
        if (server().demandsDPoP(place)) {
            Expect.k3(DPOP_REQUIRED, answer);
        } else {
            Expect.acceptedAsBearer(server(), answer);
        }
    }

    /** DM-05. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm05_anUnboundBearerTokenWithAProofIsRefused(Place place) {
        Caller caller = Caller.bound(server()).with(server().token());
        for (String proof : List.of(caller.proof(place).serialize(), "garbage")) {
            Answer answer =
                    server().get(place).bearer(caller.token()).proof(proof).send();
            if (server().demandsDPoP(place)) {
                Expect.k3(DPOP_REQUIRED, answer);
            } else {
                Expect.k6both(server(), place, PROOF_WITH_BEARER, answer);
            }
        }
    }

    /** DM-06, T-08, T-13. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm06_aBoundTokenIsNoBearerToken(Place place) {
        Caller caller = Caller.bound(server());
        for (String scheme : List.of("Bearer", "bearer", "BEARER", "bEARER")) {
            Answer answer = server().get(place)
                    .header("Authorization", scheme + " " + caller.token())
                    .send();
            Expect.k3or4(server(), place, BOUND_TOKEN_AS_BEARER, answer);
        }
    }

    /** DM-07, T-08, T-09, R-07. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm07_aGoodProofDoesNotRescueTheWrongScheme(Place place) {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(place).serialize();
        Expect.k3or4(
                server(),
                place,
                BOUND_TOKEN_AS_BEARER,
                server().get(place).bearer(caller.token()).proof(proof).send());
        // The proof was not used up: it still serves the right scheme.
        Expect.accepted(caller, caller.send(place, proof));
    }

    /** DM-08, T-05, L-01 to L-05. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm08_anInvalidTokenIsRefusedBeforeTheProofIsLookedAt(Place place) {
        Caller caller = Caller.bound(server());
        Tokens.invalid(caller).forEach((fault, token) -> {
            Request request = server().get(place).dpop(token);
            TestProof proof = caller.proof(place).accessToken(token);
            Expect.k3(TOKEN_INVALID, request.send());
            Expect.k3(TOKEN_INVALID, request.proof(proof).send());
            Expect.k3(TOKEN_INVALID, request.proof("garbage").send());
            Expect.k3(TOKEN_INVALID, request.proof(proof).proof(proof).send());
        });
    }

    /** DM-09, T-07. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm09_anUnboundTokenHasNothingToConfirm(Place place) {
        Caller caller = Caller.bound(server()).with(server().token());
        Expect.k3(TOKEN_NOT_BOUND, caller.withoutProof(place).send());
        Expect.k3(TOKEN_NOT_BOUND, caller.get(place).send());
        Expect.k3(TOKEN_NOT_BOUND, caller.send(place, "garbage"));
    }

    /** DM-10, P-01, T-04, A-10. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm10_aBoundTokenNeedsAProof(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).send());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).line("DPoP:").send());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).line("DPoP:   ").send());
    }

    /** DM-11, P-02. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm11_oneProofIsTheLimit(Place place) {
        Caller caller = Caller.bound(server());
        Request request = caller.get(place);
        Expect.k2(PROOF_MULTIPLE, request.proof(caller.proof(place)).send());
        Expect.k2(PROOF_MULTIPLE, caller.send(place, caller.proof(place) + "," + caller.proof(place)));
    }

    /** DM-12, T-04. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm12_anInvalidProofIsRefused(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k2(HTM_MISMATCH, caller.send(place, caller.proof(place).claim("htm", "PUT")));
        Expect.k2(SIGNATURE_INVALID, caller.send(place, caller.proof(place).signedBy(ClientKey.es256())));
    }

    /** DM-13, P-24, T-10, A-11. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm13_aProofByAnotherKeyIsRefused(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k3(KEY_MISMATCH, caller.send(place, caller.proof(place).key(ClientKey.es256())));
    }

    /** DM-14, N-04, N-05: in both columns, wherever nonces are required; elsewhere a nonce means nothing (N-19). */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm14_aProofNeedsANonceWhereNoncesAreRequired(Place place) {
        Caller caller = Caller.bound(server());
        NonceSetup nonces = server().nonces();
        TestProof withoutNonce = caller.proofWithoutNonce(server().path(place));
        for (TestProof proof : List.of(
                withoutNonce,
                withoutNonce.nonce(""),
                withoutNonce.nonce("unknown"),
                withoutNonce.nonce(nonces.stale().serialize()),
                withoutNonce.nonce(nonces.fresh().audience("another").serialize()))) {
            Answer answer = caller.send(place, proof);
            if (nonces.areDemandedEverywhere()) {
                String nonce = Expect.k5(server(), answer);
                Expect.accepted(caller, caller.send(place, withoutNonce.nonce(nonce)));
            } else {
                Expect.accepted(caller, answer);
            }
        }
    }

    /** DM-15. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm15_aProofIsGoodForOneRequest(Place place) {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(place).serialize();
        Expect.accepted(caller, caller.send(place, proof));
        Expect.k2(PROOF_REPLAYED, caller.send(place, proof));
    }

    /** DM-16, Q-22. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm16_aBoundTokenWithItsProofPasses(Place place) {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, caller.get(place).send());
        Expect.accepted(caller, caller.get(place).send());
    }

    /** DM-17: who is known and may not gets a 403 on the scheme that was used. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/admin", "/contract/auditor"})
    default void dm17_aScopeTooSmallIs403(String path) {
        Caller caller = Caller.bound(server());
        Expect.k7(caller.get(path).send());
    }

    /** DM-18, C-10, C-11, C-25, W-04. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm18_twoCredentialsAreAMalformedRequest(Place place) {
        Caller caller = Caller.bound(server());
        String unbound = server().token().serialize();
        Expect.k6both(
                server(),
                place,
                AUTHORIZATION_AMBIGUOUS,
                caller.get(place).bearer(unbound).send());
        Expect.k6both(
                server(),
                place,
                AUTHORIZATION_AMBIGUOUS,
                server().get(place)
                        .bearer(unbound)
                        .dpop(caller.token())
                        .proof(caller.proof(place))
                        .send());
        Expect.k6dpop(
                AUTHORIZATION_AMBIGUOUS, caller.get(place).dpop(caller.token()).send());
        Expect.k6dpop(
                AUTHORIZATION_AMBIGUOUS,
                caller.get(place).header("Authorization", "Basic YTpi").send());
        Expect.k6bearer(
                server(),
                place,
                AUTHORIZATION_AMBIGUOUS,
                server().get(place).bearer(unbound).bearer(unbound).send());
    }

    /** DM-19. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm19_anotherSchemeIsNoCredentialOfOurs(Place place) {
        for (String line : List.of("Basic YWxpY2U6c2VjcmV0", "Digest username=\"a\"", "Hawk", "DPoPx abc")) {
            Expect.k1(
                    server(),
                    place,
                    server().get(place).header("Authorization", line).send());
        }
    }

    /** DM-20. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm20_aBoundTokenInAnotherCarrierIsNoDPoPRequest(Place place) {
        Caller caller = Caller.bound(server());
        String path = server().path(place);
        Request form = server().request("POST", path).form("access_token=" + caller.token());
        for (Request request : List.of(form, form.proof(caller.proof("POST", path)))) {
            // Read or not, it is refused; where no role is needed, nobody reads it.
            if (server().differs(Difference.READS_TOKEN_FROM_FORM) && place != Place.REQUIRED) {
                Expect.k3or4(server(), place, BOUND_TOKEN_AS_BEARER, request.send());
            } else {
                Expect.k1(server(), place, request.send());
            }
        }
        Request query = server().get(path + "?access_token=" + caller.token());
        Expect.k1(server(), place, query.send());
        Expect.k1(server(), place, query.proof(caller.proof(place)).send());
        Request cookie = server().get(place).header("Cookie", "Bearer=" + caller.token());
        Expect.k1(server(), place, cookie.send());
        Expect.k1(server(), place, cookie.proof(caller.proof(place)).send());
    }

    /** DM-21, T-01, T-11, T-12, H-92, H-93. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void dm21_aConfirmationThatNobodyCanReadIsNeverNoConfirmation(Place place) {
        Caller bound = Caller.bound(server());
        Tokens.malformedConfirmations(bound.key().jkt()).forEach((fault, cnf) -> {
            Caller caller = bound.with(server().token().confirmation(cnf));
            Expect.k3(CONFIRMATION_MALFORMED, caller.get(place).send());
            Expect.k3(CONFIRMATION_MALFORMED, caller.withoutProof(place).send());
            Expect.k3or4(
                    server(),
                    place,
                    CONFIRMATION_MALFORMED,
                    server().get(place).bearer(caller.token()).send());
        });
        Tokens.unsupportedConfirmations(bound.key().jkt()).forEach((fault, cnf) -> {
            Caller caller = bound.with(server().token().confirmation(cnf));
            Expect.k3(CONFIRMATION_UNSUPPORTED, caller.get(place).send());
            Expect.k3or4(
                    server(),
                    place,
                    CONFIRMATION_UNSUPPORTED,
                    server().get(place).bearer(caller.token()).send());
        });
    }
}
