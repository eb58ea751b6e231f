package org.dpop4j.jakarta;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
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
import org.dpop4j.DPoPSettings;
import org.dpop4j.InvalidSettingException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Installs the guard in front of everything that the web application serves, and refuses annotations that protect nothing. */
@HandlesTypes({Path.class, Application.class, DPoPRequired.class, DPoPOptional.class, Servlet.class})
public class DPoPInitializer implements ServletContainerInitializer {
    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        List<Class<?>> classes = found == null ? List.of() : List.copyOf(found);
        List<String> problems = MisuseCheck.problems(classes);
        if (!problems.isEmpty()) {
            throw new ServletException(String.join("; ", problems));
        }
        installGuard(classes, context);
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

    private static void installGuard(List<Class<?>> classes, ServletContext context) throws ServletException {
        Config config = ConfigProvider.getConfig(context.getClassLoader());
        EndpointAnnotations annotations = new EndpointAnnotations(classes);
        DPoPGuard guard = new DPoPGuard(
                settings(config, context),
                config.getOptionalValue("mp.jwt.verify.audiences", String.class).isPresent(),
                annotations,
                new EndpointTable(classes, annotations),
                ServerKind.of(context) == ServerKind.LIBERTY ? new OpenLiberty() : null);
        FilterRegistration.@Nullable Dynamic filter = context.addFilter(DPoPGuard.class.getName(), guard);
        if (filter == null) {
            throw new ServletException("A servlet filter with the name " + DPoPGuard.class.getName()
                    + " is there already. Remove it, dpop4j-jakarta installs its own");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
        context.setAttribute(DPoPGuard.ATTRIBUTE, guard);
    }

    /** The context path is the name of the application that is the same on all its nodes. */
    private static DPoPSettings settings(Config config, ServletContext context) throws ServletException {
        String path = context.getContextPath();
        try {
            return DPoPConfiguration.settings(config, path.isEmpty() ? "/" : path);
        } catch (InvalidSettingException e) {
            throw new ServletException(e.messageWithPrefix(DPoPConfiguration.PREFIX), e);
        }
    }
}
