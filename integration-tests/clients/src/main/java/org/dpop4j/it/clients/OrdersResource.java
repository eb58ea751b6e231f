package org.dpop4j.it.clients;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.dpop4j.DPoPRequired;

/** Orders, for callers who prove to hold the key of their token. */
@Path("orders")
@DPoPRequired
@Produces(MediaType.TEXT_PLAIN)
public class OrdersResource {
    @GET
    public String list(@QueryParam("status") String status) {
        return status == null ? "all orders" : "orders: " + status;
    }

    @GET
    @Path("{id}")
    public String one(@PathParam("id") String id) {
        return "order " + id;
    }

    @POST
    @Consumes(MediaType.TEXT_PLAIN)
    public String place(String order) {
        return "placed: " + order;
    }

    @GET
    @Path("everyones")
    @RolesAllowed("admin")
    public String everyones() {
        return "everyone's orders";
    }
}
