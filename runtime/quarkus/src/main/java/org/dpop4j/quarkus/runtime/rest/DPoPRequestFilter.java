package org.dpop4j.quarkus.runtime.rest;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.dpop4j.http.Authorization;
import org.dpop4j.quarkus.runtime.auth.DPoPCall;
import org.dpop4j.quarkus.runtime.auth.DPoPServer;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Looks at tokens that nobody has asked for: with lazy authentication a public endpoint would not notice that a token or a
 * proof is bad. A caller without a token is not looked at.
 *
 * <p>All that the endpoint demands has been enforced by now, so this is also where a proof is known to be accepted.
 */
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class DPoPRequestFilter implements ContainerRequestFilter {
    private final DPoPServer rules;

    DPoPRequestFilter(DPoPServer rules) {
        this.rules = rules;
    }

    @Override
    public void filter(ContainerRequestContext requestContext) {
        ResteasyReactiveContainerRequestContext reactive = (ResteasyReactiveContainerRequestContext) requestContext;
        ResteasyReactiveRequestContext server = (ResteasyReactiveRequestContext) reactive.getServerRequestContext();
        DPoPCall call = rules.of(server.unwrap(RoutingContext.class));
        Authorization authorization = call.exchange().authorization();
        boolean isOurs = call.exchange().hasToken() || authorization instanceof Authorization.Malformed;
        if (!isOurs) {
            return;
        }
        if (rules.isSettled(call)) {
            call.exchange().passed();
            return;
        }
        reactive.suspend();
        rules.admitSentToken(call).subscribe().with(identity -> reactive.resume(), reactive::resume);
    }
}
