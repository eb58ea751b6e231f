package org.dpop4j.jakarta;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.endpoint.EndpointPolicy;

/** Finds annotations that contradict each other, or that would protect nothing. Each problem says what to change. */
final class MisuseCheck {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private static final String LOAD_SERVICES = "jakarta.ws.rs.loadServices";

    private final Collection<Class<?>> classes;
    private final List<String> problems = new ArrayList<>();

    private MisuseCheck(Collection<Class<?>> classes) {
        this.classes = classes;
    }

    /** @param classes all those of the application that have annotations of Jakarta REST or of ours */
    static List<String> problems(Collection<Class<?>> classes) {
        MisuseCheck check = new MisuseCheck(classes);
        for (Class<?> type : classes) {
            if (!type.isAnnotation()) {
                check.look(type);
            }
        }
        return check.problems;
    }

    private void look(Class<?> type) {
        try {
            look(type, type.getName(), isPartOfRest(type));
            if (Application.class.isAssignableFrom(type) && type != Application.class) {
                lookForServices(type);
            }
            for (Method method : type.getDeclaredMethods()) {
                look(method, type.getName() + "#" + method.getName(), isPartOfRest(method));
            }
        } catch (LinkageError e) {
            // A class of some library that cannot be used here, and so protects nothing in any case.
            LOG.log(Level.DEBUG, () -> "Not looked at: " + type.getName(), e);
        }
    }

    /** An application can keep Jakarta REST from finding our filters by their service files. */
    private void lookForServices(Class<?> application) {
        try {
            if (application.getMethod("getProperties").getDeclaringClass() != Application.class) {
                Application instance =
                        (Application) application.getDeclaredConstructor().newInstance();
                Object loads = instance.getProperties().get(LOAD_SERVICES);
                if (loads != null && "false".equalsIgnoreCase(loads.toString())) {
                    problems.add(LOAD_SERVICES + " = false in the properties of " + application.getName()
                            + " keeps Jakarta REST from loading the filters of dpop4j-jakarta. Remove it");
                }
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "The properties of " + application.getName() + " cannot be read: make sure that " + LOAD_SERVICES
                            + " is not false there",
                    e);
        }
    }

    private void look(AnnotatedElement element, String name, boolean isEffective) {
        boolean isRequired = EndpointAnnotations.policyOn(element)
                .filter(EndpointPolicy::isRequired)
                .isPresent();
        boolean isOptional = element.isAnnotationPresent(DPoPOptional.class);
        if (!isRequired && !isOptional) {
            return;
        }
        if (isRequired && isOptional) {
            problems.add("@DPoPRequired and @DPoPOptional contradict each other on " + name + ". Remove one of them");
        } else if (isRequired && element.isAnnotationPresent(PermitAll.class)) {
            problems.add("@DPoPRequired and @PermitAll contradict each other on " + name
                    + ": the endpoint cannot both demand a caller and let everybody in. Remove one of them");
        } else if (!isEffective) {
            problems.add("@" + (isRequired ? DPoPRequired.class : DPoPOptional.class).getSimpleName()
                    + " has no effect on " + name
                    + ", which is not part of a Jakarta REST endpoint. Put it on a resource class, a resource method, a"
                    + " sub-resource locator or the Application, or remove it");
        }
    }

    /** Whether a class, or one that inherits from it, has resource methods or locators, or is the application. */
    private boolean isPartOfRest(Class<?> type) {
        return Application.class.isAssignableFrom(type)
                || hasEndpoints(type)
                || classes.stream().anyMatch(other -> type.isAssignableFrom(other) && hasEndpoints(other));
    }

    private static boolean hasEndpoints(Class<?> type) {
        return type.isAnnotationPresent(Path.class)
                || EndpointAnnotations.hierarchyOf(type).stream()
                        .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
                        .anyMatch(MisuseCheck::isEndpoint);
    }

    private boolean isPartOfRest(Method method) {
        return isEndpoint(method)
                || classes.stream()
                        .filter(other -> method.getDeclaringClass().isAssignableFrom(other))
                        .flatMap(other -> Arrays.stream(other.getMethods()))
                        .anyMatch(other -> EndpointAnnotations.overrides(other, method) && isEndpoint(other));
    }

    private static boolean isEndpoint(Method method) {
        return EndpointAnnotations.pathOf(method).isPresent()
                || EndpointAnnotations.verbOf(method).isPresent();
    }
}
