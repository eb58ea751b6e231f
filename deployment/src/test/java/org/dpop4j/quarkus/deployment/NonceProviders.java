package org.dpop4j.quarkus.deployment;

import io.quarkus.runtime.metrics.MetricsFactory;
import io.quarkus.runtime.metrics.MetricsFactory.MetricBuilder;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRejected;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.quarkus.runtime.DPoPRecorder;

/** Endpoints for nonce providers of the application, and those who watch: observers and metrics. */
public final class NonceProviders {
    /** The endpoints that demand a nonce: known before the request is matched, after a locator, by content negotiation. */
    static final List<String> PATHS = List.of("/nonce", "/late/sub", "/negotiated");

    static final AtomicInteger REACHED = new AtomicInteger();
    static final AtomicInteger ON_EVENT_LOOP = new AtomicInteger();
    static final AtomicInteger ISSUED = new AtomicInteger();
    static final AtomicInteger CHECKED = new AtomicInteger();
    static final BlockingQueue<Object> EVENTS = new LinkedBlockingQueue<>();
    static volatile DPoPNonceProvider behaviour = new Constant();

    private NonceProviders() {}

    static Class<?>[] classesWith(Class<?> provider) {
        return Stream.concat(
                        Stream.of(NonceProviders.class, AbstractNonceProviderTest.class, provider),
                        Stream.of(NonceProviders.class.getDeclaredClasses()))
                .toArray(Class<?>[]::new);
    }

    /** What the provider of each application does. */
    static String issue(NonceRequest request) {
        ISSUED.incrementAndGet();
        watchThread();
        return behaviour.issue(request);
    }

    /** What the provider of each application does. */
    static NonceVerdict check(String nonce, NonceRequest request) {
        CHECKED.incrementAndGet();
        watchThread();
        return behaviour.check(nonce, request);
    }

    private static void watchThread() {
        if (Context.isOnEventLoopThread() || Thread.currentThread().getName().startsWith("vert.x-eventloop")) {
            ON_EVENT_LOOP.incrementAndGet();
        }
    }

    private static String reached() {
        REACHED.incrementAndGet();
        return "reached";
    }

    /** Knows one nonce, and no time. */
    static class Constant implements DPoPNonceProvider {
        static final String NONCE = "good";

        @Override
        public String issue(NonceRequest request) {
            return NONCE;
        }

        @Override
        public NonceVerdict check(String nonce, NonceRequest request) {
            return switch (nonce) {
                case NONCE -> NonceVerdict.valid();
                case "stale" -> NonceVerdict.Refused.STALE;
                default -> NonceVerdict.Refused.UNKNOWN;
            };
        }
    }

    @Path("nonce")
    public static class Expected {
        @GET
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        public String nonce() {
            return reached();
        }
    }

    @Path("late")
    public static class Locator {
        @Path("sub")
        public Object sub() {
            return new Expected();
        }

        @Path("unannotated")
        public Object unannotated() {
            return new Unannotated();
        }
    }

    public static class Unannotated {
        @GET
        @Produces({"text/plain", "text/csv"})
        public String get() {
            return reached();
        }
    }

    @Path("negotiated")
    public static class Negotiated {
        @GET
        @Produces("text/csv")
        @DPoPOptional
        public String csv() {
            return reached();
        }

        @GET
        @Produces("text/plain")
        @DPoPRequired(nonce = NoncePolicy.REQUIRED)
        @NonBlocking
        public String text() {
            return reached();
        }
    }

    @Path("plain")
    public static class Plain {
        @GET
        @DPoPRequired
        public String plain() {
            return reached();
        }

        @GET
        @Path("public")
        @DPoPOptional
        @NonBlocking
        public String open() {
            return "public";
        }
    }

    @Singleton
    public static class Rerouting {
        void routes(@Observes Router router) {
            router.get("/old").order(0).handler(context -> context.reroute("/nonce"));
        }
    }

    @Singleton
    public static class Observers {
        void accepted(@Observes DPoPAccepted event) {
            EVENTS.add("accepted");
        }

        void rejected(@Observes DPoPRejected event) {
            EVENTS.add(event.reason().code());
        }
    }

    /** The counters of {@code dpop.requests} by outcome, as a metrics extension gets them. */
    static Map<String, Long> counters() {
        Map<String, Supplier<Number>> suppliers = new HashMap<>();
        new DPoPRecorder().registerMetrics().accept((MetricsFactory) Proxy.newProxyInstance(
                NonceProviders.class.getClassLoader(),
                new Class<?>[] {MetricsFactory.class},
                (factory, method, arguments) -> builder(suppliers)));
        Map<String, Long> counts = new HashMap<>();
        suppliers.forEach((outcome, count) -> counts.put(outcome, count.get().longValue()));
        return counts;
    }

    @SuppressWarnings("unchecked")
    private static MetricBuilder builder(Map<String, Supplier<Number>> suppliers) {
        List<String> outcome = new ArrayList<>();
        return (MetricBuilder) Proxy.newProxyInstance(
                NonceProviders.class.getClassLoader(),
                new Class<?>[] {MetricBuilder.class},
                (builder, method, arguments) -> {
                    if (method.getName().equals("tag")) {
                        outcome.add((String) arguments[1]);
                    }
                    if (method.getName().equals("buildCounter")) {
                        suppliers.put(outcome.get(0), (Supplier<Number>) arguments[0]);
                    }
                    return method.getReturnType() == void.class ? null : builder;
                });
    }
}
