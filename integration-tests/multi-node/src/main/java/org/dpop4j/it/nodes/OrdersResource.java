package org.dpop4j.it.nodes;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** Two endpoints that want a proof, one of them with a nonce. */
@Path("/orders")
@DPoPRequired
public class OrdersResource {
    @GET
    public String orders() {
        return "orders";
    }

    @GET
    @Path("/refunds")
    @DPoPRequired(nonce = NoncePolicy.REQUIRED)
    public String refunds() {
        return "refunds";
    }
}
