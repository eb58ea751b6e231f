package org.dpop4j.jakarta;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.dpop4j.DPoPSettings;
import org.dpop4j.InvalidSettingException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Adds the beans of this library to an application and refuses to start one with settings that must not be used, or on a
 * server without the Servlet API, where nobody would look at tokens outside of Jakarta REST.
 */
public class DPoPExtension implements Extension {
    private static final String SERVLET_API = "jakarta.servlet.ServletContainerInitializer";

    private @Nullable DPoPSettings settings;

    /** @throws DeploymentException when the server hides the Servlet API */
    void addBeans(@Observes BeforeBeanDiscovery event) {
        if (!isServletApiVisible()) {
            throw new DeploymentException(
                    "dpop4j needs the Servlet API, which this server hides from the application. On Open Liberty, add"
                            + " <feature>servlet-6.0</feature> (or the version that goes with your other features) to the"
                            + " featureManager of server.xml");
        }
        for (Class<?> bean : List.of(DPoPServer.class, DPoPEvents.class, DPoPContextBean.class)) {
            event.addAnnotatedType(bean, bean.getName());
        }
    }

    void validate(@Observes AfterDeploymentValidation event) {
        try {
            settings = DPoPConfiguration.settings(ConfigProvider.getConfig(), applicationName());
        } catch (InvalidSettingException e) {
            event.addDeploymentProblem(new DeploymentException(e.messageWithPrefix(DPoPConfiguration.PREFIX), e));
        }
    }

    /** The validated settings. */
    DPoPSettings settings() {
        DPoPSettings validated = settings;
        if (validated == null) {
            throw new IllegalStateException("asked before the deployment was validated");
        }
        return validated;
    }

    private static boolean isServletApiVisible() {
        try {
            Class.forName(SERVLET_API, false, DPoPExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** The same on every node that runs the same archive. */
    private static String applicationName() {
        String module = lookup("java:module/ModuleName", "application");
        String application = lookup("java:app/AppName", module);
        return application.equals(module) ? module : application + "/" + module;
    }

    private static String lookup(String name, String otherwise) {
        try {
            return InitialContext.<String>doLookup(name);
        } catch (NamingException e) {
            return otherwise;
        }
    }
}
