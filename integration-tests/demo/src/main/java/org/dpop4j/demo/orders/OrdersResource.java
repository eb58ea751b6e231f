package org.dpop4j.demo.orders;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller's own orders. Only DPoP-bound access tokens get in, so a stolen token is of no use here. */
@Path("/orders")
@DPoPRequired
@RolesAllowed("customer")
public class OrdersResource {
    private final OrderBook orders;
    private final JsonWebToken caller;

    OrdersResource(OrderBook orders, JsonWebToken caller) {
        this.orders = orders;
        this.caller = caller;
    }

    @GET
    public List<Order> mine() {
        return orders.of(caller.getName());
    }

    @POST
    public List<Order> place(Order order) {
        orders.place(caller.getName(), order);
        return mine();
    }

    /** Cannot be undone, so the proof has to be made here and now: with a nonce of this server. */
    @DELETE
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public List<Order> cancelAll() {
        orders.cancelAll(caller.getName());
        return mine();
    }
}
