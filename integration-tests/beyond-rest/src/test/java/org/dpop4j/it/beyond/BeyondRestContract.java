package org.dpop4j.it.beyond;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q-14: WebSockets and GraphQL. */
abstract class BeyondRestContract {
    private static final String ALGS = "algs=\"ES256 ES384 ES512 PS256 PS384 PS512 RS256 EdDSA Ed25519\"";
    private static final String NOT_BOUND = error("invalid_token", "This resource requires a DPoP-bound access token");
    private static final String BOUND =
            error("invalid_token", "The access token is DPoP-bound and needs the DPoP scheme");
    private static final String NO_PROOF = error("invalid_dpop_proof", "The DPoP proof is missing");
    private static final String OTHER_URI =
            error("invalid_dpop_proof", "The htu of the DPoP proof does not match the request");
    private static final String REPLAYED = error("invalid_dpop_proof", "The DPoP proof was used before");

    private final ClientKey key = ClientKey.es256();
    private final String bound = Issuer.get().microProfile().boundTo(key).serialize();
    private final String unbound = Issuer.get().microProfile().serialize();

    @TestHTTPResource("/")
    URI server;

    abstract boolean isRequiredMode();

    private static String error(String code, String description) {
        return "error=\"" + code + "\", error_description=\"" + description + "\", ";
    }

    private TestProof proof(String path) {
        return TestProof.with(key)
                .method("GET")
                .uri(server.resolve(path).toString())
                .accessToken(bound);
    }

    private static final class Echo implements WebSocket.Listener {
        private final CompletableFuture<String> heard = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            heard.complete(text.toString());
            return WebSocket.Listener.super.onText(socket, text, isLast);
        }
    }

    private void opens(String path, Map<String, String> headers, String... protocols) throws Exception {
        Echo echo = new Echo();
        WebSocket socket = open(path, headers, echo, protocols).join();
        socket.sendText("hello", true).join();
        assertEquals("hello", echo.heard.get(10, TimeUnit.SECONDS));
        socket.abort();
    }

    private CompletableFuture<WebSocket> open(
            String path, Map<String, String> headers, WebSocket.Listener listener, String... protocols) {
        WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocols.length > 0) {
            builder.subprotocols("echo", protocols);
        }
        return builder.buildAsync(
                URI.create("ws" + server.resolve(path).toString().substring(4)), listener);
    }

    private HttpResponse<?> refused(String path, Map<String, String> headers, String... protocols) {
        try {
            open(path, headers, new Echo(), protocols).join().abort();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse();
            }
            throw e;
        }
        throw new AssertionError("opened " + path);
    }

    private void refuses(String error, String path, Map<String, String> headers, String... protocols) {
        HttpResponse<?> response = refused(path, headers, protocols);
        assertEquals(401, response.statusCode());
        assertEquals(List.of("DPoP " + error + ALGS), response.headers().allValues("WWW-Authenticate"));
        assertEquals(List.of("no-store"), response.headers().allValues("Cache-Control"));
    }

    private Map<String, String> dpop(TestProof proof) {
        return Map.of("Authorization", "DPoP " + bound, "DPoP", proof.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms/a", "/rooms/b", "/listed/socket"})
    @DisplayName("a WebSocket demands DPoP of the request that opens it, by annotation or by path")
    void demandsDPoP(String path) throws Exception {
        opens(path, dpop(proof(path)));
        refuses("", path, Map.of());
        refuses(NOT_BOUND, path, Map.of("Authorization", "Bearer " + unbound));
        refuses(BOUND, path, Map.of("Authorization", "Bearer " + bound));
        refuses(NO_PROOF, path, Map.of("Authorization", "DPoP " + bound));
        String wss = server.resolve(path).toString().replaceFirst("^http", "ws");
        refuses(OTHER_URI, path, dpop(proof(path).uri(wss)));
        refuses(OTHER_URI, path, dpop(proof("/open")));
    }

    @Test
    @DisplayName("a nested one has the path of the other before its own, and may demand a nonce")
    void nested() throws Exception {
        String path = "/rooms/a/log";
        HttpResponse<?> response = refused(path, dpop(proof(path)));
        assertEquals(401, response.statusCode());
        String nonce = response.headers().firstValue("DPoP-Nonce").orElseThrow();
        opens(path, dpop(proof(path).nonce(nonce)));
        refuses("", path, Map.of());
    }

    @Test
    @DisplayName("the others are as Jakarta REST without an annotation, or with @DPoPOptional")
    void others() throws Exception {
        opens("/listed/optional", Map.of());
        opens("/listed/optional", Map.of("Authorization", "Bearer " + unbound));
        opens("/open", Map.of());
        if (isRequiredMode()) {
            refuses(NOT_BOUND, "/open", Map.of("Authorization", "Bearer " + unbound));
            refuses(BOUND, "/open", Map.of("Authorization", "Bearer " + bound));
        } else {
            // Authentication is lazy, and nobody asks for the caller.
            opens("/open", Map.of("Authorization", "Bearer " + unbound));
            opens("/open", Map.of("Authorization", "Bearer " + bound));
        }
    }

    @Test
    @DisplayName("what a browser sends within the sub-protocol is held to the same rules")
    void subprotocols() throws Exception {
        String path = "/rooms/a";
        refuses(NOT_BOUND, path, Map.of(), smuggled("Authorization", "Bearer " + unbound));
        refuses(BOUND, path, Map.of(), smuggled("Authorization", "Bearer " + bound));
        refuses(NO_PROOF, path, Map.of(), smuggled("Authorization", "DPoP " + bound));
        String twice = proof(path).serialize();
        String[] protocols = {smuggled("Authorization", "DPoP " + bound), smuggled("DPoP", twice)};
        opens(path, Map.of(), protocols);
        refuses(REPLAYED, path, Map.of(), protocols);
    }

    private static String smuggled(String name, String value) {
        return "quarkus-http-upgrade#" + name + "#"
                + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphql/", "/graphql/schema.graphql"})
    @DisplayName("GraphQL demands DPoP by its path")
    void graphql(String path) {
        List<Response> refused = new ArrayList<>();
        refused.add(query(given(), path));
        refused.add(query(given().auth().oauth2(unbound), path));
        refused.add(query(given().auth().oauth2(bound), path));
        refused.add(query(given().header("Authorization", "DPoP " + bound), path));
        for (Response response : refused) {
            assertEquals(401, response.statusCode());
            assertTrue(response.header("WWW-Authenticate").startsWith("DPoP "), response.header("WWW-Authenticate"));
            assertEquals(1, response.headers().getValues("WWW-Authenticate").size());
        }
        Response answer = query(given().filter(DPoPFilter.of(key, bound).withoutNonces()), path);
        assertTrue(answer.statusCode() != 401, answer.statusLine());
        if (path.equals("/graphql")) {
            assertEquals("one order", answer.path("data.order"));
        }
    }

    private static Response query(RequestSpecification request, String path) {
        return path.endsWith("schema.graphql")
                ? request.get(path)
                : request.contentType("application/json")
                        .body("{\"query\":\"{order}\"}")
                        .post(path);
    }
}
