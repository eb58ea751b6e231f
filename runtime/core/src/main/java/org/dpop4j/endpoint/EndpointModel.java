package org.dpop4j.endpoint;

/**
 * A resource method or a sub-resource locator.
 *
 * @param method where it is implemented, or where its annotations of Jakarta REST stand
 * @param endpointClass the class that responds, which may inherit the method
 */
public record EndpointModel(MethodModel method, ClassModel endpointClass) {}
