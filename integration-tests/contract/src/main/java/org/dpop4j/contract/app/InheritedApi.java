package org.dpop4j.contract.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;

/**
 * Annotations that stand on an interface only; the type parameter makes the compiler add a bridge method.
 *
 * @param <T> what is answered
 */
@Path("/contract/inherited")
@Produces(MediaType.TEXT_PLAIN)
public interface InheritedApi<T> {
    @GET
    @Path("method")
    @DPoPRequired
    T annotatedMethod(@Context SecurityContext security);

    @GET
    @Path("open")
    T open(@Context SecurityContext security);
}
