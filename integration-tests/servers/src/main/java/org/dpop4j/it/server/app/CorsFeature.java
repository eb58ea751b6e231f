package org.dpop4j.it.server.app;

import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** Switches {@link CorsFilter} on. */
public class CorsFeature implements Feature {
    @Override
    public boolean configure(FeatureContext context) {
        context.register(new CorsFilter());
        return true;
    }
}
