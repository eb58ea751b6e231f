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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Q-14: WebSockets, GraphQL and an MCP server. */
abstract class BeyondRestContract {
    private static final String INITIALIZE = """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18",
             "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}""";
    private static final String INITIALIZED = """
            {"jsonrpc": "2.0", "method": "notifications/initialized"}""";
    private static final String CALL = """
            {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
             "params": {"name": "echo", "arguments": {"message": "hello"}}}""";

    private final ClientKey key = ClientKey.es256();
    private final String bound = Issuer.get().microProfile().boundTo(key).serialize();
    private final String unbound = Issuer.get().microProfile().serialize();

    @TestHTTPResource("/")
    URI server;

    abstract boolean isRequiredMode();

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

    private void refuses(String challenge, String path, Map<String, String> headers, String... protocols) {
        HttpResponse<?> response = refused(path, headers, protocols);
        assertEquals(401, response.statusCode());
        assertEquals(List.of(challenge), response.headers().allValues("WWW-Authenticate"));
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
        refuses(Challenges.NO_CREDENTIALS, path, Map.of());
        refuses(Challenges.NOT_BOUND, path, Map.of("Authorization", "Bearer " + unbound));
        refuses(Challenges.BOUND, path, Map.of("Authorization", "Bearer " + bound));
        refuses(Challenges.NO_PROOF, path, Map.of("Authorization", "DPoP " + bound));
        String wss = server.resolve(path).toString().replaceFirst("^http", "ws");
        refuses(Challenges.OTHER_URI, path, dpop(proof(path).uri(wss)));
        refuses(Challenges.OTHER_URI, path, dpop(proof("/open")));
    }

    @Test
    @DisplayName("a nested one has the path of the other before its own, and may demand a nonce")
    void nested() throws Exception {
        String path = "/rooms/a/log";
        HttpResponse<?> response = refused(path, dpop(proof(path)));
        assertEquals(401, response.statusCode());
        String nonce = response.headers().firstValue("DPoP-Nonce").orElseThrow();
        opens(path, dpop(proof(path).nonce(nonce)));
        refuses(Challenges.NO_CREDENTIALS, path, Map.of());
    }

    @Test
    @DisplayName("the others are as Jakarta REST without an annotation, or with @DPoPOptional")
    void others() throws Exception {
        opens("/listed/optional", Map.of());
        opens("/listed/optional", Map.of("Authorization", "Bearer " + unbound));
        opens("/open", Map.of());
        if (isRequiredMode()) {
            refuses(Challenges.NOT_BOUND, "/open", Map.of("Authorization", "Bearer " + unbound));
            refuses(Challenges.BOUND, "/open", Map.of("Authorization", "Bearer " + bound));
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
        refuses(Challenges.NOT_BOUND, path, Map.of(), smuggled("Authorization", "Bearer " + unbound));
        refuses(Challenges.BOUND, path, Map.of(), smuggled("Authorization", "Bearer " + bound));
        refuses(Challenges.NO_PROOF, path, Map.of(), smuggled("Authorization", "DPoP " + bound));
        String twice = proof(path).serialize();
        String[] protocols = {smuggled("Authorization", "DPoP " + bound), smuggled("DPoP", twice)};
        opens(path, Map.of(), protocols);
        refuses(Challenges.REPLAYED, path, Map.of(), protocols);
    }

    private static String smuggled(String name, String value) {
        return "quarkus-http-upgrade#" + name + "#"
                + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void demandsDPoP(Function<RequestSpecification, Response> call) {
        List<Response> refused = List.of(
                call.apply(given()),
                call.apply(given().auth().oauth2(unbound)),
                call.apply(given().auth().oauth2(bound)),
                call.apply(given().header("Authorization", "DPoP " + bound)));
        for (Response response : refused) {
            assertEquals(401, response.statusCode());
            assertTrue(response.header("WWW-Authenticate").startsWith("DPoP "), response.header("WWW-Authenticate"));
            assertEquals(1, response.headers().getValues("WWW-Authenticate").size());
        }
    }

    private DPoPFilter client() {
        return DPoPFilter.of(key, bound).withoutNonces();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "/graphql/", "/graphql/schema.graphql"})
    @DisplayName("GraphQL demands DPoP by its path")
    void graphql(String path) {
        demandsDPoP(request -> query(request, path));
        Response answer = query(given().filter(client()), path);
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

    @Test
    @DisplayName("an MCP server demands DPoP by its path, of every request of a session")
    void mcp() {
        demandsDPoP(request -> mcp(request, INITIALIZE));
        Response opened = mcp(given().filter(client()), INITIALIZE);
        assertEquals(200, opened.statusCode(), opened.asString());
        String session = opened.header("Mcp-Session-Id");
        mcp(inSession(given().filter(client()), session), INITIALIZED);
        assertEquals(
                "hello", mcp(inSession(given().filter(client()), session), CALL).path("result.content[0].text"));
        demandsDPoP(request -> mcp(inSession(request, session), CALL));
        // Its response to a refusal has the id of the message, which it waits for.
        demandsDPoP(request -> inSession(request, session).body("{}").get("/mcp"));
        demandsDPoP(request -> request.body("{}").get("/mcp/sse"));
    }

    @Test
    @DisplayName("the proof of one request to an MCP server opens no second one")
    void mcpReplay() {
        DPoPFilter once = client().altering(proof -> proof.jti("once"));
        assertEquals(200, mcp(given().filter(once), INITIALIZE).statusCode());
        Response again = mcp(given().filter(once), INITIALIZE);
        assertEquals(401, again.statusCode());
        assertEquals(Challenges.REPLAYED, again.header("WWW-Authenticate"));
    }

    private static RequestSpecification inSession(RequestSpecification request, String session) {
        return request.header("Mcp-Session-Id", session);
    }

    private static Response mcp(RequestSpecification request, String message) {
        return request.contentType("application/json")
                .accept("application/json, text/event-stream")
                .body(message)
                .post("/mcp");
    }
}
