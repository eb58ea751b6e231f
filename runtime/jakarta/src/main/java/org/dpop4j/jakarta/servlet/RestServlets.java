package org.dpop4j.jakarta.servlet;

import jakarta.servlet.Registration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.core.Application;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servlets by which Jakarta REST responds in one web application.
 *
 * <p><b>Threading:</b> immutable, safe for many threads.
 */
final class RestServlets {
    /** Of Open Liberty and of RESTEasy. */
    private static final Set<String> SERVLETS = Set.of(
            "com.ibm.websphere.jaxrs.server.IBMRestServlet",
            "org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher",
            "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher");

    /** Of RESTEasy: servlet filters that respond like a servlet. */
    private static final Set<String> FILTERS = Set.of(
            "org.jboss.resteasy.plugins.server.servlet.Filter30Dispatcher",
            "org.jboss.resteasy.plugins.server.servlet.FilterDispatcher");

    private final Map<String, ServletRegistration> byName;

    private RestServlets(Map<String, ServletRegistration> byName) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    static RestServlets of(ServletContext context) {
        return new RestServlets(context.getServletRegistrations().entrySet().stream()
                .filter(servlet -> isRest(servlet.getValue(), context.getClassLoader()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The name of a servlet filter that responds instead of a servlet. */
    static Optional<String> filterOf(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .filter(filter -> isOneOf(FILTERS, filter.getClassName(), context.getClassLoader()))
                .map(Registration::getName)
                .findFirst();
    }

    Optional<ServletRegistration> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<ServletRegistration> all() {
        return List.copyOf(byName.values());
    }

    /** Without a class of its own, a servlet of Jakarta REST has the name of its {@code Application}. */
    private static boolean isRest(ServletRegistration servlet, ClassLoader loader) {
        @Nullable String type = servlet.getClassName();
        return (type == null || type.isEmpty())
                ? isOneOf(Set.of(Application.class.getName()), servlet.getName(), loader)
                : isOneOf(SERVLETS, type, loader);
    }

    /** Whether a class, or one that it inherits from, has one of these names. */
    private static boolean isOneOf(Set<String> names, @Nullable String type, ClassLoader loader) {
        if (type == null) {
            return false;
        }
        if (names.contains(type)) {
            return true;
        }
        try {
            for (@Nullable Class<?> c = Class.forName(type, false, loader); c != null; c = c.getSuperclass()) {
                if (names.contains(c.getName())) {
                    return true;
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // It has another name, or cannot be used.
        }
        return false;
    }
}
