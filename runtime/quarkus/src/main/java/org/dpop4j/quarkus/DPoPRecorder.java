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
        return new Handler<>() {
            private volatile DPoPExchanges exchanges;

            @Override
            public void handle(RoutingContext context) {
                if (exchanges == null) {
                    exchanges = Arc.container().instance(DPoPExchanges.class).get();
                }
                exchanges.of(context);
                context.next();
            }
        };
    }
}
