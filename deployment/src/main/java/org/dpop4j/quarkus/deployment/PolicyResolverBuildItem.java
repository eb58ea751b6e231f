package org.dpop4j.quarkus.deployment;

import io.quarkus.builder.item.SimpleBuildItem;
import java.util.Map;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.PolicyResolver;
import org.dpop4j.endpoint.WebSocketEndpoints;

/** The annotations of the application, and who knows what they mean. */
final class PolicyResolverBuildItem extends SimpleBuildItem {
    private final IndexedApplication application;
    private final PolicyResolver resolver;
    private final Map<String, EndpointPolicy> webSockets;

    PolicyResolverBuildItem(IndexedApplication application) {
        this.application = application;
        this.resolver = new PolicyResolver(application);
        this.webSockets = WebSocketEndpoints.policiesIn(application);
    }

    IndexedApplication application() {
        return application;
    }

    PolicyResolver resolver() {
        return resolver;
    }

    /** What annotations demand of WebSockets, by their path templates. */
    Map<String, EndpointPolicy> webSockets() {
        return webSockets;
    }
}
