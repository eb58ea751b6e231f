package org.dpop4j.demo.dev;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.dpop4j.demo.dev.DevelopmentProofs.InvalidProof;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * <b>Development only:</b> the endpoints of an authorization server, and a signer for clients that cannot sign. Answers are
 * plain text, so that a shell can keep them in a variable; a real token endpoint answers JSON.
 */
@Path("/dev")
@PermitAll
@Produces(MediaType.TEXT_PLAIN)
public class DevelopmentResource {
    private final DevelopmentIssuer issuer;
    private final PublicJsonWebKey demoKey;

    DevelopmentResource(DevelopmentIssuer issuer) throws JoseException {
        this.issuer = issuer;
        this.demoKey = DevelopmentProofs.newKey();
    }

    /** An access token for Alice: bound to the key of the DPoP proof that comes along, or unbound when none does. */
    @POST
    @Path("/token")
    public Response token(@HeaderParam("DPoP") String proof) throws JoseException {
        try {
            String token = proof == null ? issuer.unboundToken() : issuer.boundToken(proof);
            return Response.ok(token).header("Cache-Control", "no-store").build();
        } catch (InvalidProof e) {
            return Response.status(400).entity("invalid_dpop_proof").build();
        }
    }

    /** The public key of the issuer. */
    @GET
    @Path("/jwks")
    @Produces(MediaType.APPLICATION_JSON)
    public String jwks() {
        return issuer.jwks();
    }

    /** A proof signed with the one demo key, which every client of this endpoint shares. */
    @POST
    @Path("/proof")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String proof(
            @FormParam("htm") @DefaultValue("GET") String method,
            @FormParam("htu") @DefaultValue("") String uri,
            @FormParam("token") @DefaultValue("") String accessToken,
            @FormParam("nonce") @DefaultValue("") String nonce)
            throws JoseException {
        return DevelopmentProofs.sign(demoKey, method, uri, accessToken, nonce);
    }
}
