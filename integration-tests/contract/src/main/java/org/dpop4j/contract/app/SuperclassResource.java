package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Inherits the annotation from its superclass. */
@Path("/contract/superclass")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class SuperclassResource extends AnnotatedBase {
    @Inject
    CallerReport report;

    @GET
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }
}
