package org.dpop4j.quarkus;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** What the build wires into the server. */
@Recorder
public class DPoPRecorder {
    /** Opens the exchange of every request, before authentication and before the application can change the request. */
    public Handler<RoutingContext> openExchanges() {
        return context -> {
            Arc.container().instance(DPoPExchanges.class).get().of(context);
            context.next();
        };
    }
}
