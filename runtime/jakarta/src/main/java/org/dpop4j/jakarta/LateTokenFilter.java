package org.dpop4j.jakarta;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Enforces the same once more when roles were looked at: only then does a server find some tokens, in a cookie, in a form,
 * in an Authorization line that it reads in its own way (RFC 9449 section 7.2).
 */
final class LateTokenFilter implements ContainerRequestFilter {
    private final DPoPRequestFilter enforcement;

    LateTokenFilter(DPoPRequestFilter enforcement) {
        this.enforcement = enforcement;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        enforcement.filter(request);
    }
}
