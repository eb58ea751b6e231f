package org.dpop4j.jakarta;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.ArrayList;
import java.util.List;
import org.dpop4j.server.AnswerFields;

/** Completes what Jakarta REST answers, also where the answer comes later and has no body. */
final class AnswerFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DPoPCall.ATTRIBUTE) instanceof DPoPCall call) {
            call.completeAnswer(response.getStatus(), new RestFields(response));
        }
    }

    private record RestFields(ContainerResponseContext response) implements AnswerFields {
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
