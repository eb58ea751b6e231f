package org.dpop4j.it.server.app;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;

/** Stands in for the library where it is not deployed: nobody has a proof. */
@RequestScoped
public class NoProof implements DPoPContext {
    @Override
    public Optional<DPoPProof> proof() {
        return Optional.empty();
    }
}
