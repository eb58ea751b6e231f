package org.dpop4j.it.keycloak.oidc;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;

/**
 * The same endpoints for each tenant, which the first segment of the path chooses. Every endpoint answers with the caller's
 * name and the thumbprint of the key that the caller has proved to hold.
 */
@Path("{tenant: (introspection/|user-info/|web/)?}orders")
@Produces(MediaType.TEXT_PLAIN)
public class OrdersResource {
    private final DPoPContext dpop;

    OrdersResource(DPoPContext dpop) {
        this.dpop = dpop;
    }

    /** Bearer tokens are good enough here, and so are sessions. */
    @GET
    @RolesAllowed("user")
    public String list(@Context SecurityContext security) {
        return describe(security);
    }

    @GET
    @Path("own")
    @DPoPRequired
    public String own(@Context SecurityContext security) {
        return describe(security);
    }

    @GET
    @Path("all")
    @DPoPRequired
    @RolesAllowed("admin")
    public String all(@Context SecurityContext security) {
        return describe(security);
    }

    private String describe(SecurityContext security) {
        return security.getUserPrincipal().getName() + " "
                + dpop.proof().map(DPoPProof::jkt).orElse("without proof");
    }
}
