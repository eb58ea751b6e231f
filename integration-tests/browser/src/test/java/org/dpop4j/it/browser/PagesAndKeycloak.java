package org.dpop4j.it.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.dpop4j.it.keycloak.KeycloakServer;

/** Users log in at a real Keycloak. */
public class PagesAndKeycloak extends PagesAndIssuer {
    @Override
    Runnable startIssuer(String pagesOrigin, Map<String, String> settings) {
        KeycloakServer keycloak = KeycloakServer.start(
                Path.of(System.getProperty("keycloak.home")), realm().replace("{pagesOrigin}", pagesOrigin));
        settings.put("login.issuer", keycloak.issuer());
        settings.put("tokens.issuer", keycloak.issuer());
        settings.put("tokens.keys", keycloak.issuer() + "/protocol/openid-connect/certs");
        return keycloak::close;
    }

    private static String realm() {
        try (InputStream realm = PagesAndKeycloak.class.getResourceAsStream("/pages-realm.json")) {
            return new String(realm.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
