package org.dpop4j.it.quarkus;

import io.quarkus.security.Authenticated;
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
import org.dpop4j.contract.app.CallerReport;

/** Endpoints that need a caller, but no role: tokens of Auth0 and Okta have no {@code groups}. */
@Path("/quarkus")
@RequestScoped
@Authenticated
@Produces(MediaType.TEXT_PLAIN)
public class AuthenticatedResource {
    @Inject
    CallerReport report;

    /** The mode decides. */
    @GET
    @Path("authenticated")
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @Path("authenticated")
    public String post(@Context SecurityContext security) {
        return report.of(security);
    }

    /** Bearer is good enough. */
    @GET
    @Path("authenticated-optional")
    @DPoPOptional
    public String getOptional(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @Path("authenticated-optional")
    @DPoPOptional
    public String postOptional(@Context SecurityContext security) {
        return report.of(security);
    }
}
