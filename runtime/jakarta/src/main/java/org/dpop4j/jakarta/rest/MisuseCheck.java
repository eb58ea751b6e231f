package org.dpop4j.jakarta.rest;

import jakarta.ws.rs.core.Application;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dpop4j.endpoint.PlacementCheck;

/** Finds what would leave endpoints unprotected. Each problem says what to change. */
public final class MisuseCheck {
    private static final Logger LOG = System.getLogger("org.dpop4j");

    private static final String LOAD_SERVICES = "jakarta.ws.rs.loadServices";

    private MisuseCheck() {}

    /** @param classes all those of the application that have annotations of Jakarta REST or of ours */
    public static List<String> problems(Collection<Class<?>> classes) {
        ReflectedApplication application = new ReflectedApplication(classes);
        List<String> problems = new ArrayList<>(PlacementCheck.problems(application, application.endpoints()));
        for (Class<?> type : classes) {
            if (Application.class.isAssignableFrom(type) && type != Application.class) {
                problemOfServices(type).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /** An application can keep Jakarta REST from finding our filters by their service files. */
    private static Optional<String> problemOfServices(Class<?> type) {
        try {
            if (type.getMethod("getProperties").getDeclaringClass() != Application.class) {
                Application application =
                        (Application) type.getDeclaredConstructor().newInstance();
                Object loads = application.getProperties().get(LOAD_SERVICES);
                if (loads != null && "false".equalsIgnoreCase(loads.toString())) {
                    return Optional.of(LOAD_SERVICES + " = false in the properties of " + type.getName()
                            + " keeps Jakarta REST from loading the filters of dpop4j-jakarta. Remove it");
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    "The properties of " + type.getName() + " cannot be read: make sure that " + LOAD_SERVICES
                            + " is not false there",
                    e);
        }
        return Optional.empty();
    }
}
