package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;

/** A sub-resource class that carries the annotation. */
@DPoPRequired
public class GuardedSubResource {
    private final CallerReport report;

    GuardedSubResource(CallerReport report) {
        this.report = report;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }
}
