package org.dpop4j.endpoint;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;

/** {@code @DPoPRequired} and {@code @DPoPOptional} on one element, be it by way of annotations that carry them. */
final class Annotations {
    static final String REQUIRED = DPoPRequired.class.getName();
    static final String OPTIONAL = DPoPOptional.class.getName();

    private Annotations() {}

    /** What they say on this very element; empty when it has none. */
    static Optional<EndpointPolicy> policyOn(ElementModel element) {
        return policiesOn(element).stream().min(EndpointPolicy::compareTo);
    }

    static boolean areBothOn(ElementModel element) {
        Set<EndpointPolicy> policies = policiesOn(element);
        return policies.contains(EndpointPolicy.OPTIONAL) && policies.stream().anyMatch(EndpointPolicy::isRequired);
    }

    private static Set<EndpointPolicy> policiesOn(ElementModel element) {
        Set<EndpointPolicy> policies = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        ArrayDeque<ElementModel> queue = new ArrayDeque<>(List.of(element));
        while (!queue.isEmpty()) {
            for (AnnotationModel annotation : queue.remove().annotations()) {
                policyOf(annotation).ifPresent(policies::add);
                if (seen.add(annotation.type().name())) {
                    queue.add(annotation.type());
                }
            }
        }
        return policies;
    }

    private static Optional<EndpointPolicy> policyOf(AnnotationModel annotation) {
        String name = annotation.type().name();
        if (name.equals(REQUIRED)) {
            return annotation
                            .value("nonce")
                            .filter(NoncePolicy.REQUIRED.name()::equals)
                            .isPresent()
                    ? Optional.of(EndpointPolicy.REQUIRED_WITH_NONCE)
                    : Optional.of(EndpointPolicy.REQUIRED);
        }
        return name.equals(OPTIONAL) ? Optional.of(EndpointPolicy.OPTIONAL) : Optional.empty();
    }

    /** Everything in the application that they stand on, annotation types included. */
    static Collection<ElementModel> elementsIn(ApplicationModel application) {
        Set<ElementModel> elements = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        ArrayDeque<String> queue = new ArrayDeque<>(List.of(REQUIRED, OPTIONAL));
        while (!queue.isEmpty()) {
            String annotation = queue.remove();
            if (seen.add(annotation)) {
                for (ElementModel element : application.annotatedWith(annotation)) {
                    elements.add(element);
                    if (element instanceof ClassModel type && type.isAnnotation()) {
                        queue.add(type.name());
                    }
                }
            }
        }
        return elements;
    }
}
