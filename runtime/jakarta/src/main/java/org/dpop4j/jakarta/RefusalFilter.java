package org.dpop4j.jakarta;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;

/**
 * Answers what the guard has refused. Here and not there, because the answer then passes the filters of the server and the
 * application that add CORS header fields, without which no script in a browser could read the challenge.
 */
@PreMatching
final class RefusalFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            call.rejection()
                    .ifPresent(reason ->
                            request.abortWith(Response.status(reason.status()).build()));
        }
    }
}
