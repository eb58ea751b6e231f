package org.dpop4j.demo.orders;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/**
 * What can be ordered. Bearer tokens work here as they always did, and DPoP-bound tokens work with a proof: this is how an
 * API moves to DPoP without leaving its old clients behind.
 */
@Path("/catalog")
@RolesAllowed("customer")
public class CatalogResource {
    @GET
    public List<String> items() {
        return List.of("teapot", "cup", "saucer");
    }
}
