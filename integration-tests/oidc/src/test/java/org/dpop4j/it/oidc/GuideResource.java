package org.dpop4j.it.oidc;

import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The resource of the guide, at paths of each of the tenants that the page on Quarkus OIDC has. */
@Path("{tenant: (guide|partners|shop)}")
public class GuideResource {
    @Inject
    JsonWebToken token;

    @Inject
    DPoPContext dpop;

    @GET
    @Path("orders")
    @DPoPRequired
    public String list() {
        return token.getName() + " proved possession of the key "
                + dpop.proof().map(DPoPProof::jkt).orElseThrow();
    }

    @GET
    @Path("catalogue")
    @Authenticated
    public String catalogue() {
        return dpop.proof().isPresent() ? "with a proof" : "without a proof";
    }
}
