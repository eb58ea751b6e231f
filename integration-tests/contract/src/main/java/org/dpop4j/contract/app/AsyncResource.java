package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dpop4j.DPoPRequired;

/** Endpoints that answer after their method has returned, well or badly. */
@Path("/contract/async")
@RequestScoped
@DPoPRequired
@Produces(MediaType.TEXT_PLAIN)
public class AsyncResource {
    @Inject
    CallerReport report;

    @GET
    @Path("answer")
    public CompletionStage<String> answer(@Context SecurityContext security) {
        String known = report.of(security);
        return CompletableFuture.supplyAsync(() -> known);
    }

    @GET
    @Path("conflict")
    public CompletionStage<String> conflict() {
        return CompletableFuture.supplyAsync(() -> {
            throw new WebApplicationException(409);
        });
    }
}
