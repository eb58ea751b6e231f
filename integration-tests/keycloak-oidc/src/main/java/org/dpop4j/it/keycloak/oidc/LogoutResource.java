package org.dpop4j.it.keycloak.oidc;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Where users come back to who have logged out; open to everybody. */
@Path("web/bye")
public class LogoutResource {
    @GET
    @Produces(MediaType.TEXT_HTML)
    public String bye() {
        return "Bye";
    }
}
