package org.dpop4j.it.testsecurity;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPRequired;

@Path("orders")
public class OrdersResource {
    private final DPoPContext dpop;

    OrdersResource(DPoPContext dpop) {
        this.dpop = dpop;
    }

    @GET
    @DPoPRequired
    @RolesAllowed("user")
    public String orders(@Context SecurityContext caller) {
        return caller.getUserPrincipal().getName() + ", proof " + dpop.proof().isPresent();
    }

    @GET
    @Path("unguarded")
    @DPoPRequired
    public String unguarded() {
        return "orders";
    }

    @GET
    @Path("catalog")
    @RolesAllowed("user")
    public String catalog() {
        return "catalog";
    }
}
