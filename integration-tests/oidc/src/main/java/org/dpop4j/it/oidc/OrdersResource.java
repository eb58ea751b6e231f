package org.dpop4j.it.oidc;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;

/** The same endpoints for each tenant, which the first segment of the path chooses. */
@Path("{tenant: (default|introspection|user-info|web|hybrid|public-key|claims|certificate|down|nonsense|dynamic-dpop)}")
public class OrdersResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @Path("orders")
    @Authenticated
    public String orders(@Context SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    @GET
    @Path("optional")
    @DPoPOptional
    @Authenticated
    public String optional(@Context SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    /** The tenant by which the caller was authenticated. */
    @GET
    @Path("tenant")
    @Authenticated
    public String tenant() {
        return identity.getAttribute("tenant-id");
    }

    @GET
    @Path("required")
    @DPoPRequired
    public String required() {
        return "required";
    }

    @GET
    @Path("public")
    public String open() {
        return "public";
    }
}
