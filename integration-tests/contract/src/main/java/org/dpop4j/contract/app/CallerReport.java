package org.dpop4j.contract.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.dpop4j.DPoPContext;

/** What the application knows of its caller, as the text of a success answer: one {@code name=value} line each. */
@RequestScoped
public class CallerReport {
    @Inject
    DPoPContext dpop;

    /** Lines {@code caller}, {@code scheme} ({@code dpop}, {@code bearer} or {@code none}), {@code jkt}, {@code alg}. */
    public String of(SecurityContext security) {
        Principal caller = security.getUserPrincipal();
        boolean anonymous =
                caller == null || caller.getName() == null || caller.getName().isEmpty();
        String withoutProof = anonymous ? "none" : "bearer";
        return "caller=" + (anonymous ? "" : caller.getName()) + "\n"
                + "scheme=" + (dpop.proof().isPresent() ? "dpop" : withoutProof) + "\n"
                + "jkt=" + dpop.proof().map(proof -> proof.jkt()).orElse("") + "\n"
                + "alg=" + dpop.proof().map(proof -> proof.algorithm()).orElse("") + "\n";
    }
}
