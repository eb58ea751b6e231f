package org.dpop4j.contract.app;

import jakarta.annotation.security.PermitAll;
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
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;

/** Endpoints whose demands differ: what the mode decides, what an annotation decides, what is open to everyone. */
@Path("/contract")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class CallerResource {
    @Inject
    CallerReport report;

    /** Needs a caller; the mode decides whether Bearer is good enough. */
    @GET
    @Path("user")
    @RolesAllowed("user")
    public String user(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @Path("user")
    @RolesAllowed("user")
    public String postUser(@Context SecurityContext security) {
        return report.of(security);
    }

    /** Needs a role that no token of the suite has; the mode decides about the scheme. */
    @GET
    @Path("auditor")
    @RolesAllowed("auditor")
    public String auditor(@Context SecurityContext security) {
        return report.of(security);
    }

    /** Bearer is good enough, whatever the mode says. */
    @GET
    @Path("optional")
    @DPoPOptional
    @RolesAllowed("user")
    public String optional(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @Path("optional")
    @DPoPOptional
    @RolesAllowed("user")
    public String postOptional(@Context SecurityContext security) {
        return report.of(security);
    }

    /** DPoP and a role: 401 comes before 403. */
    @GET
    @Path("admin")
    @DPoPRequired
    @RolesAllowed("admin")
    public String admin(@Context SecurityContext security) {
        return report.of(security);
    }

    /** No annotation: open to everyone, and tells whether the caller is known. */
    @GET
    @Path("public")
    public String open(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Path("permit-all")
    @PermitAll
    public String permitAll(@Context SecurityContext security) {
        return report.of(security);
    }
}
