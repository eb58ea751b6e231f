package org.dpop4j.contract.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** Methods that demand a nonce, whatever the setting says, and one beside them that does not. */
@Path("/contract/nonce")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class NonceResource {
    @Inject
    CallerReport report;

    /** HEAD is dispatched here as well. */
    @GET
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public String post(@Context SecurityContext security) {
        return report.of(security);
    }

    /** A nonce and a role: 401 comes before 403. */
    @GET
    @Path("admin")
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    @RolesAllowed("admin")
    public String admin(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Path("sensitive")
    @Sensitive
    public String sensitive(@Context SecurityContext security) {
        return report.of(security);
    }

    /** The setting decides about the nonce. */
    @GET
    @Path("neighbour")
    @DPoPRequired
    public String neighbour(@Context SecurityContext security) {
        return report.of(security);
    }
}
