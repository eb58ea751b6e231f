package org.dpop4j.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import org.dpop4j.endpoint.PolicyResolver;

/** The annotations of the application, and who knows what they mean. */
final class PolicyResolverBuildItem extends SimpleBuildItem {
    private final IndexedApplication application;
    private final PolicyResolver resolver;

    PolicyResolverBuildItem(IndexedApplication application) {
        this.application = application;
        this.resolver = new PolicyResolver(application);
    }

    IndexedApplication application() {
        return application;
    }

    PolicyResolver resolver() {
        return resolver;
    }
}
