package org.dpop4j.jakarta.servlet;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.dpop4j.DPoPContext;
import org.dpop4j.DPoPProof;
import org.dpop4j.server.DPoPExchange;
import org.jspecify.annotations.Nullable;

/** The {@link DPoPContext} of the current request. */
@RequestScoped
public class DPoPContextBean implements DPoPContext {
    private volatile @Nullable DPoPExchange exchange;

    void begin(DPoPExchange begun) {
        this.exchange = begun;
    }

    @Override
    public Optional<DPoPProof> proof() {
        DPoPExchange current = exchange;
        return current == null ? Optional.empty() : current.proof();
    }
}
