package org.dpop4j.test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.filter.Filter;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DPoPFilterNonceTest {
    private static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    private final ClientKey key = ClientKey.es256();
    private final DPoPFilter client = DPoPFilter.of(key, TOKEN);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Server server;

    private record Received(
            String method,
            String uri,
            List<String> proofs,
            String body,
            @Nullable String contentType,
            String cookies) {
        @Nullable
        Object nonce() {
            return claim("nonce");
        }

        @Nullable
        Object claim(String name) {
            assertEquals(1, proofs.size());
            return Jws.of(proofs.get(0)).claims().get(name);
        }
    }

    /** Header lines as name and value, by turns. */
    private record Answer(int status, String body, String... headers) {
        static Answer demand(String nonce) {
            return new Answer(
                    401,
                    "refused",
                    "WWW-Authenticate",
                    "DPoP error=\"use_dpop_nonce\", error_description=\"x\", algs=\"ES256\"",
                    "DPoP-Nonce",
                    nonce);
        }

        /** With {@code Content-Length: 0}, as dpop4j refuses. */
        Answer withoutBody() {
            return new Answer(status, "", headers);
        }

        static Answer of(int status, String... headers) {
            return new Answer(status, "answer", headers);
        }
    }

    /** Answers what is scripted, and 200 for everything after that. */
    private final class Server implements AutoCloseable {
        final Queue<Received> received = new ConcurrentLinkedQueue<>();
        private final HttpServer http;
        private volatile Function<Received, Answer> answers = request -> Answer.of(200);

        Server() {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            http.setExecutor(threads);
            http.createContext("/", this::answer);
            http.start();
        }

        Server answering(Answer... script) {
            Queue<Answer> rest = new ConcurrentLinkedQueue<>(List.of(script));
            return answering(request -> {
                Answer next = rest.poll();
                return next != null ? next : Answer.of(200);
            });
        }

        Server answering(Function<Received, Answer> function) {
            answers = function;
            return this;
        }

        private void answer(HttpExchange exchange) throws IOException {
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toASCIIString(),
                    exchange.getRequestHeaders().get("DPoP"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    String.valueOf(exchange.getRequestHeaders().get("Cookie")));
            received.add(request);
            Answer answer = answers.apply(request);
            for (int i = 0; i < answer.headers().length; i += 2) {
                exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean bodiless = body.length == 0
                    || answer.status() == 204
                    || request.method().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        }

        String base() {
            return "http://localhost:" + http.getAddress().getPort();
        }

        List<@Nullable Object> nonces() {
            List<@Nullable Object> nonces = new ArrayList<>();
            received.forEach(request -> nonces.add(request.nonce()));
            return nonces;
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @BeforeEach
    void start() {
        server = new Server();
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    private RequestSpecification calling(Filter filter) {
        return given().filter(filter).baseUri(server.base());
    }

    @Test
    @DisplayName("N-04: a demand is answered by the same request with a new proof that has the nonce")
    void sendsTheRequestAgainWithTheNonce() {
        server.answering(Answer.demand("n1"));
        Response response =
                calling(client).body("{}").contentType(ContentType.JSON).post("/orders");

        assertEquals(200, response.statusCode());
        assertEquals("answer", response.body().asString());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());
        Received first = server.received.remove();
        Received second = server.received.remove();
        assertNotEquals(first.claim("jti"), second.claim("jti"));
        for (Received request : List.of(first, second)) {
            assertEquals("POST", request.method());
            assertEquals("POST", request.claim("htm"));
            assertEquals(server.base() + "/orders", request.claim("htu"));
            assertEquals("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", request.claim("ath"));
            assertEquals("{}", request.body());
            assertEquals("application/json", request.contentType());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "HEAD"})
    @DisplayName("N-04: a demand without a body is answered as well")
    void takesUpDemandsWithoutABody(String method) {
        server.answering(
                Answer.demand("n1").withoutBody(),
                Answer.of(200).withoutBody(),
                Answer.demand("n2").withoutBody());
        RequestSpecification request = calling(client);
        assertEquals(200, request.request(method, "/orders").statusCode());
        assertEquals(200, request.request(method, "/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1", "n1", "n2"), server.nonces());
    }

    @Test
    @DisplayName("N-04: also where all requests share one client and its one connection")
    void takesUpDemandsWithASharedClient() {
        RestAssuredConfig shared = RestAssuredConfig.newConfig()
                .httpClient(HttpClientConfig.httpClientConfig().reuseHttpClientInstance());
        server.answering(
                Answer.demand("n1").withoutBody(),
                Answer.of(200),
                Answer.demand("n2").withoutBody());
        for (int i = 0; i < 2; i++) {
            Response response = calling(client).config(shared).get("/orders");
            assertEquals(200, response.statusCode());
            assertEquals("answer", response.asString());
        }
        assertEquals(Arrays.asList(null, "n1", "n1", "n2"), server.nonces());
    }

    @Test
    @DisplayName("N-11: the next requests start with the nonce")
    void startsWithTheNonceFromThenOn() {
        server.answering(Answer.demand("n1"));
        for (int i = 0; i < 3; i++) {
            assertEquals(200, calling(client).get("/orders").statusCode());
        }
        assertEquals(Arrays.asList(null, "n1", "n1", "n1"), server.nonces());
    }

    @Test
    @DisplayName("H-120: the second demand in a row is the test's, its nonce is remembered")
    void doesNotLoop() {
        server.answering(Answer.demand("n1"), Answer.demand("n2"), Answer.demand("n3"));
        Response response = calling(client).get("/orders");
        assertEquals(401, response.statusCode());
        assertEquals("n2", response.header("DPoP-Nonce"));
        assertEquals("refused", response.body().asString());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());

        assertEquals(200, calling(client).get("/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1", "n2", "n3"), server.nonces());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 403})
    @DisplayName("N-09: success and 403 bring the next nonce")
    void takesTheNonceOfAnAnswer(int status) {
        server.answering(Answer.of(status, "DPoP-Nonce", "n1"), Answer.of(status, "DPoP-Nonce", "n2"));
        for (int i = 0; i < 2; i++) {
            assertEquals(status, calling(client).get("/orders").statusCode());
        }
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, "n1", "n2"), server.nonces());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500, 503})
    @DisplayName("N-18: other answers bring no nonce and are not repeated")
    void takesNoNonceOfOtherAnswers(int status) {
        server.answering(Answer.of(
                status, "DPoP-Nonce", "n1", "WWW-Authenticate", "DPoP error=\"invalid_dpop_proof\", algs=\"ES256\""));
        assertEquals(status, calling(client).get("/orders").statusCode());
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, null), server.nonces());
    }

    static Stream<Answer> brokenDemands() {
        String demand = "DPoP error=\"use_dpop_nonce\"";
        return Stream.of(
                Answer.of(401, "WWW-Authenticate", demand),
                Answer.of(401, "WWW-Authenticate", demand, "DPoP-Nonce", "a", "DPoP-Nonce", "b"),
                Answer.of(401, "WWW-Authenticate", demand, "DPoP-Nonce", ""),
                Answer.of(401, "WWW-Authenticate", demand, "DPoP-Nonce", "a b"),
                Answer.of(401, "WWW-Authenticate", demand, "DPoP-Nonce", "a\\b"),
                Answer.of(401, "WWW-Authenticate", demand, "DPoP-Nonce", "x".repeat(513)),
                Answer.of(401, "WWW-Authenticate", "Bearer error=\"use_dpop_nonce\"", "DPoP-Nonce", "a"),
                Answer.of(400, "WWW-Authenticate", demand, "DPoP-Nonce", "a"));
    }

    @ParameterizedTest
    @MethodSource("brokenDemands")
    @DisplayName("N-03, N-06: a demand without exactly one legal nonce is the test's")
    void handsABrokenDemandToTheTest(Answer answer) {
        server.answering(answer);
        Response response = calling(client).get("/orders");
        assertEquals(answer.status(), response.statusCode());
        assertEquals("answer", response.body().asString());
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, null), server.nonces());
    }

    @Test
    void findsTheDemandOnAnyLine() {
        server.answering(Answer.of(
                401,
                "WWW-Authenticate",
                "Bearer realm=\"x\"",
                "www-authenticate",
                "dpop error=\"use_dpop_nonce\"",
                "dpop-nonce",
                "n1"));
        assertEquals(200, calling(client).get("/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());
    }

    @Test
    @DisplayName("N-13: a nonce is not told to another origin")
    void keepsOriginsApart() {
        try (Server other = new Server()) {
            server.answering(Answer.demand("n1"));
            other.answering(Answer.demand("o1"));
            calling(client).get("/orders");
            given().filter(client).get(other.base() + "/orders");
            calling(client).get("/orders");
            given().filter(client).get(other.base() + "/orders");
            assertEquals(Arrays.asList(null, "n1", "n1"), server.nonces());
            assertEquals(Arrays.asList(null, "o1", "o1"), other.nonces());
        }
    }

    // ---- what a client is made of

    @Test
    void remembersTogetherWithItsAlteredCopies() {
        server.answering(Answer.demand("n1"), Answer.of(200), Answer.of(200, "DPoP-Nonce", "n2"));
        DPoPFilter copy = client.altering(proof -> proof.claim("x", 1));
        calling(client).get("/orders");
        calling(copy).get("/orders");
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, "n1", "n1", "n2"), server.nonces());
    }

    @Test
    void remembersApartFromOtherClients() {
        server.answering(Answer.demand("n1"));
        calling(client).get("/orders");
        calling(DPoPFilter.of(key, TOKEN)).get("/orders");
        assertEquals(Arrays.asList(null, "n1", null), server.nonces());
    }

    @Test
    void altersEachAttemptAfterItsNonceIsSet() {
        server.answering(Answer.demand("n1"), Answer.demand("n2"));
        List<Object> seen = new ArrayList<>();
        DPoPFilter altered = client.altering(proof -> {
            seen.add(Jws.of(proof).claims().getOrDefault("nonce", "none"));
            return proof.nonce("altered");
        });
        assertEquals(401, calling(altered).get("/orders").statusCode());
        assertEquals(List.of("none", "n1"), seen);
        assertEquals(List.of("altered", "altered"), server.nonces());
    }

    @Test
    @DisplayName("H-114: a nonce can be fetched in good order and then be spoilt")
    void spoilsTheNonceItRemembers() {
        server.answering(request -> "n1".equals(request.nonce()) ? Answer.of(200) : Answer.demand("n1"));
        DPoPFilter spoiling = client.altering(TestNonceDefect.PADDED);
        assertThrows(IllegalStateException.class, () -> calling(spoiling).get("/orders"));
        assertEquals(200, calling(client).get("/orders").statusCode());
        assertEquals(401, calling(spoiling).get("/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1", "n1=", "n1="), server.nonces());
    }

    @Test
    void neitherRepeatsNorRemembersWithoutNonces() {
        server.answering(Answer.demand("n1"), Answer.demand("n2"), Answer.of(200, "DPoP-Nonce", "n3"), Answer.of(200));
        DPoPFilter simple = client.withoutNonces();
        assertEquals(401, calling(simple).get("/orders").statusCode());
        assertEquals(
                401,
                calling(simple.altering(proof -> proof.nonce("mine")))
                        .get("/orders")
                        .statusCode());
        assertEquals(200, calling(simple).get("/orders").statusCode());
        calling(simple).get("/orders");
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, "mine", null, null, null), server.nonces());
    }

    @Test
    void keepsAlterationsWithoutNonces() {
        calling(client.altering(proof -> proof.jti("fixed")).withoutNonces()).get("/orders");
        assertEquals("fixed", server.received.remove().claim("jti"));
    }

    // ---- what is sent again

    /** @return the second attempt */
    private Received assertSentTwiceAlike(Function<RequestSpecification, Response> call) {
        server.answering(Answer.demand("n1"));
        server.received.clear();
        assertEquals(200, call.apply(calling(DPoPFilter.of(key, TOKEN))).statusCode());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());
        Received first = server.received.remove();
        Received second = server.received.remove();
        assertEquals(first.method(), second.method());
        assertEquals(first.uri(), second.uri());
        assertEquals(first.body(), second.body());
        assertEquals(first.contentType(), second.contentType());
        assertEquals(first.cookies(), second.cookies());
        assertEquals(first.claim("htu"), second.claim("htu"));
        return second;
    }

    @Test
    void repeatsPathParametersAndQuery() {
        Received sent = assertSentTwiceAlike(request -> request.queryParam("q", "a b", "c")
                .queryParam("flag")
                .get("/a b/{id}/{x}/?page=2&q=d&page=3&empty=&none", "\u00fc/x", "y"));
        assertEquals("/a%20b/%C3%BC%2Fx/y/?q=a%20b&q=c&q=d&flag&page=2&page=3&empty=&none", sent.uri());
        sent = assertSentTwiceAlike(request -> request.urlEncodingEnabled(false).get("/a%2Fb/c;v=1/?p=%2F"));
        assertEquals("/a%2Fb/c;v=1/?p=%2F", sent.uri());
        sent = assertSentTwiceAlike(request -> request.param("p", "1").get("/orders?p=2"));
        assertEquals("/orders?p=2", sent.uri());
        sent = assertSentTwiceAlike(request -> request.get(server.base() + "/orders?p=2"));
        assertEquals("/orders?p=2", sent.uri());
        sent = assertSentTwiceAlike(request -> request.queryParam("q", 1).post("/orders?p=2"));
        assertEquals("/orders?q=1&p=2", sent.uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void repeatsForms(String method) {
        Received sent = assertSentTwiceAlike(
                request -> request.formParam("f", "a b", "c").queryParam("q", 1).request(method, "/orders?p=2"));
        assertEquals("f=a%20b&f=c", sent.body());
        sent = assertSentTwiceAlike(
                request -> request.formParam("f", "a").param("g", "b").request(method, "/orders"));
        assertTrue(sent.body().endsWith("f=a"), sent.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "REPORT"})
    void repeatsBodies(String method) {
        assertEquals(
                "text",
                assertSentTwiceAlike(request -> request.body("text").request(method, "/orders"))
                        .body());
        assertEquals(
                "AB",
                assertSentTwiceAlike(
                                request -> request.body(new byte[] {65, 66}).request(method, "/orders"))
                        .body());
        assertEquals(
                "application/json;charset=UTF-8",
                assertSentTwiceAlike(request -> request.contentType("application/json;charset=UTF-8")
                                .body("{}")
                                .request(method, "/orders"))
                        .contentType());
    }

    @Test
    void repeatsHead() {
        server.answering(
                new Answer(401, "", "WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"", "DPoP-Nonce", "n1"),
                new Answer(204, ""));
        assertEquals(204, calling(client).head("/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void repeatsMultiPartBodies(String method) {
        Received sent = assertSentTwiceAlike(request -> request.multiPart("a", "b")
                .multiPart("c", "file", new byte[] {65, 66})
                .formParam("f", "g")
                .request(method, "/orders"));
        assertTrue(
                sent.body().matches("(?s).*\\r\\n\\r\\nb\\r\\n.*\\r\\n\\r\\nAB\\r\\n.*\\r\\n\\r\\ng\\r\\n.*"),
                sent.body());
    }

    @Test
    void repeatsCookies() {
        assertSentTwiceAlike(
                request -> request.cookie("a", "b").cookie("c", "d", "e").get("/orders"));
    }

    @Test
    void doesNotRepeatAStream() {
        server.answering(Answer.demand("n1"), Answer.demand("n2"));
        InputStream bytes = new ByteArrayInputStream(new byte[] {65});
        Response response = calling(client).body(new BufferedInputStream(bytes)).post("/orders");
        assertEquals(401, response.statusCode());
        assertEquals("refused", response.body().asString());
        response = calling(client)
                .multiPart("a", "file", new BufferedInputStream(bytes))
                .post("/orders");
        assertEquals(401, response.statusCode());
        calling(client).get("/orders");
        assertEquals(Arrays.asList(null, "n1", "n2"), server.nonces());
    }

    @Test
    void repeatsFilesAndStreamsInMemory(@TempDir Path directory) throws Exception {
        File file = Files.writeString(directory.resolve("body"), "content").toFile();
        Received sent = assertSentTwiceAlike(request -> request.body(file).post("/orders"));
        assertEquals("content", sent.body());
        sent = assertSentTwiceAlike(request -> request.multiPart("a", file).post("/orders"));
        assertTrue(sent.body().contains("content"), sent.body());
        sent = assertSentTwiceAlike(request ->
                request.body(new ByteArrayInputStream(new byte[] {65})).post("/orders"));
        assertEquals("A", sent.body());
    }

    // ---- beside other filters

    @Test
    void isOneRequestForFiltersBeforeAndTwoForFiltersAfter() {
        server.answering(Answer.demand("n1"));
        List<String> seen = new ArrayList<>();
        given().filter((request, response, context) -> {
                    Response answer = context.next(request, response);
                    seen.add("before " + answer.statusCode());
                    return answer;
                })
                .filter(client)
                .filter((request, response, context) -> {
                    Response answer = context.next(request, response);
                    seen.add(
                            "after " + answer.statusCode() + " " + answer.body().asString());
                    return answer;
                })
                .filter((request, response, context) -> {
                    seen.add("last");
                    return context.next(request, response);
                })
                .baseUri(server.base())
                .get("/orders")
                .then()
                .statusCode(200);
        assertEquals(List.of("last", "after 401 refused", "last", "after 200 answer", "before 200"), seen);
    }

    @Test
    void takesCookiesOfTheFirstAttemptAlong() {
        server.answering(new Answer(
                401, "", "WWW-Authenticate", "DPoP error=\"use_dpop_nonce\"", "DPoP-Nonce", "n1", "Set-Cookie", "a=b"));
        calling(client).filter(new CookieFilter()).get("/orders").then().statusCode(200);
        assertEquals(
                List.of("null", "[a=b]"),
                server.received.stream().map(Received::cookies).toList());
    }

    @Test
    void judgesTheLastAnswerOnly() {
        server.answering(Answer.demand("n1"));
        calling(client)
                .expect()
                .statusCode(200)
                .header("DPoP-Nonce", (String) null)
                .when()
                .get("/orders");
        AssertionError error = assertThrows(
                AssertionError.class,
                () -> calling(client).expect().statusCode(404).when().get("/orders"));
        assertTrue(error.getMessage().contains("200"), error.getMessage());
    }

    @Test
    void canBeThereTwice() {
        server.answering(Answer.demand("n1"));
        calling(client).filter(client).get("/orders").then().statusCode(200);
        assertEquals(2, server.received.size());
    }

    @Test
    void doesNotRepeatWhenAnotherFilterCallsIt() {
        server.answering(request -> Answer.demand("n1"));
        assertEquals(401, calling(client::filter).get("/orders").statusCode());
        assertEquals(401, calling(client::filter).get("/orders").statusCode());
        assertEquals(Arrays.asList(null, "n1"), server.nonces());
    }

    // ---- many threads

    @Test
    @DisplayName("N-11, H-117: 50 requests at once, each gets in, none more than twice")
    void servesManyThreads() throws Exception {
        Set<Object> issued = ConcurrentHashMap.newKeySet();
        Set<Object> used = ConcurrentHashMap.newKeySet();
        server.answering(request -> {
            Object nonce = request.nonce();
            if (nonce != null && issued.contains(nonce) && used.add(request.claim("jti"))) {
                return Answer.of(200);
            }
            String fresh = "n" + request.claim("jti");
            issued.add(fresh);
            return Answer.demand(fresh);
        });
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> statuses = IntStream.range(0, 50)
                .mapToObj(i -> threads.submit(() -> {
                    start.await();
                    return calling(client).get("/orders/" + i).statusCode();
                }))
                .toList();
        start.countDown();
        for (Future<Integer> status : statuses) {
            assertEquals(200, status.get());
        }
        assertTrue(server.received.size() <= 100);
        Map<String, Long> attempts =
                server.received.stream().collect(Collectors.groupingBy(Received::uri, Collectors.counting()));
        assertEquals(50, attempts.size());
        assertFalse(attempts.values().stream().anyMatch(count -> count > 2));

        int before = server.received.size();
        assertEquals(200, calling(client).get("/orders").statusCode());
        assertEquals(before + 1, server.received.size());
    }
}
