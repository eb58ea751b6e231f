package org.dpop4j.quarkus.runtime.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Enforces what is demanded at paths, before anything serves them. Quarkus asks this policy about every request that a route
 * of the application is going to serve.
 */
@Singleton
public class DPoPPathPolicy implements HttpSecurityPolicy {
    private final DPoPServer server;

    DPoPPathPolicy(DPoPServer server) {
        this.server = server;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext requestContext) {
        DPoPCall call = server.of(context);
        return call.exchange().isDPoPRequiredHere()
                ? server.enterPath(call, identity).replaceWith(CheckResult.PERMIT)
                : CheckResult.permit();
    }
}
