package org.dpop4j.it.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.dpop4j.test.TestIssuer;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;
import org.jose4j.lang.JoseException;

/**
 * What of an authorization server the clients need: metadata (RFC 8414), and a token endpoint that binds tokens to the key
 * of the proof that comes with the request. It believes every client and every proof, and wants no nonce.
 *
 * <p>Its threads belong to no application, so it uses nothing that looks for services of one, such as the JSON of Vert.x.
 */
final class AuthorizationServer implements AutoCloseable {
    private final TestIssuer issuer;
    private final HttpServer http;
    private final String uri;

    private AuthorizationServer(TestIssuer issuer) throws IOException {
        this.issuer = issuer;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.uri = "http://localhost:" + http.getAddress().getPort();
        http.createContext("/.well-known/oauth-authorization-server", exchange -> answer(exchange, metadata()));
        http.createContext("/token", exchange -> answer(exchange, token(exchange)));
        http.start();
    }

    /** An authorization server that signs with this issuer's key. */
    static AuthorizationServer start(TestIssuer issuer) {
        try {
            return new AuthorizationServer(issuer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its metadata is found; the {@code issuer} there. */
    String uri() {
        return uri;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private Map<String, Object> metadata() {
        return Map.of("issuer", uri, "token_endpoint", uri + "/token");
    }

    private Map<String, Object> token(HttpExchange exchange) {
        String jkt = thumbprint(exchange.getRequestHeaders().getFirst("DPoP"));
        return Map.of(
                "access_token",
                issuer.microProfile().boundTo(jkt).serialize(),
                "token_type",
                "DPoP",
                "expires_in",
                300);
    }

    private static String thumbprint(String proof) {
        String header = new String(Base64.getUrlDecoder().decode(proof.split("\\.")[0]), StandardCharsets.UTF_8);
        try {
            Headers fields = new Headers();
            fields.setFullHeaderAsJsonString(header);
            return fields.getPublicJwkHeaderValue(HeaderParameterNames.JWK, null)
                    .calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException e) {
            throw new IllegalArgumentException("no public key in the proof", e);
        }
    }

    private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = JsonUtil.toJson(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
