package org.dpop4j.it.server;

import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dpop4j.contract.Answer;
import org.dpop4j.contract.ApplicationContract;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.DecisionMatrixContract;
import org.dpop4j.contract.EndpointContract;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.NonceEndpointContract;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jakarta REST without an {@code Application} of the WAR's own: what only the match can tell is enforced all the same (H-121
 * to H-123).
 */
public interface MappedContract
        extends DecisionMatrixContract, EndpointContract, NonceEndpointContract, ApplicationContract {
    @ParameterizedTest
    @CsvSource({
        "/undeclared/class, */*",
        "/undeclared/methods/required, */*",
        "/undeclared/negotiated, text/csv",
    })
    default void h123_whatOnlyTheMatchCanTellIsDemanded(String path, String accept) {
        Caller caller = Caller.bound(server());
        Request request = server().get(path).header("Accept", accept);
        Expect.k1(server(), Place.REQUIRED, request.send());
        Expect.k3(DPOP_REQUIRED, request.bearer(server().token().serialize()).send());
        Answer boundAsBearer = request.bearer(caller.token()).send();
        assertEquals(401, boundAsBearer.status(), boundAsBearer.toString());
        Expect.k2(PROOF_MISSING, request.dpop(caller.token()).send());
        Expect.accepted(
                caller, request.dpop(caller.token()).proof(caller.proof(path)).send());
    }

    @Test
    default void n01_aNonceThatOnlyTheMatchCanTellIsDemanded() {
        Caller caller = Caller.bound(server());
        String path = "/undeclared/methods/nonce";
        Expect.k1(server(), Place.REQUIRED, server().get(path).send());
        TestProof proof = caller.proofWithoutNonce(path);
        String nonce = Expect.k5(server(), caller.send(path, proof));
        Expect.accepted(caller, caller.send(path, proof.nonce(nonce)));
    }

    @ParameterizedTest
    @CsvSource({"/undeclared/methods/open, */*", "/undeclared/negotiated, text/plain"})
    default void h123_theirNeighboursStayOpen(String path, String accept) {
        Request request = server().get(path).header("Accept", accept);
        Expect.acceptedAsNobody(request.send());
        Answer bearer = request.bearer(server().token().serialize()).send();
        if (server().mode() == DPoPMode.OPTIONAL) {
            Expect.acceptedAsBearer(server(), bearer);
        } else {
            Expect.k3(DPOP_REQUIRED, bearer);
        }
    }
}
