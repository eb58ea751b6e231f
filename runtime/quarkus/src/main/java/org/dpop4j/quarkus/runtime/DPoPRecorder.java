package org.dpop4j.quarkus.runtime;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.metrics.MetricsFactory;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.quarkus.runtime.auth.DPoPMetrics;
import org.dpop4j.quarkus.runtime.auth.DPoPServer;
import org.dpop4j.quarkus.runtime.config.BuildFacts;
import org.dpop4j.quarkus.runtime.rest.RestPath;

/** What the build wires into the server. */
@Recorder
public class DPoPRecorder {
    /** Opens the call of every request, before authentication and before the application can change the request. */
    public Handler<RoutingContext> openCalls() {
        return context -> {
            if (!hasPath(context)) {
                context.response().setStatusCode(400).end();
                return;
            }
            Arc.container().instance(DPoPServer.class).get().route(context);
            context.next();
        };
    }

    /** Opens the call of an upgrade once more: a browser may have sent its header fields within the sub-protocol. */
    public Handler<RoutingContext> reopenUpgrades() {
        return context -> {
            Arc.container().instance(DPoPServer.class).get().reopen(context);
            context.next();
        };
    }

    /** A broken escape that gets past the server's own look at the request would be a 500 in whoever asks for the path. */
    private static boolean hasPath(RoutingContext context) {
        try {
            String path = context.normalizedPath();
            return path != null && RestPath.of("", path).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Publishes the counters where the application has a metrics extension. */
    public Consumer<MetricsFactory> registerMetrics() {
        return factory -> Arc.container().instance(DPoPMetrics.class).get().register(factory);
    }

    /** Says at run time what the build knows. */
    public RuntimeValue<BuildFacts> facts(boolean demandsNonceSomewhere, Map<String, EndpointPolicy> webSockets) {
        return new RuntimeValue<>(new BuildFacts(demandsNonceSomewhere, webSockets));
    }
}
