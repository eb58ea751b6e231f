package org.dpop4j.contract.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicInteger;
import org.dpop4j.DPoPRequired;

/** Sub-resource locators with a side effect, which servers call before they know the method that will answer. */
@Path("/contract/locator")
@ApplicationScoped
public class LocatorResource {
    private final AtomicInteger calls = new AtomicInteger();

    @Inject
    CallerReport report;

    /** The annotation on the locator. */
    @Path("guarded")
    @DPoPRequired
    public OpenSubResource guarded() {
        calls.incrementAndGet();
        return new OpenSubResource(report);
    }

    /** The annotation on what the locator returns. */
    @Path("sub")
    public GuardedSubResource sub() {
        calls.incrementAndGet();
        return new GuardedSubResource(report);
    }

    /** The demand for a nonce on what the locator returns. */
    @Path("nonce")
    public NonceSubResource nonce() {
        calls.incrementAndGet();
        return new NonceSubResource(report);
    }

    /** The demand for a nonce on a method of what the locator returns. */
    @Path("mixed")
    public MixedSubResource mixed() {
        calls.incrementAndGet();
        return new MixedSubResource(report);
    }

    /** How often a locator ran. */
    @GET
    @Path("calls")
    @Produces(MediaType.TEXT_PLAIN)
    public String calls() {
        return Integer.toString(calls.get());
    }
}
