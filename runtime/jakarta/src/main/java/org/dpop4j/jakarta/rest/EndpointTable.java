package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.HttpMethod;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.RestAnnotations;
import org.jspecify.annotations.Nullable;

/**
 * Tells which endpoint a request is expected to be matched to: the proof is verified before Jakarta REST matches, so that
 * no filter and no sub-resource locator of the application runs for somebody who has only stolen a token.
 *
 * <p>It follows the matching of Jakarta REST as far as method and path go. Where it errs, {@link DPoPRequestFilter} enforces
 * what the endpoint demands after the real match. Made once per application, from the classes that the container has found;
 * it depends on nothing else, so that the same method and path always give the same endpoint.
 *
 * <p><b>Threading:</b> immutable, safe for many threads.
 */
public final class EndpointTable {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private final Map<PathTemplate, List<Endpoint>> roots = new TreeMap<>();
    private final EndpointAnnotations annotations;

    /** @param verb null for a sub-resource locator */
    private record Endpoint(PathTemplate template, @Nullable String verb, EndpointPolicy policy) {
        boolean isLocator() {
            return verb == null;
        }

        boolean isOn(String path) {
            return isLocator() ? template.remainder(path).isPresent() : template.matches(path);
        }
    }

    /** What responds at the path of a client interface: nobody, or a class of which the container has not told. */
    private static final Endpoint UNKNOWN = new Endpoint(PathTemplate.of(""), null, EndpointPolicy.BY_MODE);

    /** @param resourceClasses classes and interfaces; those without {@code @Path} of their own are no root resources */
    public EndpointTable(Collection<Class<?>> resourceClasses, EndpointAnnotations annotations) {
        this.annotations = annotations;
        for (Class<?> type : resourceClasses) {
            if (!isImplementedByAnother(type, resourceClasses)) {
                add(type);
            }
        }
    }

    private void add(Class<?> type) {
        try {
            Optional<String> path = type.isAnnotation() ? Optional.empty() : EndpointAnnotations.rootPathOf(type);
            if (path.isPresent()) {
                roots.computeIfAbsent(PathTemplate.of(path.get()), root -> new ArrayList<>())
                        .addAll(isClient(type) ? List.of(UNKNOWN) : endpointsOf(type));
            }
        } catch (LinkageError e) {
            // A class of some library that cannot be used here, and so is no resource.
            LOG.log(Level.DEBUG, () -> "Not looked at: " + type.getName(), e);
        }
    }

    private static boolean isClient(Class<?> type) {
        return type.isInterface() && RestAnnotations.isClient(ReflectedApplication.classOf(type));
    }

    private static boolean isImplementedByAnother(Class<?> type, Collection<Class<?>> resourceClasses) {
        return Modifier.isAbstract(type.getModifiers())
                && resourceClasses.stream().anyMatch(other -> other != type && type.isAssignableFrom(other));
    }

    private List<Endpoint> endpointsOf(Class<?> type) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Method method : publicMethodsOf(type)) {
            Optional<String> path = EndpointAnnotations.pathOf(method, type);
            Optional<String> verb = EndpointAnnotations.verbOf(method, type);
            if (path.isPresent() || verb.isPresent()) {
                endpoints.add(new Endpoint(
                        PathTemplate.of(path.orElse("")), verb.orElse(null), annotations.policyOf(method, type)));
            }
        }
        return endpoints;
    }

    private static List<Method> publicMethodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    /** Whether the annotations of any endpoint may demand a nonce. */
    public boolean demandsNonceSomewhere() {
        return annotations.demandsNonceSomewhere();
    }

    /**
     * What the endpoint will demand that a request is matched to.
     *
     * @param path below the root of the application, decoded, with or without matrix parameters
     */
    public ExpectedEndpoint expect(String method, String path) {
        String plain = withoutMatrixParameters(path);
        try {
            return expect(method, plain, roots);
        } catch (StackOverflowError e) {
            // An expression of the application that no server can match with this path either.
            return ExpectedEndpoint.atLeast(EndpointPolicy.BY_MODE);
        }
    }

    private static ExpectedEndpoint expect(String method, String plain, Map<PathTemplate, List<Endpoint>> roots) {
        for (Map.Entry<PathTemplate, List<Endpoint>> root : roots.entrySet()) {
            Optional<String> rest = root.getKey().remainder(plain);
            if (rest.isPresent()) {
                return expect(method, rest.get(), root.getValue());
            }
        }
        return ExpectedEndpoint.BY_MODE;
    }

    /** Where the best template has no method for the verb, some servers go on to the next one. */
    private static ExpectedEndpoint expect(String method, String rest, List<Endpoint> endpoints) {
        List<PathTemplate> templates = endpoints.stream()
                .filter(endpoint -> endpoint.isOn(rest))
                .map(Endpoint::template)
                .distinct()
                .sorted()
                .toList();
        for (PathTemplate template : templates) {
            List<Endpoint> candidates = endpoints.stream()
                    .filter(endpoint ->
                            endpoint.isOn(rest) && endpoint.template().equals(template))
                    .toList();
            List<Endpoint> methods = withVerb(
                    method,
                    candidates.stream()
                            .filter(endpoint -> !endpoint.isLocator())
                            .toList());
            if (!methods.isEmpty()) {
                ExpectedEndpoint agreed = ExpectedEndpoint.oneOf(
                        methods.stream().map(Endpoint::policy).toList());
                return template.equals(templates.get(0)) ? agreed : ExpectedEndpoint.atLeast(agreed.policy());
            }
            List<Endpoint> locators =
                    candidates.stream().filter(Endpoint::isLocator).toList();
            if (!locators.isEmpty()) {
                return behind(locators);
            }
        }
        return ExpectedEndpoint.BY_MODE;
    }

    /** What a sub-resource demands beyond its locator comes to light when it is there. */
    private static ExpectedEndpoint behind(List<Endpoint> locators) {
        return locators.stream()
                .map(Endpoint::policy)
                .min(EndpointPolicy::compareTo)
                .map(ExpectedEndpoint::atLeast)
                .orElse(ExpectedEndpoint.BY_MODE);
    }

    private static List<Endpoint> withVerb(String method, List<Endpoint> endpoints) {
        List<Endpoint> found = endpoints.stream()
                .filter(endpoint -> method.equals(endpoint.verb()))
                .toList();
        return found.isEmpty() && method.equals(HttpMethod.HEAD) ? withVerb(HttpMethod.GET, endpoints) : found;
    }

    static String withoutMatrixParameters(String path) {
        if (path.indexOf(';') < 0) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        boolean skipping = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            skipping = c == ';' || (skipping && c != '/');
            if (!skipping) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
