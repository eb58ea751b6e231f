package org.dpop4j.quarkus.deployment;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.DPoPRequired;

/** The execution model that needs Java 21. */
@DPoPRequired
@Path("virtual-thread")
public class VirtualThreadResource {
    @Inject
    DPoPContext dpop;

    @GET
    @RunOnVirtualThread
    public String get() {
        return dpop.proof().map(DPoPProof::jkt).orElse("none");
    }
}
