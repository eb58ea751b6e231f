package org.dpop4j.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The annotations of Jakarta REST that make a class or method an endpoint. What a method overrides or implements counts,
 * and so does what a class inherits from.
 */
public final class RestAnnotations {
    static final String APPLICATION = "jakarta.ws.rs.core.Application";

    private static final String PATH = "jakarta.ws.rs.Path";
    private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";

    /** On an API interface shared with clients; in a client application it has no endpoint. */
    private static final String CLIENT = "org.eclipse.microprofile.rest.client.inject.RegisterRestClient";

    /** Those of Jakarta REST itself, which an adapter may know by name only. */
    private static final String PACKAGE = "jakarta.ws.rs.";

    private static final Set<String> HTTP_METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private RestAnnotations() {}

    /** The path of a root resource class. */
    public static Optional<String> pathOf(ClassModel type) {
        return Hierarchy.of(type)
                .types()
                .flatMap(declaring -> declaring.annotation(PATH).stream())
                .findFirst()
                .flatMap(path -> path.value("value"));
    }

    /** Whether this is an interface by which an application calls another server. By itself it is no endpoint. */
    public static boolean isClient(ClassModel type) {
        return type.annotation(CLIENT).isPresent();
    }

    /** The path below that of the class. */
    public static Optional<String> pathOf(EndpointModel endpoint) {
        return pathOf(endpoint.method(), Hierarchy.of(endpoint));
    }

    private static Optional<String> pathOf(MethodModel method, Hierarchy hierarchy) {
        return hierarchy
                .allOf(method)
                .flatMap(candidate -> candidate.annotation(PATH).stream())
                .findFirst()
                .flatMap(path -> path.value("value"));
    }

    /** The HTTP method; a sub-resource locator has none. */
    public static Optional<String> httpMethodOf(EndpointModel endpoint) {
        return httpMethodOf(endpoint.method(), Hierarchy.of(endpoint));
    }

    private static Optional<String> httpMethodOf(MethodModel method, Hierarchy hierarchy) {
        return hierarchy
                .allOf(method)
                .flatMap(candidate -> candidate.annotations().stream())
                .flatMap(annotation -> httpMethodOf(annotation).stream())
                .findFirst();
    }

    private static Optional<String> httpMethodOf(AnnotationModel annotation) {
        String name = annotation.type().name();
        if (name.startsWith(PACKAGE) && HTTP_METHODS.contains(name.substring(PACKAGE.length()))) {
            return Optional.of(name.substring(PACKAGE.length()));
        }
        return annotation.type().annotation(HTTP_METHOD).flatMap(designator -> designator.value("value"));
    }

    /** Whether the method returns what will respond, instead of responding. */
    public static boolean isLocator(EndpointModel endpoint) {
        return isLocator(endpoint.method(), Hierarchy.of(endpoint));
    }

    static boolean isLocator(MethodModel method, Hierarchy hierarchy) {
        return pathOf(method, hierarchy).isPresent()
                && httpMethodOf(method, hierarchy).isEmpty();
    }

    /** The resource methods and locators of a class, those that it inherits included. */
    public static List<EndpointModel> endpointsOf(ClassModel type) {
        Hierarchy hierarchy = Hierarchy.of(type);
        return hierarchy
                .types()
                .flatMap(declaring -> declaring.methods().stream())
                .filter(method -> pathOf(method, hierarchy).isPresent()
                        || httpMethodOf(method, hierarchy).isPresent())
                .map(method -> new EndpointModel(method, type))
                .toList();
    }
}
