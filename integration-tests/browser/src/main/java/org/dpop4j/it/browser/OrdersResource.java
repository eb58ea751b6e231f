package org.dpop4j.it.browser;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPRequired;

/** What a browser's page may call once its user has logged in. */
@Path("orders")
@Produces(MediaType.TEXT_PLAIN)
@DPoPRequired
public class OrdersResource {
    /** The name of the caller. */
    @GET
    public String caller(@Context SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    /** The name of the caller and the order, as it was sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String place(@Context SecurityContext security, String order) {
        return security.getUserPrincipal().getName() + " " + order;
    }
}
