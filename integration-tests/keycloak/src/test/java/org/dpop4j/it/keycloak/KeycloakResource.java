package org.dpop4j.it.keycloak;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Starts Keycloak once, before the application and for all tests, and points the application to it. */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    private KeycloakServer keycloak;

    @Override
    public Map<String, String> start() {
        keycloak = KeycloakServer.start(Path.of(System.getProperty("keycloak.home")), realm());
        return Map.of("keycloak.issuer", keycloak.issuer());
    }

    private static String realm() {
        try (InputStream realm = KeycloakResource.class.getResourceAsStream("/dpop4j-realm.json")) {
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (keycloak != null) {
            keycloak.close();
        }
    }
}
