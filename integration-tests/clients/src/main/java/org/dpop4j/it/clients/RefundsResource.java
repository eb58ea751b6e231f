package org.dpop4j.it.clients;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** Refunds: here nobody gets in without a nonce, whatever the rest of the application wants. */
@Path("refunds")
@DPoPRequired(nonce = NoncePolicy.REQUIRED)
@Consumes(MediaType.TEXT_PLAIN)
@Produces(MediaType.TEXT_PLAIN)
public class RefundsResource {
    @POST
    public String refund(String order) {
        return "refunded: " + order;
    }
}
