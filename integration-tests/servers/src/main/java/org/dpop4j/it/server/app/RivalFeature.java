package org.dpop4j.it.server.app;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Has the priority of the library's own, for which RESTEasy may drop that. */
@Priority(9449)
public class RivalFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {}
}
