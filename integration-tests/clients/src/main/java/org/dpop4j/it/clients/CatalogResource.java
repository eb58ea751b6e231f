package org.dpop4j.it.clients;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The catalog, for everybody. */
@Path("catalog")
@Produces(MediaType.TEXT_PLAIN)
public class CatalogResource {
    @GET
    public String list() {
        return "catalog";
    }
}
