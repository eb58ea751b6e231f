package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Q-21: what observers are told")
class EventsTest {
    private final ServerUnderTest server = TestedServer.with(Wars.EVENTS);
    private final Caller caller = Caller.bound(server);

    @BeforeEach
    void forget() {
        events();
    }

    private String events() {
        return server.get("/events").send().body();
    }

    @Test
    void ofAnAcceptedProof() {
        assertEquals(200, caller.get(Place.REQUIRED).send().status());
        assertEquals("accepted", events());
    }

    @Test
    void ofAProofThatIsMissing() {
        server.get(Place.REQUIRED).dpop(caller.token()).send();
        assertEquals("proof_missing", events());
    }

    @Test
    @DisplayName("issue 13: of a role that the caller lacks, whatever the proof was")
    void ofARoleThatIsMissing() {
        Expect.k7(caller.get("/contract/admin").send());
        assertEquals("accepted insufficient_scope", events());
    }
}
