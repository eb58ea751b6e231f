package org.dpop4j.it.quarkus;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.contract.app.CallerReport;

/** Protected by an HTTP policy in the configuration, by nothing in the code. */
@Path("/quarkus/by-policy")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class PolicyResource {
    @Inject
    CallerReport report;

    @GET
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }
}
