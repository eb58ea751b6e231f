package org.dpop4j.jakarta;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.jspecify.annotations.Nullable;

/** Installs the guard in front of everything that the web application serves, and refuses annotations that protect nothing. */
@HandlesTypes({Path.class, Application.class, DPoPRequired.class, DPoPOptional.class})
public class DPoPInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        List<Class<?>> classes = found == null ? List.of() : List.copyOf(found);
        List<String> problems = MisuseCheck.problems(classes);
        if (!problems.isEmpty()) {
            throw new ServletException(String.join("; ", problems));
        }
        List<Class<?>> applications =
                classes.stream().filter(Application.class::isAssignableFrom).toList();
        EndpointAnnotations annotations = new EndpointAnnotations(applications);
        FilterRegistration.@Nullable Dynamic guard = context.addFilter(
                DPoPGuard.class.getName(), new DPoPGuard(annotations, new EndpointTable(classes, annotations)));
        if (guard == null) {
            throw new ServletException("A servlet filter with the name " + DPoPGuard.class.getName()
                    + " is there already. Remove it, dpop4j-jakarta installs its own");
        }
        guard.setAsyncSupported(true);
        guard.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
        ServletRegistration.@Nullable Dynamic refused =
                context.addServlet(RefusedServlet.class.getName(), new RefusedServlet());
        if (refused == null || !refused.addMapping(RefusedServlet.PATH).isEmpty()) {
            throw new ServletException(
                    "A servlet is mapped to " + RefusedServlet.PATH + ", where dpop4j-jakarta has its own. Move it");
        }
        refused.setAsyncSupported(true);
        if (ServerKind.of(context) == ServerKind.WILDFLY) {
            // RESTEasy looks at @RolesAllowed only when told to.
            context.setInitParameter("resteasy.role.based.security", "true");
        }
    }
}
