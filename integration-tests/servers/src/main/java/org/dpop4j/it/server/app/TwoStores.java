package org.dpop4j.it.server.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.dpop4j.ProofUse;
import org.dpop4j.ReplayStore;

/** Two replay stores, of which nobody can say which one is meant. */
public final class TwoStores {
    private TwoStores() {}

    /** The one. */
    @ApplicationScoped
    public static class One implements ReplayStore {
        @Override
        public boolean firstUse(ProofUse use) {
            return false;
        }
    }

    /** The other. */
    @ApplicationScoped
    public static class Other extends One {}
}
