package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.dpop4j.endpoint.EndpointPolicy;

/** The HTTP policy {@code dpop}, which an application names in its configuration or by {@code @AuthorizationPolicy}. */
@Singleton
public class DPoPNamedPolicy implements HttpSecurityPolicy {
    private final DPoPServer server;

    DPoPNamedPolicy(DPoPServer server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "dpop";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext requestContext) {
        DPoPCall call = server.of(context);
        call.demand(EndpointPolicy.REQUIRED);
        return server.enterPath(call, identity).replaceWith(CheckResult.PERMIT);
    }
}
