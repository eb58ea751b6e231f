package org.dpop4j.quarkus.deployment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.endpoint.EndpointPolicy;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * Resolves {@code @DPoPRequired} and {@code @DPoPOptional} for an endpoint, wherever they stand.
 *
 * <p>The nearest one decides: the method, the methods it overrides or implements, its class, the superclasses, the
 * interfaces, for a locator its sub-resource class, the {@code Application}. Where two stand equally near, {@code @DPoPRequired} wins.
 */
final class EndpointAnnotations {
    private static final DotName REQUIRED = DotName.createSimple(DPoPRequired.class);
    private static final DotName OPTIONAL = DotName.createSimple(DPoPOptional.class);
    private static final DotName CLASS = DotName.createSimple(Class.class);
    private static final DotName APPLICATION = DotName.createSimple("jakarta.ws.rs.core.Application");

    private final IndexView index;
    private final Set<DotName> required;
    private final Set<DotName> requiredWithNonce;
    private final Set<DotName> optional;

    EndpointAnnotations(IndexView index) {
        this.index = index;
        this.required = withMetaAnnotations(REQUIRED);
        this.requiredWithNonce = carriersOfNonceDemand();
        this.optional = withMetaAnnotations(OPTIONAL);
    }

    /** The annotation itself and every annotation, stereotypes included, that carries it. */
    private Set<DotName> withMetaAnnotations(DotName annotation) {
        Set<DotName> names = new LinkedHashSet<>();
        ArrayDeque<DotName> queue = new ArrayDeque<>(List.of(annotation));
        while (!queue.isEmpty()) {
            DotName name = queue.remove();
            if (names.add(name)) {
                for (AnnotationInstance instance : index.getAnnotations(name)) {
                    if (isAnnotationType(instance.target())) {
                        queue.add(instance.target().asClass().name());
                    }
                }
            }
        }
        return names;
    }

    /** Annotations of the application that carry {@code @DPoPRequired} with a nonce, directly or by way of others. */
    private Set<DotName> carriersOfNonceDemand() {
        Set<DotName> names = new LinkedHashSet<>();
        for (AnnotationInstance instance : index.getAnnotations(REQUIRED)) {
            if (demandsNonce(instance) && isAnnotationType(instance.target())) {
                names.addAll(withMetaAnnotations(instance.target().asClass().name()));
            }
        }
        return names;
    }

    private static boolean isAnnotationType(AnnotationTarget target) {
        return target.kind() == AnnotationTarget.Kind.CLASS && target.asClass().isAnnotation();
    }

    private static boolean demandsNonce(AnnotationInstance required) {
        AnnotationValue nonce = required.value("nonce");
        return nonce != null && nonce.asEnum().equals(NoncePolicy.REQUIRED.name());
    }

    /** Whether any endpoint may demand a nonce by its annotations. */
    boolean demandNonceSomewhere() {
        return !requiredWithNonce.isEmpty()
                || index.getAnnotations(REQUIRED).stream().anyMatch(EndpointAnnotations::demandsNonce);
    }

    EndpointPolicy policyOf(MethodInfo method, ClassInfo endpointClass) {
        List<ClassInfo> classes = superclassesOf(endpointClass);
        Collection<ClassInfo> interfaces = interfacesOf(classes);
        for (ClassInfo declaring : classes) {
            Optional<EndpointPolicy> policy = policyOfMethod(method, declaring);
            if (policy.isPresent()) {
                return policy.get();
            }
        }
        return policyOfMethods(method, interfaces)
                .or(() -> classes.stream()
                        .map(this::policyOn)
                        .flatMap(Optional::stream)
                        .findFirst())
                .or(() -> strictest(interfaces.stream().map(this::policyOn).toList()))
                .or(() -> policyOfSubResource(method))
                .or(() -> strictest(index.getAllKnownSubclasses(APPLICATION).stream()
                        .map(this::policyOn)
                        .toList()))
                .orElse(EndpointPolicy.BY_MODE);
    }

    /**
     * What a sub-resource class demands for all its methods is demanded before its locator runs, which may have side
     * effects. Where one of the methods demands less, the locator cannot know which one is meant.
     */
    private Optional<EndpointPolicy> policyOfSubResource(MethodInfo locator) {
        Type returned = locator.returnType();
        if (returned.kind() == Type.Kind.PARAMETERIZED_TYPE && returned.name().equals(CLASS)) {
            returned = returned.asParameterizedType().arguments().get(0);
        }
        ClassInfo subResource = index.getClassByName(returned.name());
        if (subResource == null) {
            return Optional.empty();
        }
        List<ClassInfo> types = new ArrayList<>(superclassesOf(subResource));
        types.addAll(interfacesOf(types));
        Stream<EndpointPolicy> ofMethods = types.stream()
                .flatMap(type -> type.methods().stream())
                .map(this::policyOn)
                .flatMap(Optional::stream);
        return types.stream()
                .map(this::policyOn)
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(ofClass -> Stream.concat(Stream.of(ofClass), ofMethods).max(Enum::compareTo))
                .filter(EndpointPolicy::isRequired);
    }

