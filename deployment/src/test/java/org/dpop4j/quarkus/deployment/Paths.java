package org.dpop4j.quarkus.deployment;

import io.quarkus.security.Authenticated;
import io.quarkus.vertx.http.security.AuthorizationPolicy;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.dpop4j.DPoPOptional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What is served at paths by routes, files and endpoints. */
public final class Paths {
    private Paths() {}

    @ApplicationScoped
    public static class Routes {
        void routes(@Observes Router router, @ConfigProperty(name = "quarkus.http.root-path") String root) {
            String base = root.equals("/") ? "" : root;
            router.get("/plain").handler(context -> context.end("plain"));
            router.get("/plain/below").handler(context -> context.end("below"));
            router.get("/tree/*").handler(context -> context.end("tree"));
            router.get("/named").handler(context -> context.end("named"));
            router.get("/mechanism").handler(context -> context.end("mechanism"));
            router.get("/elsewhere").handler(context -> context.end("elsewhere"));
            router.get("/rerouted").handler(context -> context.reroute(base + "/plain"));
            router.get("/rerouted-oddly").handler(context -> context.reroute(base + "/x/../tree/x"));
        }
    }

    @Path("rest")
    public static class Rest {
        @GET
        public String get() {
            return "rest";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "permitted";
        }

        @GET
        @Path("optional")
        @DPoPOptional
        @Authenticated
        public String optional() {
            return "optional";
        }

        @GET
        @Path("negotiated")
        @Produces("text/plain")
        public String text() {
            return "text";
        }

        @GET
        @Path("negotiated")
        @Produces("text/html")
        @DPoPOptional
        public String html() {
            return "html";
        }

        @Path("located")
        public Located located() {
            return new Located();
        }
    }

    /** Routes of the same paths stand in front of it. */
    @Path("tree/{any: .+}")
    @DPoPOptional
    public static class Everything {
        @GET
        public String get() {
            return "everything";
        }
    }

    public static class Located {
        @GET
        public String get() {
            return "located";
        }
    }

    @Path("policy")
    public static class Policy {
        @GET
        @AuthorizationPolicy(name = "dpop")
        public String get() {
            return "policy";
        }
    }
}
