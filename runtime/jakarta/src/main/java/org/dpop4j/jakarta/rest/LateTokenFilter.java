package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Repeats the check after roles: some servers read cookies and forms only then, and Authorization lines in their own way
 * (RFC 9449 section 7.2).
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
