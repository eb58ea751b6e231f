package org.dpop4j.jakarta.rest;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dpop4j.endpoint.EndpointModel;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.PolicyResolver;
import org.dpop4j.endpoint.RestAnnotations;

/**
 * What the annotations of the application say about its methods, as the {@link PolicyResolver} found it when first asked.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
public final class EndpointAnnotations {
    private final PolicyResolver resolver;
    private final Map<EndpointModel, EndpointPolicy> policies = new ConcurrentHashMap<>();
    private final Map<EndpointModel, Boolean> roles = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Locator>> locators = new ConcurrentHashMap<>();

    private record Locator(Method method, PathTemplate template) {}

    /** @param classes those that have annotations of Jakarta REST or of ours, and the {@code Application}s */
    public EndpointAnnotations(Collection<Class<?>> classes) {
        this.resolver = new PolicyResolver(new ReflectedApplication(classes));
    }

    /**
     * What the annotations say about a resource method or a sub-resource locator.
     *
     * @param endpointClass the class that responds, or a proxy class of it
     */
    EndpointPolicy policyOf(Method method, Class<?> endpointClass) {
        return policies.computeIfAbsent(ReflectedApplication.endpointOf(method, endpointClass), resolver::policyOf);
    }

    /** Whether {@code @RolesAllowed} applies, so that nobody gets in whom the server does not know. */
    boolean demandsRole(Method method, Class<?> endpointClass) {
        return roles.computeIfAbsent(ReflectedApplication.endpointOf(method, endpointClass), resolver::demandsRole);
    }

    /** Whether the annotations of any endpoint may demand a nonce. */
    boolean demandsNonceSomewhere() {
        return resolver.demandsNonceSomewhere();
    }

    /**
     * What the sub-resource locators demand that a request has come through. The templates are followed from the root; where
     * they lead nowhere, as encoded or odd ones may, the strictest locator of the class speaks for all of them.
     *
     * @param classes of the resources that were matched, the root first
     * @param path as routed: encoded, without matrix parameters, with a slash at the beginning
     */
    List<EndpointPolicy> policiesOfLocators(List<Class<?>> classes, String path) {
        List<EndpointPolicy> found = new ArrayList<>();
        Optional<String> rest =
                rootPathOf(classes.get(0)).flatMap(root -> PathTemplate.of(root).remainder(path));
        for (Class<?> parent : classes.subList(0, classes.size() - 1)) {
            List<Locator> locatorsOfParent = locatorsOf(parent);
            Optional<String> unmatched = rest;
            Optional<PathTemplate> taken = unmatched.flatMap(below -> locatorsOfParent.stream()
                    .map(Locator::template)
                    .filter(template -> template.remainder(below).isPresent())
                    .min(PathTemplate::compareTo));
            rest = taken.flatMap(template -> unmatched.flatMap(template::remainder));
            locatorsOfParent.stream()
                    .filter(locator -> taken.isEmpty() || taken.get().equals(locator.template()))
                    .map(locator -> policyOf(locator.method(), parent))
                    .forEach(found::add);
        }
        return found;
    }

    /** The sub-resource locators of a class or of what it inherits from. */
    private List<Locator> locatorsOf(Class<?> type) {
        return locators.computeIfAbsent(
                type,
                owner -> Arrays.stream(owner.getMethods())
                        .filter(method -> !method.isBridge()
                                && RestAnnotations.isLocator(ReflectedApplication.endpointOf(method, owner)))
                        .flatMap(method ->
                                pathOf(method, owner).map(path -> new Locator(method, PathTemplate.of(path))).stream())
                        .toList());
    }

    /** The path of a root resource class. */
    static Optional<String> rootPathOf(Class<?> type) {
        return RestAnnotations.pathOf(ReflectedApplication.classOf(type));
    }

    /** The path below that of the class. */
    static Optional<String> pathOf(Method method, Class<?> endpointClass) {
        return RestAnnotations.pathOf(ReflectedApplication.endpointOf(method, endpointClass));
    }

    /** The HTTP method; a sub-resource locator has none. */
    static Optional<String> verbOf(Method method, Class<?> endpointClass) {
        return RestAnnotations.httpMethodOf(ReflectedApplication.endpointOf(method, endpointClass));
    }
}
