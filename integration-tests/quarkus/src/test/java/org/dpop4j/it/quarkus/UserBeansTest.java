package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.REPLAY_STORE_UNAVAILABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Context;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application may supply and observe: a replay store of its own (K8, R-14, H-107), and CDI events. */
@QuarkusTest
@TestProfile(UserBeansTest.Config.class)
class UserBeansTest {
    @TestHTTPResource
    URI uri;

    @Inject
    SwitchableReplayStore store;

    @Inject
    SeenEvents events;

    private ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    @BeforeEach
    void forgetEvents() {
        events.take();
    }

    @AfterEach
    void repairStore() {
        store.work();
    }

    @Test
    void theStoreOfTheApplicationIsUsed() {
        Caller caller = Caller.bound(server());
        AtomicInteger asked = new AtomicInteger();
        AtomicBoolean onEventLoop = new AtomicBoolean();
        AtomicReference<Instant> retained = new AtomicReference<>();
        store.behave(use -> {
            asked.incrementAndGet();
            onEventLoop.set(Context.isOnEventLoopThread());
            retained.set(use.expiry());
            return store.working(use);
        });
        long iat = Instant.now().getEpochSecond() + 20;
        TestProof proof = caller.proof(Place.REQUIRED).claim("iat", iat);
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        assertEquals(1, asked.get(), "Q-07: one verification per request");
        assertFalse(onEventLoop.get(), "Q-17: a store may block");
        // as long as the proof could be accepted, and a second more; counted from iat, not from now.
        assertTrue(!retained.get().isBefore(Instant.ofEpochSecond(iat + 61)), retained.toString());
    }

    /** H-107. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/required", "/contract/user", "/contract/public", "/routes/authenticated"})
    void h107_aFailingStoreIsA503(String path) {
        Caller caller = Caller.bound(server());
        store.behave(use -> {
            throw new IllegalStateException("secret detail");
        });
        Request request = caller.get(path);
        unavailable(request.send(), 5);
        assertEquals(List.of(new DPoPRejected(REPLAY_STORE_UNAVAILABLE)), events.take());
        store.work();
        // The proof was not used up by the failure.
        assertEquals(200, request.send().status());
    }

    /** */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void r11_theStoreSaysWhenToComeBack(Reason reason) {
        Caller caller = Caller.bound(server());
        store.behave(use -> {
            throw new ReplayStoreException(reason, "full", Duration.ofMillis(7_001));
        });
        unavailable(caller.get(Place.REQUIRED).send(), 8);
    }

    /** H-107: K8 is for the dependency only: whoever sends a bad proof is told about the proof. */
    @Test
    void h107_aBadProofIsNotAskedAbout() {
        Caller caller = Caller.bound(server());
        store.behave(use -> {
            throw new IllegalStateException();
        });
        Expect.k2(
                HTM_MISMATCH,
                caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).claim("htm", "PUT")));
        Expect.k1(server(), Place.REQUIRED, server().get(Place.REQUIRED).send());
        Expect.acceptedAsBearer(
                server(),
                server().get(Place.OPTIONAL)
                        .bearer(server().token().serialize())
                        .send());
    }

    /** H-107: ReplayStore: whatever it throws, so also what a missing or mismatched driver throws. */
    @Test
    void h107_anErrorOfTheStoreIsA503Too() {
        Caller caller = Caller.bound(server());
        store.behave(use -> {
            throw new LinkageError("driver missing");
        });
        unavailable(caller.get(Place.REQUIRED).send(), 5);
    }

    @Test
    void anAcceptedProofIsAnEvent() {
        Caller caller = Caller.bound(server());
        long iat = Instant.now().getEpochSecond() - 3;
        Expect.accepted(
                caller, caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).claim("iat", iat)));
        DPoPAccepted event = assertInstanceOf(DPoPAccepted.class, single());
        assertEquals(caller.key().jkt(), event.jkt());
        assertEquals("ES256", event.algorithm());
        assertEquals(Instant.ofEpochSecond(iat), event.issuedAt());
    }

    @Test
    void aRefusalIsOneEventWithItsReason() {
        Caller caller = Caller.bound(server());
        Request request = caller.get(Place.REQUIRED);
        request.send();
        events.take();
        Expect.k2(PROOF_REPLAYED, request.send());
        assertEquals(new DPoPRejected(PROOF_REPLAYED), single());
        Expect.k2(PROOF_MISSING, caller.withoutProof(Place.BY_MODE).send());
        assertEquals(new DPoPRejected(PROOF_MISSING), single());
        Expect.k4(
                BOUND_TOKEN_AS_BEARER,
                server().get("/routes/open").bearer(caller.token()).send());
        assertEquals(new DPoPRejected(BOUND_TOKEN_AS_BEARER), single());
    }

    @Test
    void bearerAndAnonymousRequestsAreNoEvents() {
        Expect.acceptedAsBearer(
                server(),
                server().get(Place.OPTIONAL)
                        .bearer(server().token().serialize())
                        .send());
        Expect.acceptedAsNobody(server().get("/contract/public").send());
        assertEquals(List.of(), events.take());
    }

    private Object single() {
        List<Object> seen = events.take();
        assertEquals(1, seen.size(), seen.toString());
        return seen.get(0);
    }

    private static void unavailable(Answer answer, int seconds) {
        Expect.refused(answer, 503);
        assertEquals(List.of(Integer.toString(seconds)), answer.headers("Retry-After"), answer.toString());
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, SwitchableReplayStore.SWITCH, "true");
        }
    }
}
