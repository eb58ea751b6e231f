package org.dpop4j.quarkus.deployment;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayStore;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Resources of every execution model; all of them answer the thumbprint of the caller's key. */
public final class ExecutionModels {
    /**
     * All but the stream. {@code @RunOnVirtualThread} is missing: Quarkus builds it from bytecode for Java 21 and newer only,
     * and ours is for Java 17.
     */
    static final List<String> PATHS = List.of(
            "/models/blocking",
            "/models/non-blocking",
            "/models/uni",
            "/models/uni-elsewhere",
            "/models/blocking-uni",
            "/models/stage",
            "/models/suspended",
            "/models/sub",
            "/request-scoped",
            "/public");

    private ExecutionModels() {}

    private static String jkt(DPoPContext dpop) {
        return dpop.proof().map(DPoPProof::jkt).orElse("none");
    }

    /** One object for all requests: what it injects has to be told apart by request. */
    @Singleton
    @DPoPRequired
    @Path("models")
    public static class Models {
        @Inject
        DPoPContext dpop;

        @Inject
        ManagedExecutor executor;

        @GET
        @Path("blocking")
        public String blocking() {
            return jkt(dpop);
        }

        @GET
        @Path("non-blocking")
        @NonBlocking
        public String nonBlocking() {
            return jkt(dpop);
        }

        @GET
        @Path("uni")
        public Uni<String> uni() {
            return Uni.createFrom().item(() -> jkt(dpop));
        }

        @GET
        @Path("uni-elsewhere")
        public Uni<String> uniElsewhere() {
            return Uni.createFrom().item(() -> jkt(dpop)).runSubscriptionOn(executor);
        }

        @GET
        @Path("blocking-uni")
        @Blocking
        public Uni<String> blockingUni() {
            return Uni.createFrom().item(() -> jkt(dpop));
        }

        @GET
        @Path("stage")
        public CompletionStage<String> stage() {
            return executor.supplyAsync(() -> jkt(dpop));
        }

        @GET
        @Path("suspended")
        public void suspended(@Suspended AsyncResponse response) {
            executor.execute(() -> response.resume(jkt(dpop)));
        }

        @GET
        @Path("failing-stage")
        public CompletionStage<String> failingStage() {
            CompletableFuture<String> failure = executor.failedFuture(new IllegalStateException("after resume"));
            return failure;
        }

        @GET
        @Path("stream")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        public Multi<String> stream() {
            return Multi.createFrom().range(0, 3).map(event -> jkt(dpop));
        }

        @Path("sub")
        public SubResource sub() {
            return new SubResource(dpop);
        }
    }

    public static class SubResource {
        private final DPoPContext dpop;

        SubResource(DPoPContext dpop) {
            this.dpop = dpop;
        }

        @GET
        public String get() {
            return jkt(dpop);
        }
    }

    @RequestScoped
    @DPoPRequired
    @Path("request-scoped")
    public static class OfRequestScope {
        @Inject
        DPoPContext dpop;

        @GET
        public String get() {
            return jkt(dpop);
        }
    }

    @Path("public")
    public static class Public {
        @Inject
        DPoPContext dpop;

        @GET
        public String get() {
            return jkt(dpop);
        }
    }

    @DPoPRequired
    @Path("failing")
    public static class Failing {
        @GET
        public String fail() {
            throw new IllegalStateException("in the resource");
        }

        @GET
        @Path("unauthorized")
        public String unauthorized() {
            throw new NotAuthorizedException("Bearer");
        }

        @GET
        @Path("step-up")
        public String stepUp() {
            throw new NotAuthorizedException("DPoP error=\"insufficient_user_authentication\", max_age=\"60\"");
        }
    }

    /** The kind of catch-all that applications have. */
    @Provider
    public static class Catching implements ExceptionMapper<Throwable> {
        @Override
        public Response toResponse(Throwable exception) {
            return Response.status(422).entity("caught").build();
        }
    }

    /** Replaces the response, and with it whatever header fields it had. */
    @Provider
    public static class Refusing implements ExceptionMapper<NotAuthorizedException> {
        @Override
        public Response toResponse(NotAuthorizedException exception) {
            Response.ResponseBuilder builder = Response.status(401);
            exception.getChallenges().stream()
                    .filter(challenge -> challenge.toString().contains("max_age"))
                    .forEach(challenge -> builder.header("WWW-Authenticate", challenge));
            return builder.build();
        }
    }

    @ApplicationScoped
    public static class Rerouting {
        void routes(@Observes Router router) {
            router.get("/old/blocking").order(0).handler(context -> context.reroute("/models/blocking"));
            router.get("/old/public").order(0).handler(context -> context.reroute("/public"));
        }
    }

    @ApplicationScoped
    public static class CountingStore implements ReplayStore {
        static final AtomicInteger USES = new AtomicInteger();
        static final AtomicInteger USES_ON_EVENT_LOOP = new AtomicInteger();

        private final ReplayStore store = new InMemoryReplayStore(
                DPoPSettings.read(SettingSource.of("", Map.of()), "application"), Clock.systemUTC());

        @Override
        public boolean firstUse(ProofUse use) {
            USES.incrementAndGet();
            if (Context.isOnEventLoopThread()) {
                USES_ON_EVENT_LOOP.incrementAndGet();
            }
            return store.firstUse(use);
        }
    }
}