    /** Every place where one of the annotations stands, annotation types excepted. */
    List<AnnotationInstance> placements() {
        List<AnnotationInstance> placements = new ArrayList<>();
        for (Set<DotName> names : List.of(required, optional)) {
            for (DotName name : names) {
                for (AnnotationInstance instance : index.getAnnotations(name)) {
                    if (!isAnnotationType(instance.target())) {
                        placements.add(instance);
                    }
                }
            }
        }
        return placements;
    }

    /** What the annotations on this very element say; empty when it has none. */
    Optional<EndpointPolicy> policyOn(AnnotationTarget element) {
        if (hasAnyOf(required, element)) {
            return Optional.of(demandsNonce(element) ? EndpointPolicy.REQUIRED_WITH_NONCE : EndpointPolicy.REQUIRED);
        }
        return hasAnyOf(optional, element) ? Optional.of(EndpointPolicy.OPTIONAL) : Optional.empty();
    }

    private boolean demandsNonce(AnnotationTarget element) {
        AnnotationInstance declared = element.declaredAnnotation(REQUIRED);
        return (declared != null && demandsNonce(declared)) || hasAnyOf(requiredWithNonce, element);
    }

    boolean hasBoth(AnnotationTarget element) {
        return hasAnyOf(required, element) && hasAnyOf(optional, element);
    }

    /**
     * Whether an annotated element is one that an endpoint gets its annotations from: its method or class, what they
     * override or inherit, or the application.
     */
    boolean reaches(AnnotationTarget element, MethodInfo method, ClassInfo endpointClass) {
        List<ClassInfo> hierarchy = new ArrayList<>(superclassesOf(endpointClass));
        hierarchy.addAll(interfacesOf(hierarchy));
        if (element.kind() == AnnotationTarget.Kind.CLASS) {
            ClassInfo annotated = element.asClass();
            return hierarchy.contains(annotated)
                    || index.getAllKnownSubclasses(APPLICATION).contains(annotated);
        }
        MethodInfo annotated = element.asMethod();
        return hierarchy.contains(annotated.declaringClass()) && overrides(method, annotated);
    }

    private static boolean hasAnyOf(Set<DotName> names, AnnotationTarget element) {
        return names.stream().anyMatch(element::hasDeclaredAnnotation);
    }

    private Optional<EndpointPolicy> policyOfMethods(MethodInfo method, Collection<ClassInfo> declaring) {
        return strictest(
                declaring.stream().map(type -> policyOfMethod(method, type)).toList());
    }

    private Optional<EndpointPolicy> policyOfMethod(MethodInfo method, ClassInfo declaring) {
        return strictest(declaring.methods().stream()
                .filter(candidate -> overrides(method, candidate))
                .map(this::policyOn)
                .toList());
    }

    private static Optional<EndpointPolicy> strictest(List<Optional<EndpointPolicy>> policies) {
        return policies.stream().flatMap(Optional::stream).min(Enum::compareTo);
    }

    /** Same name and parameters; a type variable of a generic supertype stands for any type. */
    private static boolean overrides(MethodInfo method, MethodInfo candidate) {
        if (!method.name().equals(candidate.name()) || method.parametersCount() != candidate.parametersCount()) {
            return false;
        }
        for (int i = 0; i < method.parametersCount(); i++) {
            Type own = method.parameterType(i);
            Type other = candidate.parameterType(i);
            if (!own.name().equals(other.name()) && !isVariable(own) && !isVariable(other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVariable(Type type) {
        if (type.kind() == Type.Kind.ARRAY) {
            return isVariable(type.asArrayType().elementType());
        }
        return type.kind() == Type.Kind.TYPE_VARIABLE
                || type.kind() == Type.Kind.UNRESOLVED_TYPE_VARIABLE
                || type.kind() == Type.Kind.TYPE_VARIABLE_REFERENCE;
    }

    private List<ClassInfo> superclassesOf(ClassInfo endpointClass) {
        List<ClassInfo> classes = new ArrayList<>();
        for (@Nullable ClassInfo type = endpointClass; type != null; type = superclassOf(type)) {
            classes.add(type);
        }
        return classes;
    }

    private @Nullable ClassInfo superclassOf(ClassInfo type) {
        return type.superName() == null ? null : index.getClassByName(type.superName());
    }

    private Collection<ClassInfo> interfacesOf(Collection<ClassInfo> classes) {
        Set<ClassInfo> interfaces = new LinkedHashSet<>();
        Set<DotName> seen = new HashSet<>();
        ArrayDeque<ClassInfo> queue = new ArrayDeque<>(classes);
        while (!queue.isEmpty()) {
            for (DotName name : queue.remove().interfaceNames()) {
                ClassInfo type = index.getClassByName(name);
                if (type != null && seen.add(name)) {
                    interfaces.add(type);
                    queue.add(type);
                }
            }
        }
        return interfaces;
    }
}
