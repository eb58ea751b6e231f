package org.dpop4j.jakarta.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPOptional;
import org.dpop4j.DPoPRequired;
import org.dpop4j.jakarta.config.DPoPConfiguration;
import org.dpop4j.jakarta.rest.DPoPFeature;
import org.dpop4j.jakarta.rest.DPoPGateFeature;
import org.dpop4j.jakarta.rest.EndpointAnnotations;
import org.dpop4j.jakarta.rest.EndpointTable;
import org.dpop4j.jakarta.rest.MisuseCheck;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Installs the guard in front of everything that the web application serves, and refuses annotations that protect nothing. */
@HandlesTypes({
    Path.class,
    GET.class,
    POST.class,
    PUT.class,
    PATCH.class,
    DELETE.class,
    HEAD.class,
    OPTIONS.class,
    Application.class,
    DPoPRequired.class,
    DPoPOptional.class,
    Servlet.class
})
public class DPoPInitializer implements ServletContainerInitializer {
    private static final String PROVIDERS = "resteasy.providers";

    /** By which a servlet of RESTEasy, or all of them, are given an {@code Application}. */
    private static final Set<String> APPLICATION = Set.of("jakarta.ws.rs.Application", Application.class.getName());

    @Override
    public void onStartup(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        try {
            install(found, context);
        } catch (ServletException | RuntimeException e) {
            // Open Liberty goes on, and does not say it again.
            context.setAttribute(GuardStart.REASON, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private static void install(@Nullable Set<Class<?>> found, ServletContext context) throws ServletException {
        Set<Class<?>> classes = new LinkedHashSet<>(found == null ? Set.of() : found);
        classes.addAll(applicationsOf(context));
        List<String> problems = MisuseCheck.problems(classes);
        if (!problems.isEmpty()) {
            throw new ServletException(String.join("; ", problems));
        }
        Optional<String> filter = RestServlets.filterOf(context);
        if (filter.isPresent()) {
            throw new ServletException(
                    "The servlet filter " + filter.get() + " is RESTEasy, of which nobody can tell there"
                            + " whether it runs the filters of dpop4j-jakarta. Have a servlet respond instead: by an Application with"
                            + " @ApplicationPath, or by a servlet-mapping in web.xml");
        }
        installGuard(classes, context);
        if (ServerKind.of(context) == ServerKind.LIBERTY) {
            context.addListener(new UnfilteredRequests());
        }
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
            nameFeatures(context);
        }
    }

    /** RESTEasy reads service files for an {@code Application} only. A servlet without one is told the names of our features. */
    private static void nameFeatures(ServletContext context) {
        for (ServletRegistration servlet : RestServlets.of(context).all()) {
            boolean hasApplication = APPLICATION.stream()
                    .anyMatch(name -> servlet.getInitParameter(name) != null || context.getInitParameter(name) != null);
            if (!hasApplication) {
                // Hides what the application may have for all its servlets.
                @Nullable String others = context.getInitParameter(PROVIDERS);
                servlet.setInitParameter(
                        PROVIDERS,
                        (others == null || others.isBlank() ? "" : others + ",") + DPoPGateFeature.class.getName() + ","
                                + DPoPFeature.class.getName());
            }
        }
    }

    private static void installGuard(Set<Class<?>> classes, ServletContext context) throws ServletException {
        Config config = ConfigProvider.getConfig(context.getClassLoader());
        EndpointAnnotations annotations = new EndpointAnnotations(classes);
        DPoPSettings settings = settings(config, context);
        DPoPGuard guard = new DPoPGuard(
                settings,
                context.getContextPath(),
                new TokenValidation(config, ServerKind.of(context)),
                annotations,
                new EndpointTable(classes, annotations),
                ServerKind.of(context) == ServerKind.LIBERTY ? new OpenLiberty(settings.log()) : null);
        FilterRegistration.@Nullable Dynamic filter = context.addFilter(DPoPGuard.class.getName(), guard);
        if (filter == null) {
            throw new ServletException("A servlet filter with the name " + DPoPGuard.class.getName()
                    + " is there already. Remove it, dpop4j-jakarta installs its own");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR),
                false,
                "/*");
        context.setAttribute(DPoPGuard.ATTRIBUTE, guard);
    }

    /** Servlets of Jakarta REST have the name of their {@code Application}, which may come from outside of the WAR. */
    private static Set<Class<?>> applicationsOf(ServletContext context) {
        Set<Class<?>> applications = new LinkedHashSet<>();
        for (String name : context.getServletRegistrations().keySet()) {
            try {
                Class<?> type = Class.forName(name, false, context.getClassLoader());
                if (Application.class.isAssignableFrom(type)) {
                    applications.add(type);
                }
            } catch (ClassNotFoundException | LinkageError e) {
                // The servlet has another name.
            }
        }
        return applications;
    }

    /** The context path is the name of the application that is the same on all its nodes. */
    private static DPoPSettings settings(Config config, ServletContext context) throws ServletException {
        String path = context.getContextPath();
        try {
            return DPoPConfiguration.settings(config, path.isEmpty() ? "/" : path);
        } catch (InvalidSettingException e) {
            throw new ServletException(e.getMessage(), e);
        }
    }
}
