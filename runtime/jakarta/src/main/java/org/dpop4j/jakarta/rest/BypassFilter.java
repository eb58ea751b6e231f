package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Closes resource methods that {@link DPoPFeature} was not asked about: there is no {@link DPoPRequestFilter} in front of them.
 *
 * <p>Listeners are not told that the proof of such a request was accepted; unless an endpoint has accepted it from which the
 * application has sent the request here.
 */
final class BypassFilter implements ContainerRequestFilter {
    private static final Logger LOG = System.getLogger("org.dpop4j");
    private static final AtomicBoolean IS_REPORTED = new AtomicBoolean();

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call && !call.closeUnlessEntered()) {
            return;
        }
        if (IS_REPORTED.compareAndSet(false, true)) {
            LOG.log(
                    Level.ERROR,
                    "Requests to Jakarta REST endpoints below "
                            + request.getUriInfo().getBaseUri().getPath()
                            + " are refused with status 503: Jakarta REST does not load"
                            + " org.dpop4j.jakarta.rest.DPoPFeature. Give no DynamicFeature of your own @Priority(9449), and leave"
                            + " the class out of resteasy.disable.providers");
        }
        request.abortWith(Response.status(Response.Status.SERVICE_UNAVAILABLE).build());
    }
}
