package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.ArrayList;
import java.util.List;
import org.dpop4j.server.ResponseHeaders;

/** Completes what Jakarta REST responds, also where that comes later and has no body. */
final class CompletionFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            call.exchange().respond(response.getStatus(), new RestHeaders(response));
            call.exchange().answered(response.getStatus());
        }
    }

    private record RestHeaders(ContainerResponseContext response) implements ResponseHeaders {
        @Override
        public List<String> get(String name) {
            List<String> values = response.getStringHeaders().get(name);
            return values == null ? List.of() : values;
        }

        @Override
        public void set(String name, List<String> values) {
            if (values.isEmpty()) {
                response.getHeaders().remove(name);
            } else {
                response.getHeaders().put(name, new ArrayList<>(values));
            }
        }
    }
}
