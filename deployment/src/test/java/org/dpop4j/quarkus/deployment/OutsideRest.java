package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPOptional;

/** Routes that Quarkus REST does not know, and endpoints whose annotations must not speak for them. */
public final class OutsideRest {
    private OutsideRest() {}

    @ApplicationScoped
    public static class Routes {
        void routes(@Observes Router router) {
            router.get("/plain").order(0).handler(Routes::answer);
            router.get("/orders").order(0).handler(Routes::answer);
            router.get("/orders/:id").order(0).handler(Routes::answer);
            router.get("/open").order(0).handler(context -> context.end("open"));
            router.get("/wrong")
                    .order(0)
                    .handler(context -> context.response().setStatusCode(500).end());
        }

        private static void answer(RoutingContext context) {
            context.end(((QuarkusHttpUser) context.user())
                    .getSecurityIdentity()
                    .getPrincipal()
                    .getName());
        }
    }

    @DPoPOptional
    @Path("orders")
    public static class Orders {
        @GET
        @Authenticated
        public String get() {
            return "rest";
        }

        @GET
        @Path("{id}")
        @Authenticated
        public String one() {
            return "rest";
        }

        @POST
        @Authenticated
        public String post(String body) {
            return "rest";
        }
    }
}
