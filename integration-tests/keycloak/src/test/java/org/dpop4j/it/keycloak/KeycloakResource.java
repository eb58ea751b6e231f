package org.dpop4j.it.keycloak;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Starts Keycloak once, before the first application and for all tests, and points the applications to it. It ends with
 * this JVM.
 */
public class KeycloakResource implements QuarkusTestResourceLifecycleManager {
    /** A property of the system, because each application loads this class anew. */
    private static final String ISSUER = KeycloakResource.class.getName() + ".issuer";

    @Override
    public Map<String, String> start() {
        String issuer = System.getProperty(ISSUER);
        if (issuer == null) {
            issuer = KeycloakServer.start(Path.of(System.getProperty("keycloak.home")), realm())
                    .issuer();
            System.setProperty(ISSUER, issuer);
        }
        return Map.of("keycloak.issuer", issuer);
    }

    private static String realm() {
        try (InputStream realm = KeycloakResource.class.getResourceAsStream("/dpop4j-realm.json")) {
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
