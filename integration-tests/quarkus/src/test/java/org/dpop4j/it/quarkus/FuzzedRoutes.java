package org.dpop4j.it.quarkus;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.dpop4j.contract.paths.Marker;

/** Routes for one path, for all below one, and by a regular expression. */
@ApplicationScoped
@IfBuildProperty(name = FuzzedRoutes.SWITCH, stringValue = "true")
public class FuzzedRoutes {
    static final String SWITCH = "dpop4j.it.fuzzed";

    void register(@Observes Router router) {
        router.route("/secret").handler(context -> context.end(Marker.of("secret")));
        router.route("/private/open/*").handler(context -> context.end("open"));
        router.route("/private/*").handler(context -> context.end(Marker.of("private")));
        router.routeWithRegex("/forms/[a-z]+\\.do").handler(context -> context.end(Marker.of("form")));
    }
}
