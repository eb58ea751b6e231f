package org.dpop4j.it.oidc;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.RestAssuredConfig;
import java.net.URI;
import java.util.Map;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Quarkus OIDC verifies the certificate that a token is bound to beside the key of its proofs. */
@QuarkusTest
@TestProfile(ClientCertificateTest.OverTls.class)
@QuarkusTestResource(AuthorizationServer.class)
@QuarkusTestResource(value = ClientKeyStore.class, restrictToAnnotatedClass = true)
@DisplayName("T-12, L-01: a token that is bound to a key and to a certificate")
class ClientCertificateTest extends OidcTest {
    /** Asks clients for certificates. */
    public static class OverTls extends OidcTest.Tenants {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.ssl.client-auth", "request");
        }
    }

    private static final String UNSUPPORTED = "The confirmation method of the access token is not supported";

    @TestHTTPResource(value = "/", tls = true)
    URI server;

    private static TestToken boundTo(ClientKey key, String certificate) {
        return token().confirmation(Map.of("jkt", key.jkt(), "x5t#S256", certificate));
    }

    @Nested
    @DisplayName("is taken with both")
    class Both {
        @Test
        @DisplayName("as a JWT")
        void jwt() {
            letsInWithCertificate(boundTo(KEY, ClientKeyStore.thumbprint()).serialize());
        }

        @Test
        @DisplayName("and as an opaque token")
        void opaqueToken() {
            letsInWithCertificate(
                    boundTo(KEY, ClientKeyStore.thumbprint()).opaque().serialize());
        }

        private void letsInWithCertificate(String token) {
            letsIn(
                    dpop(token).config(ClientKeyStore.withCertificate()).get(uri("/certificate/orders")),
                    "alice@example.com");
        }
    }

    @Test
    @DisplayName("is refused without the certificate, or with another one")
    void needsTheCertificate() {
        refusesTheInvalid(ClientKeyStore.withoutCertificate(), boundTo(KEY, ClientKeyStore.thumbprint()));
        refusesTheInvalid(ClientKeyStore.withCertificate(), boundTo(KEY, "A".repeat(43)));
    }

    private void refusesTheInvalid(RestAssuredConfig client, TestToken token) {
        for (String text : new String[] {token.serialize(), token.opaque().serialize()}) {
            refusesTheInvalidToken(dpop(text).config(client).get(uri("/certificate/orders")));
        }
    }

    @Test
    @DisplayName("is refused without the key")
    void needsTheKey() {
        refusesTheToken(
                dpop(boundTo(ClientKey.es256(), ClientKeyStore.thumbprint()).serialize())
                        .config(ClientKeyStore.withCertificate())
                        .get(uri("/certificate/orders")),
                "key_mismatch",
                "The access token is bound to another key");
    }

    @Test
    @DisplayName("is refused by a tenant that does not verify certificates, though the right one was shown")
    void needsATenantThatVerifies() {
        refusesTheToken(
                dpop(boundTo(KEY, ClientKeyStore.thumbprint()).serialize())
                        .config(ClientKeyStore.withCertificate())
                        .get(uri("/default/orders")),
                "confirmation_unsupported",
                UNSUPPORTED);
    }

    private String uri(String path) {
        return server.resolve(path).toString();
    }
}
