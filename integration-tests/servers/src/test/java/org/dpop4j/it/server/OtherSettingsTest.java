package org.dpop4j.it.server;

import static org.dpop4j.Rejection.ALG_NOT_ACCEPTED;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

/** Two applications of one server do not know each other's settings. */
class OtherSettingsTest implements ContractTest {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.OTHER);
    }

    /** The neighbour, with settings at their defaults. */
    private static ServerUnderTest neighbour() {
        return TestedServer.with(Wars.OPTIONAL);
    }

    @Test
    void itsAlgorithmsAreItsOwn() {
        Answer answer = server().get(Place.REQUIRED).send();
        assertEquals(List.of("DPoP algs=\"ES384 PS384\""), answer.challenges(), answer.toString());
        Expect.k1(neighbour(), Place.REQUIRED, neighbour().get(Place.REQUIRED).send());
        Caller es256 = Caller.bound(server());
        refused(ALG_NOT_ACCEPTED.description(), es256.send(Place.REQUIRED, published(es256)));
    }

    @Test
    void itsBaseUriIsItsOwn() {
        Caller caller = Caller.withKey(server(), ClientKey.es384());
        Answer answer = caller.send(Place.REQUIRED, published(caller));
        assertEquals(200, answer.status(), answer.toString());
        assertEquals(caller.key().jkt(), answer.said("jkt"));
        refused(HTU_MISMATCH.description(), caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED)));
        Caller elsewhere = Caller.bound(neighbour());
        Expect.accepted(elsewhere, elsewhere.get(Place.REQUIRED).send());
    }

    private TestProof published(Caller caller) {
        return caller.proof(Place.REQUIRED)
                .uri("https://api.example" + server().baseUri().getRawPath() + Place.REQUIRED.path());
    }

    private static void refused(String description, Answer answer) {
        assertEquals(401, answer.status(), answer.toString());
        assertEquals(
                List.of("DPoP error=\"invalid_dpop_proof\", error_description=\"" + description
                        + "\", algs=\"ES384 PS384\""),
                answer.challenges());
    }
}
