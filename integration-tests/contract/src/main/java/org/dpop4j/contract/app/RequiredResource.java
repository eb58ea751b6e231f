package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;

/** Annotated methods, nothing else: the annotation demands a caller by itself. */
@Path("/contract/required")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class RequiredResource {
    @Inject
    CallerReport report;

    /** HEAD is dispatched here as well. */
    @GET
    @DPoPRequired
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }

    @POST
    @DPoPRequired
    public String post(@Context SecurityContext security) {
        return report.of(security);
    }

    @PUT
    @DPoPRequired
    public String put(@Context SecurityContext security) {
        return report.of(security);
    }

    /** A real method, so that the server does not answer by itself. */
    @OPTIONS
    @DPoPRequired
    public String options(@Context SecurityContext security) {
        return report.of(security);
    }

    /** For target URIs of every spelling. */
    @GET
    @Path("any/{path: .*}")
    @DPoPRequired
    public String any(@Context SecurityContext security) {
        return report.of(security);
    }
}
