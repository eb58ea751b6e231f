package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** The demand for a nonce on an interface only. */
@Path("/contract/nonce-interface")
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
@Produces(MediaType.TEXT_PLAIN)
public interface NonceApi {
    @GET
    String get(@Context SecurityContext security);
}
