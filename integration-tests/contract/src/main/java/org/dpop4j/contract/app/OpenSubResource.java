package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** A sub-resource without annotations. */
public class OpenSubResource {
    private final CallerReport report;

    OpenSubResource(CallerReport report) {
        this.report = report;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }
}
