package org.dpop4j.quarkus;

import io.quarkus.arc.Arc;
import io.vertx.ext.web.RoutingContext;
import org.dpop4j.endpoint.EndpointPolicy;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

/** Enforces what an endpoint demands, right after it was matched and before its roles are looked at. */
public final class DPoPEndpointHandler implements ServerRestHandler {
    private final EndpointPolicy policy;
    private volatile @Nullable DPoPEnforcement enforcement;

    DPoPEndpointHandler(EndpointPolicy policy) {
        this.policy = policy;
    }

    EndpointPolicy policy() {
        return policy;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext requestContext) {
        DPoPEnforcement rules = enforcement();
        RoutingContext routingContext = requestContext.unwrap(RoutingContext.class);
        rules.matched(routingContext, policy);
        if (rules.isSettled(routingContext)) {
            return;
        }
        requestContext.requireCDIRequestScope();
        requestContext.suspend();
        rules.enforce(routingContext, policy)
                .subscribe()
                .with(identity -> requestContext.resume(), failure -> requestContext.resume(failure, true));
    }

    private DPoPEnforcement enforcement() {
        DPoPEnforcement rules = enforcement;
        if (rules == null) {
            rules = Arc.container().instance(DPoPEnforcement.class).get();
            enforcement = rules;
        }
        return rules;
    }
}
