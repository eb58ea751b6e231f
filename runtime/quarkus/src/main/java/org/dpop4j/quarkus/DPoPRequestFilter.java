package org.dpop4j.quarkus;

import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.dpop4j.http.Authorization;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Judges tokens that nobody has asked for: with lazy authentication a public endpoint would not notice that a token or a
 * proof is bad. A caller without a token is not looked at.
 */
@Singleton
@Priority(Priorities.AUTHENTICATION)
public class DPoPRequestFilter implements ContainerRequestFilter {
    private final DPoPExchanges exchanges;
    private final DPoPEnforcement enforcement;

    DPoPRequestFilter(DPoPExchanges exchanges, DPoPEnforcement enforcement) {
        this.exchanges = exchanges;
        this.enforcement = enforcement;
    }

    @Override
    public void filter(ContainerRequestContext requestContext) {
        ResteasyReactiveContainerRequestContext reactive = (ResteasyReactiveContainerRequestContext) requestContext;
        ResteasyReactiveRequestContext server = (ResteasyReactiveRequestContext) reactive.getServerRequestContext();
        RoutingContext routingContext = server.unwrap(RoutingContext.class);
        Authorization authorization = exchanges.of(routingContext).authorization();
        boolean isOurs = authorization instanceof Authorization.DPoP
                || authorization instanceof Authorization.Bearer
                || authorization instanceof Authorization.Malformed;
        if (!isOurs) {
            return;
        }
        if (enforcement.isSettled(routingContext)) {
            enforcement.admit(routingContext);
            return;
        }
        reactive.suspend();
        enforcement.judgeSentToken(routingContext).subscribe().with(identity -> reactive.resume(), reactive::resume);
    }
}
