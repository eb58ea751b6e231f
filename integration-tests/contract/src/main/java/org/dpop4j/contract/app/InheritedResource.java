package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;

/** Implements the annotated interface without repeating anything. */
@Path("/contract/inherited")
@RequestScoped
public class InheritedResource implements InheritedApi<String> {
    @Inject
    CallerReport report;

    @Override
    public String annotatedMethod(SecurityContext security) {
        return report.of(security);
    }

    @Override
    public String open(SecurityContext security) {
        return report.of(security);
    }
}
