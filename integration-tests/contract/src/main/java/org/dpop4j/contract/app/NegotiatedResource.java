package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** Two methods of one path and verb, told apart by what the client accepts; one of them demands a nonce. */
@Path("/contract/negotiated")
@RequestScoped
public class NegotiatedResource {
    @Inject
    CallerReport report;

    @GET
    @Produces("text/csv")
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public String nonce(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Produces("text/plain")
    @DPoPRequired
    public String plain(@Context SecurityContext security) {
        return report.of(security);
    }
}
