package org.dpop4j.it.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.config.RestAssuredConfig;
import io.restassured.config.SSLConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;

/** A key and a certificate for TLS, of the server and of its client, which trust nobody else. */
public class ClientKeyStore implements QuarkusTestResourceLifecycleManager {
    private static final Path FILE = Path.of("target", "client.p12");
    private static final String PASSWORD = "of-the-tests";

    @Override
    public Map<String, String> start() {
        try {
            Files.deleteIfExists(FILE);
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "client",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "SAN=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            FILE.toString(),
                            "-storepass",
                            PASSWORD)
                    .inheritIO()
                    .start();
            assertEquals(0, keytool.waitFor(), "exit code of keytool");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.tls.key-store.p12.path",
                FILE.toString(),
                "quarkus.tls.key-store.p12.password",
                PASSWORD,
                "quarkus.tls.trust-store.p12.path",
                FILE.toString(),
                "quarkus.tls.trust-store.p12.password",
                PASSWORD,
                "quarkus.http.test-ssl-port",
                "0");
    }

    @Override
    public void stop() {}

    /** Shows the certificate. */
    static RestAssuredConfig withCertificate() {
        return RestAssuredConfig.config().sslConfig(trusting().keyStore(FILE.toString(), PASSWORD));
    }

    static RestAssuredConfig withoutCertificate() {
        return RestAssuredConfig.config().sslConfig(trusting());
    }

    private static SSLConfig trusting() {
        return SSLConfig.sslConfig().trustStore(FILE.toString(), PASSWORD);
    }

    /** As {@code x5t#S256} (RFC 8705 section 3.1). */
    static String thumbprint() {
        try {
            byte[] certificate = KeyStore.getInstance(FILE.toFile(), PASSWORD.toCharArray())
                    .getCertificate("client")
                    .getEncoded();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
