package org.dpop4j.it.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/** An authorization server with a JWK Set, an introspection endpoint and a UserInfo endpoint, and nothing else. */
public class AuthorizationServer implements QuarkusTestResourceLifecycleManager {
    private static final String ISSUER_PROPERTY = AuthorizationServer.class.getName() + ".issuer";
    static final TestIssuer ISSUER = issuer();

    /** A key's thumbprint, of which only the introspection response knows. */
    private static final String CNF = "\"cnf\":{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}";

    private static final JwtConsumer TOKENS = tokens();

    private HttpServer server;

    /** Test classes are loaded once for JUnit and once for Quarkus, and both need the same key. */
    private static synchronized TestIssuer issuer() {
        String pem = System.getProperty(ISSUER_PROPERTY);
        if (pem == null) {
            TestIssuer issuer = TestIssuer.rs256();
            System.setProperty(ISSUER_PROPERTY, issuer.privateKeyPem());
            return issuer;
        }
        return TestIssuer.fromPem(pem);
    }

    private static JwtConsumer tokens() {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKeyResolver(
                            new JwksVerificationKeyResolver(new JsonWebKeySet(ISSUER.publicJwks()).getJsonWebKeys()))
                    .setExpectedIssuer(ISSUER.issuer())
                    .setExpectedAudience(TestToken.AUDIENCE)
                    .setRequireExpirationTime()
                    .build();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/jwks", exchange -> answer(exchange, ISSUER.publicJwks()));
        server.createContext("/user-info", exchange -> answer(exchange, "{\"sub\":\"alice\"}"));
        server.createContext("/introspection", exchange -> answer(exchange, introspection(tokenIn(exchange))));
        server.createContext("/nonsense", exchange -> answer(exchange, "active"));
        server.createContext("/token", exchange -> answer(exchange, loginTokens()));
        server.start();
        return Map.of(
                "quarkus.oidc.auth-server-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "orders.public-key",
                ISSUER.publicKeyPem().replaceAll("-----[A-Z ]+-----|\\s", ""));
    }

    /** What ends a login. */
    private static String loginTokens() {
        TestToken token = ISSUER.microProfile();
        return "{\"id_token\":\"" + token.audience("orders").serialize() + "\",\"access_token\":\"" + token.serialize()
                + "\",\"refresh_token\":\"refresh\",\"token_type\":\"Bearer\",\"expires_in\":300}";
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static String tokenIn(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(form.split("&"))
                .filter(field -> field.startsWith("token="))
                .map(field -> URLDecoder.decode(field.substring("token=".length()), StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    /** What is in a token that the issuer has signed; also knows two opaque tokens by name. */
    private static String introspection(String token) {
        if (token.equals("opaque") || token.equals("opaque-bound-elsewhere")) {
            return active("\"username\":\"alice\",\"scope\":\"orders\"" + (isBoundElsewhere(token) ? "," + CNF : ""));
        }
        String jws = token.indexOf('.') < 0 ? decoded(token) : token;
        String[] parts = jws.split("\\.", -1);
        if (parts.length != 3) {
            return "{\"active\":false}";
        }
        try {
            JwtClaims claims = TOKENS.processToClaims(jws);
            String roles = claims.isClaimValueStringList("groups")
                    ? String.join(" ", claims.getStringListClaimValue("groups"))
                    : "";
            return active("\"username\":\"" + claims.getStringClaimValue("upn") + "\",\"scope\":\"" + roles + "\","
                    + (isBoundElsewhere(claims.getSubject()) ? CNF + "," : "")
                    + decoded(parts[1]).replaceAll("^\\{|}$", ""));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return "{\"active\":false}";
        }
    }

    private static String active(String members) {
        return "{\"active\":true," + members + "}";
    }

    private static boolean isBoundElsewhere(String text) {
        return text.contains("bound-elsewhere");
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return token;
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
