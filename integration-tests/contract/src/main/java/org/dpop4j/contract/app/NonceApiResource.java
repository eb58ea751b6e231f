package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;

/** Implements the annotated interface without repeating anything. */
@Path("/contract/nonce-interface")
@RequestScoped
public class NonceApiResource implements NonceApi {
    @Inject
    CallerReport report;

    @Override
    public String get(SecurityContext security) {
        return report.of(security);
    }
}
