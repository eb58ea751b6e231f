package org.dpop4j.jakarta.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import org.dpop4j.settings.InvalidSettingException;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses to start an application with settings that must not be used, or on a server that hides the Servlet API, where
 * nobody would look at tokens outside of Jakarta REST.
 */
public class DPoPExtension implements Extension {
    private static final String SERVLET_API = "jakarta.servlet.ServletContainerInitializer";

    /** @throws DeploymentException when the server hides the Servlet API */
    void requireServletApi(@Observes BeforeBeanDiscovery event) {
        if (!isServletApiVisible()) {
            throw new DeploymentException(
                    "dpop4j needs the Servlet API, which this server hides from the application. On Open Liberty, add"
                            + " <feature>servlet-6.0</feature> (or the version that goes with your other features) to the"
                            + " featureManager of server.xml");
        }
    }

    /** Early, because a server says best here what is wrong; the initializer reads what counts. */
    void validate(@Observes AfterDeploymentValidation event) {
        try {
            DPoPConfiguration.settings(ConfigProvider.getConfig(), "application");
        } catch (InvalidSettingException e) {
            event.addDeploymentProblem(new DeploymentException(e.getMessage(), e));
        }
    }

    private static boolean isServletApiVisible() {
        try {
            Class.forName(SERVLET_API, false, DPoPExtension.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
