package org.dpop4j.it.quarkus;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Plain Vert.x routes, where no annotation and no Jakarta REST filter is seen: open, behind HTTP policies, rerouted. */
@ApplicationScoped
public class Routes {
    void register(@Observes Router router) {
        router.get("/routes/rerouted").handler(context -> context.reroute("/contract/nonce"));
        router.get("/routes/*").handler(this::answer);
    }

    private void answer(RoutingContext context) {
        QuarkusHttpUser.getSecurityIdentity(context, null)
                .subscribe()
                .with(identity -> context.response().end("caller=" + name(identity) + "\n"), context::fail);
    }

    private static String name(SecurityIdentity identity) {
        return identity.isAnonymous() ? "" : identity.getPrincipal().getName();
    }
}
