package org.dpop4j.it.oidc;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.oidc.Tenant;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPRequired;

/** The annotation chooses the tenant. */
@Path("annotated")
@Tenant("public-key")
@IfBuildProfile("tenants")
public class TenantResource {
    @Inject
    SecurityIdentity identity;

    @GET
    @Authenticated
    public String tenant() {
        return identity.getAttribute("tenant-id");
    }

    @GET
    @Path("required")
    @DPoPRequired
    public String required() {
        return identity.getAttribute("tenant-id");
    }
}
