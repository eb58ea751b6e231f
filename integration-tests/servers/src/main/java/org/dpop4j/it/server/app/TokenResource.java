package org.dpop4j.it.server.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.jwt.Claim;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What MicroProfile JWT injects; open to everyone. */
@Path("/token")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class TokenResource {
    @Inject
    JsonWebToken token;

    @Inject
    @Claim("sub")
    Optional<String> subject;

    @GET
    public String get() {
        String name = token.getName();
        return "caller=" + (name == null ? "" : name) + "\n" + "subject=" + subject.orElse("") + "\n";
    }
}
