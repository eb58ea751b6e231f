package org.dpop4j.jakarta;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.NoncePolicy;
import org.dpop4j.endpoint.EndpointPolicy;

/**
 * Resolves {@code @DPoPRequired} and {@code @DPoPOptional} for an endpoint, wherever they stand.
 *
 * <p>The nearest one decides: the method, the methods it overrides or implements, its class, the superclasses, the
 * interfaces, for a locator its sub-resource class, the {@code Application}. Where two stand equally near, {@code @DPoPRequired} wins.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
final class EndpointAnnotations {
    private final List<Class<?>> classes;
    private final Map<Endpoint, EndpointPolicy> known = new ConcurrentHashMap<>();

    private final Map<Endpoint, Boolean> roles = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Method>> locators = new ConcurrentHashMap<>();

    private record Endpoint(Method method, Class<?> endpointClass) {}

    /** @param classes those of the application that have annotations of Jakarta REST, and the {@code Application}s */
    EndpointAnnotations(Collection<Class<?>> classes) {
        this.classes = List.copyOf(classes);
    }

    /**
     * What the annotations say about a resource method or a sub-resource locator.
     *
     * @param endpointClass the class that answers, or a proxy class of it
     */
    EndpointPolicy policyOf(Method method, Class<?> endpointClass) {
        return known.computeIfAbsent(new Endpoint(method, endpointClass), this::resolve);
    }

    /** A server may name an interface as the class of an endpoint, of which nobody knows who answers behind it. */
    private EndpointPolicy resolve(Endpoint endpoint) {
        Stream<Class<?>> implementations = Modifier.isAbstract(
                        endpoint.endpointClass().getModifiers())
                ? classes.stream().filter(type -> endpoint.endpointClass().isAssignableFrom(type))
                : Stream.empty();
        return Stream.concat(Stream.of(endpoint.endpointClass()), implementations)
                .map(type -> resolve(endpoint.method(), type))
                .min(Enum::compareTo)
                .orElseThrow();
    }

    private EndpointPolicy resolve(Method method, Class<?> endpointClass) {
        List<Class<?>> superclasses = superclassesOf(endpointClass);
        Collection<Class<?>> interfaces = interfacesOf(superclasses);
        return Stream.concat(
                        Stream.concat(
                                superclasses.stream().map(declaring -> policyOfMethod(method, declaring)),
                                Stream.of(strictest(
                                        interfaces.stream().map(declaring -> policyOfMethod(method, declaring))))),
                        Stream.of(
                                superclasses.stream()
                                        .map(EndpointAnnotations::policyOn)
                                        .flatMap(Optional::stream)
                                        .findFirst(),
                                strictest(interfaces.stream().map(EndpointAnnotations::policyOn)),
                                policyOfSubResource(method),
                                policyOfApplications()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(EndpointPolicy.BY_MODE);
    }

    /** Where there are several, what one of them demands is demanded of all, and opened is only what all of them open. */
    private Optional<EndpointPolicy> policyOfApplications() {
        List<Optional<EndpointPolicy>> policies = classes.stream()
                .filter(Application.class::isAssignableFrom)
                .map(application -> superclassesOf(application).stream()
                        .map(EndpointAnnotations::policyOn)
                        .flatMap(Optional::stream)
                        .findFirst())
                .toList();
        return strictest(policies.stream())
                .filter(policy -> policy.isRequired() || policies.stream().allMatch(Optional::isPresent));
    }

    /**
     * What a sub-resource class demands for all its methods is demanded before its locator runs, which may have side
     * effects. Where one of the methods demands less, the locator cannot know which one is meant.
     */
    private static Optional<EndpointPolicy> policyOfSubResource(Method locator) {
        if (!isLocator(locator)) {
            return Optional.empty();
        }
        List<Class<?>> types = new ArrayList<>(superclassesOf(returned(locator)));
        types.addAll(interfacesOf(types));
        Stream<EndpointPolicy> ofMethods = types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .map(EndpointAnnotations::policyOn)
                .flatMap(Optional::stream);
        return types.stream()
                .map(EndpointAnnotations::policyOn)
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(ofClass -> Stream.concat(Stream.of(ofClass), ofMethods).max(Enum::compareTo))
                .filter(EndpointPolicy::isRequired);
    }

    private static Class<?> returned(Method locator) {
        return locator.getGenericReturnType() instanceof ParameterizedType type
                        && type.getRawType() == Class.class
                        && type.getActualTypeArguments()[0] instanceof Class<?> subResource
                ? subResource
                : locator.getReturnType();
    }

    /** Whether {@code @RolesAllowed} applies, so that nobody gets in whom the server does not know. */
    boolean demandsRole(Method method, Class<?> endpointClass) {
        return roles.computeIfAbsent(new Endpoint(method, endpointClass), EndpointAnnotations::resolveRole);
    }

    private static boolean resolveRole(Endpoint endpoint) {
        List<Class<?>> types = hierarchyOf(endpoint.endpointClass());
        Stream<AnnotatedElement> methods = types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(candidate -> overrides(endpoint.method(), candidate))
                .map(AnnotatedElement.class::cast);
        return Stream.concat(methods, types.stream())
                .filter(element -> element.isAnnotationPresent(RolesAllowed.class)
                        || element.isAnnotationPresent(PermitAll.class)
                        || element.isAnnotationPresent(DenyAll.class))
                .findFirst()
                .filter(nearest -> nearest.isAnnotationPresent(RolesAllowed.class))
                .isPresent();
    }

    /** The sub-resource locators of a class or of what it inherits from. */
    List<Method> locatorsOf(Class<?> type) {
        return locators.computeIfAbsent(
                type,
                owner -> Arrays.stream(owner.getMethods())
                        .filter(method -> !method.isBridge() && isLocator(method))
                        .toList());
    }

    /**
     * What the sub-resource locators demand that a request has come through. The templates are followed from the root; where
     * they lead nowhere, as encoded or odd ones may, the strictest locator of the class speaks for all of them.
     *
     * @param classes of the resources that were matched, the root first
     * @param path as routed: encoded, without matrix parameters, with a slash at the beginning
     */
    List<EndpointPolicy> policiesOfLocators(List<Class<?>> classes, String path) {
        List<EndpointPolicy> policies = new ArrayList<>();
        Optional<String> rest =
                rootPathOf(classes.get(0)).flatMap(root -> PathTemplate.of(root).remainder(path));
        for (Class<?> parent : classes.subList(0, classes.size() - 1)) {
            String unmatched = rest.orElse(null);
            Optional<PathTemplate> taken = unmatched == null
                    ? Optional.empty()
                    : templatesOfLocators(parent)
                            .filter(template -> template.remainder(unmatched).isPresent())
                            .min(PathTemplate::compareTo);
            rest = taken.flatMap(template -> template.remainder(String.valueOf(unmatched)));
            locatorsOf(parent).stream()
                    .filter(locator ->
                            taken.isEmpty() || taken.equals(pathOf(locator).map(PathTemplate::of)))
                    .map(locator -> policyOf(locator, parent))
                    .forEach(policies::add);
        }
        return policies;
    }

    private Stream<PathTemplate> templatesOfLocators(Class<?> parent) {
        return locatorsOf(parent).stream()
                .map(EndpointAnnotations::pathOf)
                .flatMap(Optional::stream)
                .map(PathTemplate::of);
    }

    /** The value of {@code @Path} on a class or on what it inherits from. */
    static Optional<String> rootPathOf(Class<?> type) {
        return hierarchyOf(type).stream()
                .map(declaring -> declaring.getAnnotation(Path.class))
                .filter(path -> path != null)
                .map(Path::value)
                .findFirst();
    }

    /** Whether a method, or one that it overrides, has a path and no method designator. */
    static boolean isLocator(Method method) {
        return pathOf(method).isPresent() && verbOf(method).isEmpty();
    }

    /** The value of {@code @Path} on a method or one that it overrides or implements. */
    static Optional<String> pathOf(Method method) {
        return sameMethods(method)
                .map(candidate -> candidate.getAnnotation(Path.class))
                .filter(path -> path != null)
                .map(Path::value)
                .findFirst();
    }

    /** The value of the method designator on a method or one that it overrides or implements. */
    static Optional<String> verbOf(Method method) {
        return sameMethods(method)
                .flatMap(candidate -> Arrays.stream(candidate.getAnnotations()))
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(designator -> designator != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Stream<Method> sameMethods(Method method) {
        return hierarchyOf(method.getDeclaringClass()).stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(candidate -> overrides(method, candidate));
    }

    /** The class itself, its superclasses without {@code Object}, then all interfaces. */
    static List<Class<?>> hierarchyOf(Class<?> type) {
        List<Class<?>> types = new ArrayList<>(superclassesOf(type));
        types.addAll(interfacesOf(types));
        return types;
    }

    /** What the annotations on this very element say; empty when it has none. */
    static Optional<EndpointPolicy> policyOn(AnnotatedElement element) {
        return strictest(annotationsOn(element).map(EndpointAnnotations::policyOf));
    }

    private static Optional<EndpointPolicy> policyOf(Annotation annotation) {
        if (annotation instanceof DPoPRequired required) {
            return Optional.of(
                    required.nonce() == NoncePolicy.REQUIRED
                            ? EndpointPolicy.REQUIRED_WITH_NONCE
                            : EndpointPolicy.REQUIRED);
        }
        return annotation instanceof DPoPOptional ? Optional.of(EndpointPolicy.OPTIONAL) : Optional.empty();
    }

    /** The element's own annotations, those that they carry, and so on. */
    private static Stream<Annotation> annotationsOn(AnnotatedElement element) {
        List<Annotation> found = new ArrayList<>();
        Set<Class<?>> seen = new HashSet<>();
        ArrayDeque<AnnotatedElement> queue = new ArrayDeque<>(List.of(element));
        while (!queue.isEmpty()) {
            for (Annotation annotation : queue.remove().getDeclaredAnnotations()) {
                found.add(annotation);
                if (seen.add(annotation.annotationType())) {
                    queue.add(annotation.annotationType());
                }
            }
        }
        return found.stream();
    }

    private static Optional<EndpointPolicy> policyOfMethod(Method method, Class<?> declaring) {
        return strictest(Arrays.stream(declaring.getDeclaredMethods())
                .filter(candidate -> overrides(method, candidate))
                .map(EndpointAnnotations::policyOn));
    }

    private static Optional<EndpointPolicy> strictest(Stream<Optional<EndpointPolicy>> policies) {
        return policies.flatMap(Optional::stream).min(Enum::compareTo);
    }

    /** Same name and parameters, where the type variables of a generic supertype stand for what the subtype says. */
    static boolean overrides(Method method, Method candidate) {
        if (!method.getName().equals(candidate.getName())
                || method.getParameterCount() != candidate.getParameterCount()) {
            return false;
        }
        Map<TypeVariable<?>, Type> arguments = typeArgumentsOf(method.getDeclaringClass());
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (method.getParameterTypes()[i] != candidate.getParameterTypes()[i]
                    && !mayStandFor(
                            method.getGenericParameterTypes()[i], candidate.getGenericParameterTypes()[i], arguments)) {
                return false;
            }
        }
        return true;
    }

    /** A variable that nobody resolves may stand for anything. */
    private static boolean mayStandFor(Type own, Type other, Map<TypeVariable<?>, Type> arguments) {
        Type ownResolved = resolved(own, arguments);
        Type otherResolved = resolved(other, arguments);
        return isVariable(ownResolved)
                || isVariable(otherResolved)
                || rawType(ownResolved).equals(rawType(otherResolved));
    }

    private static Type resolved(Type type, Map<TypeVariable<?>, Type> arguments) {
        Type next = type;
        while (next instanceof TypeVariable<?> variable && arguments.containsKey(variable)) {
            next = arguments.get(variable);
        }
        return next;
    }

    private static Type rawType(Type type) {
        return type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    }

    /** What the class and its supertypes say about the type variables of their own supertypes. */
    private static Map<TypeVariable<?>, Type> typeArgumentsOf(Class<?> type) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        for (Class<?> declaring : hierarchyOf(type)) {
            List<Type> supertypes = new ArrayList<>(Arrays.asList(declaring.getGenericInterfaces()));
            if (declaring.getGenericSuperclass() != null) {
                supertypes.add(declaring.getGenericSuperclass());
            }
            for (Type supertype : supertypes) {
                if (supertype instanceof ParameterizedType parameterized
                        && parameterized.getRawType() instanceof Class<?> raw) {
                    for (int i = 0; i < raw.getTypeParameters().length; i++) {
                        arguments.put(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
                    }
                }
            }
        }
        return arguments;
    }

    private static boolean isVariable(Type type) {
        return type instanceof TypeVariable<?>
                || (type instanceof GenericArrayType array && isVariable(array.getGenericComponentType()));
    }

    private static List<Class<?>> superclassesOf(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> next = type; next != null && next != Object.class; next = next.getSuperclass()) {
            classes.add(next);
        }
        return classes;
    }

    private static Collection<Class<?>> interfacesOf(Collection<Class<?>> classes) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        ArrayDeque<Class<?>> queue = new ArrayDeque<>(classes);
        while (!queue.isEmpty()) {
            for (Class<?> type : queue.remove().getInterfaces()) {
                if (interfaces.add(type)) {
                    queue.add(type);
                }
            }
        }
        return interfaces;
    }
}
