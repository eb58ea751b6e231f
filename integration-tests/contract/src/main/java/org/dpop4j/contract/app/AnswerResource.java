package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** Endpoints that demand a nonce and answer as their caller wants, with whatever an application may put into an answer. */
@Path("/contract/answers")
@RequestScoped
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
@Produces(MediaType.TEXT_PLAIN)
public class AnswerResource {
    /** The caching that {@link #cacheable} asks for. */
    public static final String CACHEABLE = "public, max-age=600";

    /** What {@link #ownNonce} takes for a nonce. */
    public static final String OWN_NONCE = "of-the-application";

    @Inject
    CallerReport report;

    @GET
    @Path("status/{status}")
    public Response status(@PathParam("status") int status) {
        return Response.status(status).build();
    }

    /** Shared caches may keep the answer. */
    @GET
    @Path("cacheable")
    public Response cacheable(@Context SecurityContext security) {
        return Response.ok(report.of(security))
                .header(HttpHeaders.CACHE_CONTROL, CACHEABLE)
                .build();
    }

    /** The application sends a nonce that it did not get from us. */
    @GET
    @Path("own-nonce")
    public Response ownNonce(@Context SecurityContext security) {
        return Response.ok(report.of(security)).header("DPoP-Nonce", OWN_NONCE).build();
    }
}
