package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;

/**
 * Closes Jakarta REST to refused requests, which the guard sends here for the sake of CORS filters. The only one that
 * responds to a {@link RestProbe}.
 */
@PreMatching
final class RefusalFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(RestProbe.ATTRIBUTE) instanceof RestProbe probe) {
            probe.receive();
            request.abortWith(Response.noContent().build());
            return;
        }
        if (request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            call.approach();
            call.exchange()
                    .rejection()
                    .ifPresent(reason ->
                            request.abortWith(Response.status(reason.status()).build()));
        }
    }
}
