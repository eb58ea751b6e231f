package org.dpop4j.endpoint;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resolves {@code @DPoPRequired} and {@code @DPoPOptional} for an endpoint, wherever they stand.
 *
 * <p>The nearest one decides: the method, the methods it overrides, those it implements, its class, the superclasses,
 * the interfaces, for a locator its sub-resource class, the {@code Application}. Where two stand equally near, the
 * stricter one wins.
 */
public final class PolicyResolver {
    private static final String CLASS = "java.lang.Class";
    private static final String ROLES_ALLOWED = "jakarta.annotation.security.RolesAllowed";
    private static final Set<String> ROLES =
            Set.of(ROLES_ALLOWED, "jakarta.annotation.security.PermitAll", "jakarta.annotation.security.DenyAll");

    private final ApplicationModel application;

    public PolicyResolver(ApplicationModel application) {
        this.application = application;
    }

    /**
     * What the annotations say about an endpoint. Where a server names an interface or an abstract class, the strictest of
     * the known classes behind it decides.
     */
    public EndpointPolicy policyOf(EndpointModel endpoint) {
        EndpointPolicy own = policyOf(endpoint.method(), Hierarchy.of(endpoint));
        if (!endpoint.endpointClass().isAbstract()) {
            return own;
        }
        EndpointPolicy known = application.subtypesOf(endpoint.endpointClass().name()).stream()
                .filter(type -> !type.isAbstract())
                .map(type -> policyOf(endpoint.method(), Hierarchy.of(new EndpointModel(endpoint.method(), type))))
                .min(EndpointPolicy::compareTo)
                .orElse(own);
        return own.isRequired() && own.compareTo(known) < 0 ? own : known;
    }

    private EndpointPolicy policyOf(MethodModel method, Hierarchy hierarchy) {
        return policyOfMethod(method, hierarchy)
                .or(() -> policyOfClass(hierarchy))
                .or(() -> policyOfSubResource(method, hierarchy))
                .orElseGet(this::policyOfApplications);
    }

    private static Optional<EndpointPolicy> policyOfMethod(MethodModel method, Hierarchy hierarchy) {
        return hierarchy.superclasses().stream()
                .flatMap(type -> strictest(hierarchy.allOf(method, type)).stream())
                .findFirst()
                .or(() -> strictest(hierarchy.interfaces().stream().flatMap(type -> hierarchy.allOf(method, type))));
    }

    static Optional<EndpointPolicy> policyOfClass(Hierarchy hierarchy) {
        return hierarchy.superclasses().stream()
                .flatMap(type -> Annotations.policyOn(type).stream())
                .findFirst()
                .or(() -> strictest(hierarchy.interfaces().stream()));
    }

    /**
     * What a sub-resource class demands for all its methods is demanded before its locator runs, which may have side
     * effects. Where one of the methods demands less, the locator cannot know which one is meant.
     */
    private static Optional<EndpointPolicy> policyOfSubResource(MethodModel locator, Hierarchy hierarchy) {
        if (!RestAnnotations.isLocator(locator, hierarchy)) {
            return Optional.empty();
        }
        return subResourceOf(locator, hierarchy)
                .map(Hierarchy::of)
                .flatMap(subResource -> policyOfClass(subResource)
                        .flatMap(ofClass -> Stream.concat(Stream.of(ofClass), policiesOfMethods(subResource))
                                .max(EndpointPolicy::compareTo)))
                .filter(EndpointPolicy::isRequired);
    }

    private static Stream<EndpointPolicy> policiesOfMethods(Hierarchy subResource) {
        return subResource
                .types()
                .flatMap(type -> type.methods().stream())
                .flatMap(method -> Annotations.policyOn(method).stream());
    }

    /** The class that a locator declares to return, itself or as a {@code Class}. The nearest one knows it best. */
    private static Optional<ClassModel> subResourceOf(MethodModel locator, Hierarchy hierarchy) {
        MethodModel nearest = hierarchy
                .allOf(locator)
                .filter(method -> !method.isSynthetic())
                .findFirst()
                .orElse(locator);
        TypeModel returned = hierarchy.resolved(nearest.returnType(), nearest.declaringClass());
        if (returned instanceof TypeModel.Named named
                && named.erasure().equals(CLASS)
                && !named.arguments().isEmpty()) {
            returned = hierarchy.resolved(named.arguments().get(0), nearest.declaringClass());
        }
        return returned instanceof TypeModel.Named named ? Optional.of(named.declaration()) : Optional.empty();
    }

    /** {@code @DPoPRequired} on one of several applies to all; {@code @DPoPOptional} must be on all. */
    private EndpointPolicy policyOfApplications() {
        return applicationsIn(application)
                .map(type -> policyOfClass(Hierarchy.of(type)).orElse(EndpointPolicy.BY_MODE))
                .min(EndpointPolicy::compareTo)
                .orElse(EndpointPolicy.BY_MODE);
    }

    static Stream<ClassModel> applicationsIn(ApplicationModel application) {
        return application.subtypesOf(RestAnnotations.APPLICATION).stream().filter(type -> !type.isAbstract());
    }

    private static Optional<EndpointPolicy> strictest(Stream<? extends ElementModel> elements) {
        return elements.flatMap(element -> Annotations.policyOn(element).stream())
                .min(EndpointPolicy::compareTo);
    }

    /** Whether the annotations of any endpoint may demand a nonce. */
    public boolean demandsNonceSomewhere() {
        return Annotations.elementsIn(application).stream()
                .flatMap(element -> Annotations.policyOn(element).stream())
                .anyMatch(policy -> policy == EndpointPolicy.REQUIRED_WITH_NONCE);
    }

    /** Whether {@code @RolesAllowed} applies to an endpoint, so that nobody gets in whom the server does not know. */
    public boolean demandsRole(EndpointModel endpoint) {
        Hierarchy hierarchy = Hierarchy.of(endpoint);
        return Stream.<ElementModel>concat(hierarchy.allOf(endpoint.method()), hierarchy.types())
                .filter(element -> ROLES.stream()
                        .anyMatch(annotation -> element.annotation(annotation).isPresent()))
                .findFirst()
                .flatMap(nearest -> nearest.annotation(ROLES_ALLOWED))
                .isPresent();
    }
}
