package org.dpop4j.endpoint;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds annotations that contradict each other, or that would protect nothing. Each problem says what to change. */
public final class PlacementCheck {
    private static final String PERMIT_ALL = "jakarta.annotation.security.PermitAll";
    private static final String RETENTION = "java.lang.annotation.Retention";

    private final ApplicationModel application;
    private final List<Reached> reached;

    /** An endpoint with all that its class inherits from. */
    private record Reached(MethodModel method, Hierarchy hierarchy) {}

    private PlacementCheck(ApplicationModel application, Collection<EndpointModel> endpoints) {
        this.application = application;
        this.reached = endpoints.stream()
                .map(endpoint -> new Reached(endpoint.method(), Hierarchy.of(endpoint)))
                .toList();
    }

    /**
     * What is wrong, a sentence or two each.
     *
     * @param endpoints all those of the application
     */
    public static List<String> problems(ApplicationModel application, Collection<EndpointModel> endpoints) {
        PlacementCheck check = new PlacementCheck(application, endpoints);
        return Annotations.elementsIn(application).stream()
                .filter(element -> !(element instanceof MethodModel method && method.isSynthetic()))
                .flatMap(element -> check.problemOf(element).stream())
                .distinct()
                .toList();
    }

    private Optional<String> problemOf(ElementModel element) {
        boolean isRequired =
                Annotations.policyOn(element).filter(EndpointPolicy::isRequired).isPresent();
        if (element instanceof ClassModel type && type.isAnnotation()) {
            return isKept(type)
                    ? Optional.empty()
                    : Optional.of(hasNoEffectOn(element, isRequired)
                            + ", which is not kept at run time. Add @Retention(RetentionPolicy.RUNTIME) to it, or"
                            + " remove it");
        }
        if (Annotations.areBothOn(element)) {
            return Optional.of("@DPoPRequired and @DPoPOptional contradict each other on " + element.place()
                    + ". Remove one of them");
        }
        if (isRequired && element.annotation(PERMIT_ALL).isPresent()) {
            return Optional.of("@DPoPRequired and @PermitAll contradict each other on " + element.place()
                    + ": the endpoint cannot both demand a caller and let everybody in. Remove one of them");
        }
        return isEffective(element)
                ? Optional.empty()
                : Optional.of(hasNoEffectOn(element, isRequired)
                        + ", which is not part of a Jakarta REST endpoint. Put it on a resource class, a resource method, a"
                        + " sub-resource locator or the Application, name a path in required-paths or optional-paths"
                        + " instead, or remove it");
    }

    private static String hasNoEffectOn(ElementModel element, boolean isRequired) {
        return (isRequired ? "@DPoPRequired" : "@DPoPOptional") + " has no effect on " + element.place();
    }

    /** What a compiler drops, no server that looks at running code would see. */
    private static boolean isKept(ClassModel annotationType) {
        return annotationType
                .annotation(RETENTION)
                .flatMap(retention -> retention.value("value"))
                .filter("RUNTIME"::equals)
                .isPresent();
    }

    /** Whether an endpoint gets its annotations from here. Only an annotation of the application can stand on a field. */
    private boolean isEffective(ElementModel element) {
        if (element instanceof MethodModel method) {
            return RestAnnotations.isClient(method.declaringClass())
                    || reached.stream()
                            .anyMatch(endpoint -> endpoint.hierarchy().contains(method.declaringClass())
                                    && endpoint.hierarchy().overrides(endpoint.method(), method));
        }
        return element instanceof ClassModel type
                && (RestAnnotations.isClient(type)
                        || reached.stream()
                                .anyMatch(endpoint -> endpoint.hierarchy().contains(type))
                        || Stream.concat(
                                        PolicyResolver.applicationsIn(application),
                                        WebSocketEndpoints.classesIn(application).stream())
                                .anyMatch(one -> Hierarchy.of(one).contains(type)));
    }
}
