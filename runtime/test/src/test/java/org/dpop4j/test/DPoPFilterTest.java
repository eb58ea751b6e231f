package org.dpop4j.test;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DPoPFilterTest {
    private static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    private final ClientKey key = ClientKey.es256();
    private final List<Received> requests = new ArrayList<>();
    private HttpServer server;
    private String base;

    private record Received(String method, String rawPath, List<String> authorization, List<String> proofs) {}

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().get("Authorization"),
                    exchange.getRequestHeaders().get("DPoP")));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        base = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsTheTokenAndOneProofForTheMethodAndUri() {
        given().filter(DPoPFilter.of(key, TOKEN)).baseUri(base).post("/orders");

        Received request = requests.get(0);
        assertEquals(List.of("DPoP " + TOKEN), request.authorization());
        assertEquals(1, request.proofs().size());
        Map<String, Object> claims = claims(request);
        assertEquals("POST", claims.get("htm"));
        assertEquals(base + "/orders", claims.get("htu"));
        assertEquals("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", claims.get("ath"));
    }

    @Test
    void leavesTheQueryOutOfHtu() {
        given().filter(DPoPFilter.of(key, TOKEN))
                .baseUri(base)
                .queryParam("q", "1")
                .get("/orders?page=2");
        assertEquals(base + "/orders", claims(requests.get(0)).get("htu"));
    }

    @Test
    void writesThePathIntoHtuAsItIsSent() {
        given().filter(DPoPFilter.of(key, TOKEN)).baseUri(base).get("/a b/{id};v=1/", "ü/x");
        given().filter(DPoPFilter.of(key, TOKEN))
                .baseUri(base)
                .urlEncodingEnabled(false)
                .get("/a%2Fb/c;v=1/");

        for (Received request : requests) {
            assertEquals(base + request.rawPath(), claims(request).get("htu"));
        }
        assertEquals("/a%2Fb/c;v=1/", requests.get(1).rawPath());
    }

    @Test
    void makesANewProofForEachRequest() {
        DPoPFilter filter = DPoPFilter.of(key, TOKEN);
        given().filter(filter).baseUri(base).get("/orders");
        given().filter(filter).baseUri(base).get("/orders");
        assertNotEquals(
                claims(requests.get(0)).get("jti"), claims(requests.get(1)).get("jti"));
    }

    @Test
    void replacesHeaderFieldsThatAreThereAlready() {
        given().filter(DPoPFilter.of(key, TOKEN))
                .header("Authorization", "Bearer x")
                .header("DPoP", "x")
                .baseUri(base)
                .get("/orders");
        assertEquals(List.of("DPoP " + TOKEN), requests.get(0).authorization());
        assertEquals(1, requests.get(0).proofs().size());
    }

    @Test
    void addsAlterationsUp() {
        DPoPFilter filter = DPoPFilter.of(key, TOKEN)
                .altering(proof -> proof.without("iat"))
                .altering(proof -> proof.jti("fixed"));
        given().filter(filter).baseUri(base).get("/orders");
        Map<String, Object> claims = claims(requests.get(0));
        assertFalse(claims.containsKey("iat"));
        assertEquals("fixed", claims.get("jti"));
    }

    private Map<String, Object> claims(Received request) {
        return Jws.of(request.proofs().get(0)).claims();
    }
}
