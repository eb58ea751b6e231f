package org.dpop4j.it.server.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Endpoints of a literal path, and of one that has room for anything. */
@Path("vault")
public class FuzzedResource {
    @GET
    @Path("item")
    public String item() {
        return "<<reached item>>";
    }

    @GET
    @Path("any/{rest: .+}")
    public String any() {
        return "<<reached any>>";
    }
}
