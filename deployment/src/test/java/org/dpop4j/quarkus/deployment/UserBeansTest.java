package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.QuarkusUnitTest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRejected;
import org.dpop4j.DPoPRequired;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replay store and observers of the application. */
class UserBeansTest {
    @RegisterExtension
    static final QuarkusUnitTest APP = Callers.application();

    private static final BlockingQueue<Object> SEEN = new LinkedBlockingQueue<>();
    private static final BlockingQueue<Object> SEEN_ASYNC = new LinkedBlockingQueue<>();
    private static volatile ReplayStore behaviour = use -> true;

    @ApplicationScoped
    public static class Store implements ReplayStore {
        @Override
        public boolean firstUse(ProofUse use) {
            return behaviour.firstUse(use);
        }
    }

    @Singleton
    public static class Observers {
        void accepted(@Observes DPoPAccepted event) {
            SEEN.add(event);
        }

        void rejected(@Observes DPoPRejected event) {
            SEEN.add(event);
        }

        void acceptedLater(@ObservesAsync DPoPAccepted event) {
            SEEN_ASYNC.add(event);
        }

        void rejectedLater(@ObservesAsync DPoPRejected event) {
            SEEN_ASYNC.add(event);
        }

        /** Comes last, so that the others have seen the event. */
        void broken(@Observes @Priority(10_000) DPoPAccepted event) {
            throw new IllegalStateException("broken observer");
        }

        void broken(@Observes @Priority(10_000) DPoPRejected event) {
            throw new IllegalStateException("broken observer");
        }

        void brokenLater(@ObservesAsync DPoPAccepted event) {
            throw new IllegalStateException("broken observer");
        }
    }

    @DPoPRequired
    @Path("required")
    public static class Required {
        @GET
        public String get() {
            return "required";
        }

        @GET
        @Path("optional")
        @DPoPOptional
        public String optional() {
            return "optional";
        }
    }

    @BeforeEach
    void forget() {
        behaviour = use -> true;
        SEEN.clear();
        SEEN_ASYNC.clear();
    }

    /** The one event of a request, for observers of both kinds. */
    private static Object event() throws InterruptedException {
        Object event = SEEN.poll(10, TimeUnit.SECONDS);
        assertEquals(event, SEEN_ASYNC.poll(10, TimeUnit.SECONDS));
        assertNull(SEEN.poll());
        assertNull(SEEN_ASYNC.poll());
        return event;
    }

    @Test
    @DisplayName("the application's store replaces the default, and observers hear of the proof")
    void asksTheStoreOfTheApplication() throws InterruptedException {
        Answers.letsIn(Callers.dpop("user").get("/required"), "required");
        DPoPAccepted accepted = (DPoPAccepted) event();
        assertEquals(Callers.KEY.jkt(), accepted.jkt());
        assertEquals("ES256", accepted.algorithm());

        behaviour = use -> false;
        Answers.refusesTheProof(Callers.dpop("user").get("/required"), "The DPoP proof was used before");
        assertEquals("proof_replayed", ((DPoPRejected) event()).reason().code());
    }

    @Test
    @DisplayName("K8: a store that cannot tell refuses with 503, on a public endpoint, too")
    void refusesWhenTheStoreFails() throws InterruptedException {
        behaviour = use -> {
            throw new IllegalStateException("secret address of the store");
        };
        for (String path : List.of("/required", "/required/optional")) {
            Answers.isUnavailable(Callers.dpop("user").get(path));
            assertEquals(
                    "replay_store_unavailable",
                    ((DPoPRejected) event()).reason().code());
        }
        behaviour = use -> {
            throw new StackOverflowError();
        };
        Answers.isUnavailable(Callers.dpop("user").get("/required"));
        event();
        behaviour = use -> {
            throw new ReplayStoreException(Reason.FULL, "full", Duration.ofMillis(1500));
        };
        var answer = Callers.dpop("user").get("/required");
        Answers.isUnavailable(answer);
        assertEquals("2", answer.header("Retry-After"));
        assertEquals("replay_store_full", ((DPoPRejected) event()).reason().code());
    }

    @Test
    @DisplayName("observers hear of each refusal once, by its reason")
    void reportsRefusals() throws InterruptedException {
        Callers.dpopWithoutProof("user").get("/required");
        assertEquals("proof_missing", ((DPoPRejected) event()).reason().code());
        Callers.bearer("user").get("/required");
        assertEquals("dpop_required", ((DPoPRejected) event()).reason().code());
        Callers.boundAsBearer("user").get("/required/optional");
        assertEquals("bound_token_as_bearer", ((DPoPRejected) event()).reason().code());
        Callers.anonymous()
                .header("Authorization", "DPoP a")
                .header("Authorization", "Bearer b")
                .get("/required");
        assertEquals(
                "authorization_ambiguous", ((DPoPRejected) event()).reason().code());
    }
}
