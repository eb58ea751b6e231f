package org.dpop4j.it.browser;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.EmbeddedJwkVerificationKeyResolver;

/**
 * As much of an authorization server as auth0-spa-js needs, with Auth0's paths and tokens: the authorization code flow with
 * PKCE, a login page for one user, and access tokens that are bound to the key of a proof.
 *
 * <p>Its threads belong to no application, so it uses nothing that looks for services of one, such as the JSON of Vert.x.
 */
final class DevelopmentIssuer {
    static final String USER = "alice";
    static final String PASSWORD = "wonderland";
    static final String NAME = "Alice User";

    private final String pagesOrigin;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestIssuer tokens;
    /** By authorization code: what the code was asked for with. */
    private final Map<String, Map<String, String>> logins = new ConcurrentHashMap<>();

    private DevelopmentIssuer(String pagesOrigin) throws IOException {
        this.pagesOrigin = pagesOrigin;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.tokens = TestIssuer.rs256()
                .named("http://localhost:" + server.getAddress().getPort());
        server.createContext("/authorize", exchange -> answer(exchange, this::authorize));
        server.createContext("/oauth/token", exchange -> answer(exchange, this::token));
        server.createContext("/.well-known/jwks.json", exchange -> answer(exchange, this::jwks));
        server.setExecutor(threads);
        server.start();
    }

    /** @param pagesOrigin the one origin whose pages may log users in */
    static DevelopmentIssuer start(String pagesOrigin) {
        try {
            return new DevelopmentIssuer(pagesOrigin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens; its name, the {@code iss} of tokens, is this with a slash. */
    String uri() {
        return tokens.issuer();
    }

    void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void jwks(HttpExchange exchange) throws IOException {
        send(exchange, 200, "application/json", tokens.publicJwks());
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> request = form(exchange.getRequestURI().getRawQuery());
        demand("code".equals(request.get("response_type")), "unsupported_response_type");
        demand("S256".equals(request.get("code_challenge_method")), "invalid_request");
        demand(request.getOrDefault("redirect_uri", "").startsWith(pagesOrigin + "/"), "invalid_request");
        if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, "text/html", """
                    <!doctype html><title>Log in</title>
                    <form method="post"><input name="username"><input name="password" type="password">
                    <button type="submit">Log in</button></form>""");
            return;
        }
        Map<String, String> login = form(body(exchange));
        demand(USER.equals(login.get("username")) && PASSWORD.equals(login.get("password")), "access_denied");
        String code = UUID.randomUUID().toString();
        logins.put(code, request);
        String query = "?code=" + code + "&state=" + URLEncoder.encode(request.get("state"), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", request.get("redirect_uri") + query);
        exchange.sendResponseHeaders(303, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Headers cors = exchange.getResponseHeaders();
        cors.set("Access-Control-Allow-Origin", pagesOrigin);
        cors.set("Access-Control-Allow-Headers", "auth0-client,content-type,dpop");
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            exchange.sendResponseHeaders(204, -1);
            return;
        }
        Map<String, String> request = form(body(exchange));
        demand("authorization_code".equals(request.get("grant_type")), "unsupported_grant_type");
        Map<String, String> login = logins.remove(request.getOrDefault("code", ""));
        demand(login != null, "invalid_grant");
        demand(login.get("client_id").equals(request.get("client_id")), "invalid_grant");
        demand(login.get("redirect_uri").equals(request.get("redirect_uri")), "invalid_grant");
        demand(login.get("code_challenge").equals(sha256(request.get("code_verifier"))), "invalid_grant");
        String jkt = signerOf(exchange.getRequestHeaders().getFirst("DPoP"));
        // RFC 9449 section 10: the code is bound to the key, too.
        demand(jkt.equals(login.get("dpop_jkt")), "invalid_dpop_proof");
        send(
                exchange,
                200,
                "application/json",
                JsonUtil.toJson(Map.of(
                        "token_type",
                        "DPoP",
                        "access_token",
                        accessToken(login, jkt).serialize(),
                        "id_token",
                        idToken(login).serialize(),
                        "scope",
                        login.get("scope"),
                        "expires_in",
                        300)));
    }

    private TestToken accessToken(Map<String, String> login, String jkt) {
        return tokens.auth0()
                .audience(login.get("audience"), uri() + "/userinfo")
                .claim("scope", login.get("scope"))
                .boundTo(jkt);
    }

    private TestToken idToken(Map<String, String> login) {
        return tokens.auth0()
                .header("typ", "JWT")
                .audience(login.get("client_id"))
                .without("scope")
                .without("permissions")
                .claim("name", NAME)
                .claim("nonce", login.get("nonce"));
    }

    /** The thumbprint of the key that signed this proof for the token endpoint. */
    private String signerOf(String proof) {
        EmbeddedJwkVerificationKeyResolver jwk = new EmbeddedJwkVerificationKeyResolver();
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setExpectedType(true, "dpop+jwt")
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver(jwk)
                    .setIssuedAtRestrictions(30, 60)
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .build()
                    .processToClaims(proof);
            demand("POST".equals(claims.getStringClaimValue("htm")), "invalid_dpop_proof");
            demand((uri() + "/oauth/token").equals(claims.getStringClaimValue("htu")), "invalid_dpop_proof");
            return jwk.getJwk().calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new Refused("invalid_dpop_proof");
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> form = new HashMap<>();
        for (String field : encoded.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private static void answer(HttpExchange exchange, Endpoint endpoint) throws IOException {
        try (exchange) {
            endpoint.answer(exchange);
        } catch (Refused e) {
            send(exchange, 400, "application/json", JsonUtil.toJson(Map.of("error", e.getMessage())));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + ";charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void demand(boolean condition, String error) {
        if (!condition) {
            throw new Refused(error);
        }
    }

    private interface Endpoint {
        void answer(HttpExchange exchange) throws IOException;
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused(String error) {
            super(error);
        }
    }
}
