package org.dpop4j.quarkus.deployment;

import io.quarkus.resteasy.reactive.server.deployment.ResteasyReactiveResourceMethodEntriesBuildItem.Entry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.endpoint.EndpointPolicy;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;

/** Finds annotations that contradict each other, or that would protect nothing. Each problem says what to change. */
final class MisuseCheck {
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");
    private static final DotName REST_CLIENT =
            DotName.createSimple("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");

    private final EndpointAnnotations annotations;
    private final List<Entry> endpoints;

    MisuseCheck(EndpointAnnotations annotations, List<Entry> endpoints) {
        this.annotations = annotations;
        this.endpoints = endpoints;
    }

    List<String> problems() {
        Set<AnnotationTarget> elements = new LinkedHashSet<>();
        for (AnnotationInstance placement : annotations.placements()) {
            elements.add(placement.target());
        }
        List<String> problems = new ArrayList<>();
        for (AnnotationTarget element : elements) {
            if (annotations.hasBoth(element)) {
                problems.add("@DPoPRequired and @DPoPOptional contradict each other on " + describe(element)
                        + ". Remove one of them");
            } else if (isRequired(element) && element.hasDeclaredAnnotation(PERMIT_ALL)) {
                problems.add("@DPoPRequired and @PermitAll contradict each other on " + describe(element)
                        + ": the endpoint cannot both demand a caller and let everybody in. Remove one of them");
            } else if (!isEffective(element)) {
                problems.add("@" + (isRequired(element) ? "DPoPRequired" : "DPoPOptional") + " has no effect on "
                        + describe(element) + ", which is not part of a Jakarta REST endpoint. Put it on a resource"
                        + " class, a resource method, a sub-resource locator or the Application, or remove it");
            }
        }
        return problems;
    }

    private boolean isRequired(AnnotationTarget element) {
        return annotations.policyOn(element).filter(EndpointPolicy::isRequired).isPresent();
    }

    private boolean isEffective(AnnotationTarget element) {
        return isClassOrMethod(element)
                && (isRestClient(element)
                        || endpoints.stream()
                                .anyMatch(entry -> annotations.reaches(
                                        element, entry.getMethodInfo(), entry.getActualClassInfo())));
    }

    /** Everything else, a field perhaps, comes from an annotation of the application that carries ours. */
    private static boolean isClassOrMethod(AnnotationTarget element) {
        return element.kind() == AnnotationTarget.Kind.CLASS || element.kind() == AnnotationTarget.Kind.METHOD;
    }

    /** An API interface shared with clients; in a client application it has no endpoint. */
    private static boolean isRestClient(AnnotationTarget element) {
        return (element.kind() == AnnotationTarget.Kind.CLASS
                        ? element.asClass()
                        : element.asMethod().declaringClass())
                .hasDeclaredAnnotation(REST_CLIENT);
    }

    private static String describe(AnnotationTarget element) {
        return switch (element.kind()) {
            case CLASS -> element.asClass().name().toString();
            case METHOD ->
                element.asMethod().declaringClass().name() + "#"
                        + element.asMethod().name();
            default -> element.toString();
        };
    }
}
