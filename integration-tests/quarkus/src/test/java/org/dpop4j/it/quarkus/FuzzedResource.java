package org.dpop4j.it.quarkus;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.contract.paths.Marker;

/** Endpoints of a literal path, and of one that has room for anything. */
@Path("api/vault")
@IfBuildProperty(name = FuzzedRoutes.SWITCH, stringValue = "true")
public class FuzzedResource {
    @GET
    @Path("item")
    public String item() {
        return Marker.of("item");
    }

    @GET
    @Path("any/{rest: .+}")
    public String any() {
        return Marker.of("any");
    }
}
