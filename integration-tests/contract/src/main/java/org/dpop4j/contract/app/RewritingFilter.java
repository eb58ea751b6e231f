package org.dpop4j.contract.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** An application's own filter that changes requests before they are matched. Does nothing unless asked to. */
@Provider
@PreMatching
@ApplicationScoped
public class RewritingFilter implements ContainerRequestFilter {
    /** Request field: {@code method}, {@code uri}, {@code nonce} (the URI of what demands one) or {@code proof}. */
    public static final String FIELD = "X-Contract-Rewrite";

    @Override
    public void filter(ContainerRequestContext request) {
        String what = request.getHeaderString(FIELD);
        if ("method".equals(what)) {
            request.setMethod("PUT");
        } else if ("uri".equals(what)) {
            rewrite(request, "contract/required/any/rewritten");
        } else if ("nonce".equals(what)) {
            rewrite(request, "contract/nonce");
        } else if ("proof".equals(what)) {
            request.getHeaders().add("DPoP", "added by a filter");
        }
    }

    private static void rewrite(ContainerRequestContext request, String path) {
        request.setRequestUri(
                request.getUriInfo().getBaseUriBuilder().path(path).build());
    }
}
