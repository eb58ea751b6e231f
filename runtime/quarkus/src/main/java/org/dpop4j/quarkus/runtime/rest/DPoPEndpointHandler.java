package org.dpop4j.quarkus.runtime.rest;

import io.quarkus.arc.Arc;
import io.vertx.ext.web.RoutingContext;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.quarkus.runtime.auth.DPoPCall;
import org.dpop4j.quarkus.runtime.auth.DPoPServer;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;
import org.jspecify.annotations.Nullable;

/** Enforces what an endpoint demands, right after it was matched and before its roles are looked at. */
public final class DPoPEndpointHandler implements ServerRestHandler {
    private final EndpointPolicy policy;
    private volatile @Nullable DPoPServer server;

    DPoPEndpointHandler(EndpointPolicy policy) {
        this.policy = policy;
    }

    EndpointPolicy policy() {
        return policy;
    }

    @Override
    public void handle(ResteasyReactiveRequestContext requestContext) {
        DPoPServer rules = server();
        DPoPCall call = rules.of(requestContext.unwrap(RoutingContext.class));
        call.demand(policy);
        if (rules.isSettled(call)) {
            return;
        }
        requestContext.requireCDIRequestScope();
        requestContext.suspend();
        rules.enter(call, policy)
                .subscribe()
                .with(identity -> requestContext.resume(), failure -> requestContext.resume(failure, true));
    }

    private DPoPServer server() {
        DPoPServer rules = server;
        if (rules == null) {
            rules = Arc.container().instance(DPoPServer.class).get();
            server = rules;
        }
        return rules;
    }
}
