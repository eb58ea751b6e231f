package org.dpop4j.it.server.app;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** CORS as an application does it by itself on a server that has no setting for it. */
@PreMatching
public class CorsFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "https://app.example";
    private static final String REQUESTED_METHOD = "Access-Control-Request-Method";

    @Override
    public void filter(ContainerRequestContext request) {
        if (isOurs(request)
                && request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString(REQUESTED_METHOD) != null) {
            request.abortWith(Response.ok()
                    .header("Access-Control-Allow-Methods", request.getHeaderString(REQUESTED_METHOD))
                    .header("Access-Control-Allow-Headers", request.getHeaderString("Access-Control-Request-Headers"))
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (isOurs(request)) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("Access-Control-Allow-Origin", ORIGIN);
            headers.putSingle("Access-Control-Allow-Credentials", "true");
            headers.putSingle("Access-Control-Expose-Headers", "X-Request-Id");
            headers.add("Vary", "Origin");
        }
    }

    private static boolean isOurs(ContainerRequestContext request) {
        return ORIGIN.equals(request.getHeaderString("Origin"));
    }
}
