package org.dpop4j.jakarta.config;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import org.dpop4j.settings.InvalidSettingException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Refuses to start an application with settings that must not be used, or on a server that lacks what dpop4j needs. */
public class DPoPExtension implements Extension {
    /** What dpop4j needs, and a class by which to tell that it is there. */
    private enum Need {
        SERVLET(
                "jakarta.servlet.ServletContainerInitializer",
                "the Servlet API, which this server hides from the application. On Open Liberty, add"
                        + " <feature>servlet-6.0</feature> (or the version that goes with your other features) to the"
                        + " featureManager of server.xml"),
        REST(
                "jakarta.ws.rs.core.Feature",
                "Jakarta REST, which this server does not have. On Open Liberty, add <feature>restfulWS-3.1</feature> to"
                        + " the featureManager of server.xml; on WildFly, the layer jaxrs"),
        CONFIG(
                "org.eclipse.microprofile.config.ConfigProvider",
                "MicroProfile Config, which this server does not have. On Open Liberty, add"
                        + " <feature>mpConfig-3.1</feature> to the featureManager of server.xml; on WildFly, the layer"
                        + " microprofile-config"),
        JWT(
                "org.eclipse.microprofile.jwt.JsonWebToken",
                "MicroProfile JWT, without which nobody can validate access tokens. On Open Liberty, add"
                        + " <feature>mpJwt-2.1</feature> to the featureManager of server.xml; on WildFly, the layer"
                        + " microprofile-jwt, and put dpop4j-jakarta into WEB-INF/lib with web fragments left on: no"
                        + " <absolute-ordering/> without <others/> in web.xml");

        private final String className;
        private final String sentence;

        Need(String className, String sentence) {
            this.className = className;
            this.sentence = sentence;
        }

        private boolean isMet() {
            try {
                Class.forName(className, false, DPoPExtension.class.getClassLoader());
                return true;
            } catch (ClassNotFoundException | LinkageError e) {
                return false;
            }
        }
    }

    /** @throws DeploymentException when the server lacks something */
    void requireServer(@Observes BeforeBeanDiscovery event) {
        for (Need need : Need.values()) {
            if (!need.isMet()) {
                throw new DeploymentException("dpop4j needs " + need.sentence);
            }
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
}
