package org.dpop4j.it.server.app;

import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Does nothing. RESTEasy keeps only one of the features with the same priority, and may drop that of others for this one. */
public class IdleFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {}
}
