package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** A sub-resource of which one method demands a nonce: its locator cannot know which one is meant. */
@Produces(MediaType.TEXT_PLAIN)
public class MixedSubResource {
    private final CallerReport report;

    MixedSubResource(CallerReport report) {
        this.report = report;
    }

    @GET
    @Path("nonce")
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public String nonce(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Path("plain")
    @DPoPRequired
    public String plain(@Context SecurityContext security) {
        return report.of(security);
    }

    @GET
    @Path("open")
    public String open(@Context SecurityContext security) {
        return report.of(security);
    }
}
