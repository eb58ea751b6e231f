package org.dpop4j.it.keycloak.oidc;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** Has the application itself serve the single page application, so that both have one origin. */
@Singleton
class Pages {
    void register(@Observes Router router) {
        router.get("/oidc-spa/").handler(context -> send(context, "oidc-spa.html", "text/html;charset=UTF-8"));
        router.get("/node_modules/*")
                .handler(context ->
                        send(context, context.normalizedPath().substring(1), "text/javascript;charset=UTF-8"));
    }

    private static void send(RoutingContext context, String file, String type) {
        Path path = LoginTest.scripts().resolve(file);
        if (Files.isRegularFile(path)) {
            context.response().putHeader("Content-Type", type).sendFile(path.toString());
        } else {
            context.next();
        }
    }
}
