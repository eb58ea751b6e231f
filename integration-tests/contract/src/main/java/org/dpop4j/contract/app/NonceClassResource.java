package org.dpop4j.contract.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** The demand for a nonce on the class: every method inherits it unless it says otherwise. */
@Path("/contract/nonce-class")
@RequestScoped
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
@Produces(MediaType.TEXT_PLAIN)
public class NonceClassResource {
    @Inject
    CallerReport report;

    @GET
    @Path("inherited")
    public String inherited(@Context SecurityContext security) {
        return report.of(security);
    }

    /** A method beats its class: DPoP as before, and the setting decides about the nonce. */
    @GET
    @Path("without-nonce")
    @DPoPRequired
    public String withoutNonce(@Context SecurityContext security) {
        return report.of(security);
    }

    /** A method beats its class. */
    @GET
    @Path("opted-out")
    @DPoPOptional
    @RolesAllowed("user")
    public String optedOut(@Context SecurityContext security) {
        return report.of(security);
    }
}
