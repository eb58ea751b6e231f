package org.dpop4j.jakarta.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Puts the filters in front of every resource method, those of sub-resources included. Found by its service file, whatever
 * classes the application lists.
 */
@Priority(9449) // Must be unique: RESTEasy keeps one feature per priority.
public class DPoPFeature implements DynamicFeature {
    /** After filters of the application that authenticate; before {@code @RolesAllowed} is looked at. */
    static final int BEFORE_ROLES = Priorities.AUTHENTICATION + 1;

    private static final int AFTER_ROLES = Priorities.AUTHORIZATION + 1;

    @Override
    public void configure(ResourceInfo endpoint, FeatureContext context) {
        DPoPRequestFilter enforcement =
                new DPoPRequestFilter(endpoint.getResourceMethod(), endpoint.getResourceClass());
        context.register(enforcement, BEFORE_ROLES);
        context.register(new LateTokenFilter(enforcement), AFTER_ROLES);
        context.register(new CompletionFilter(), Integer.MIN_VALUE);
    }
}
