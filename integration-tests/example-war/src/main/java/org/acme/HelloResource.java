package org.acme;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPRequired;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Greets whoever calls. */
@Path("/hello")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class HelloResource {
    @Inject
    JsonWebToken token;

    @Inject
    DPoPContext dpop;

    @GET
    public String everybody() {
        return greeting();
    }

    @GET
    @Path("user")
    @RolesAllowed("user")
    public String users() {
        return greeting();
    }

    @GET
    @Path("dpop")
    @DPoPRequired
    public String holdersOfTheirKeys() {
        return greeting();
    }

    private String greeting() {
        String name = token.getName() == null ? "stranger" : token.getName();
        return dpop.proof()
                .map(proof -> "Hello " + name + ", you hold the key " + proof.jkt() + "\n")
                .orElse("Hello " + name + "\n");
    }
}
