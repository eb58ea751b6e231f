package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** A sub-resource class that demands a nonce. */
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
public class NonceSubResource {
    private final CallerReport report;

    NonceSubResource(CallerReport report) {
        this.report = report;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String get(@Context SecurityContext security) {
        return report.of(security);
    }
}
