package org.dpop4j.jakarta.rest;

import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Closes Jakarta REST to requests that the guard has refused, and to those that {@link DPoPFeature} puts no filter in front of.
 * Found by its service file.
 */
@Priority(9449) // Must be unique: RESTEasy keeps one feature per priority.
public class DPoPGateFeature implements Feature {
    @Override
    public boolean configure(FeatureContext context) {
        context.register(new RefusalFilter(), Integer.MIN_VALUE);
        context.register(new BypassFilter(), DPoPFeature.BEFORE_ROLES + 1);
        return true;
    }
}
