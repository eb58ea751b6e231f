package org.dpop4j.contract.app;

import jakarta.annotation.security.PermitAll;
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

/** The annotation on the class: every method inherits it unless it says otherwise. */
@Path("/contract/class-level")
@RequestScoped
@DPoPRequired
@Produces(MediaType.TEXT_PLAIN)
public class ClassLevelResource {
    @Inject
    CallerReport report;

    @GET
    @Path("plain")
    public String plain(@Context SecurityContext security) {
        return report.of(security);
    }

    /** The method opens the class to everyone, but not to callers without DPoP. */
    @GET
    @Path("permit-all")
    @PermitAll
    public String permitAll(@Context SecurityContext security) {
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
