package org.dpop4j.it.keycloak;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** Starts Keycloak once, before the application and for all tests, and points the application to it. */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    private KeycloakServer keycloak;

    @Override
    public Map<String, String> start() {
        keycloak = KeycloakServer.start(Path.of(System.getProperty("keycloak.home")));
        return Map.of("keycloak.issuer", keycloak.issuer());
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
