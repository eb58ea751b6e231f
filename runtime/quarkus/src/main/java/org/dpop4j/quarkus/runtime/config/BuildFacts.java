package org.dpop4j.quarkus.runtime.config;

import java.util.Map;
import org.dpop4j.endpoint.EndpointPolicy;

/**
 * What was found out about the application when it was built.
 *
 * @param demandsNonceSomewhere whether the annotation of an endpoint demands a nonce
 * @param webSockets what annotations demand of WebSocket endpoints, by their path templates
 */
public record BuildFacts(boolean demandsNonceSomewhere, Map<String, EndpointPolicy> webSockets) {}
