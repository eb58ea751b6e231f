package org.dpop4j.it.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.dpop4j.it.server.Issuer;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;

/** An honest client with a key, a token, and the last nonce that it was given. */
final class Client {
    static final String ORDERS = "/shop/orders";
    static final String REFUNDS = "/shop/orders/refunds";

    private final ClientKey key = ClientKey.es256();
    private final String token = Issuer.get()
            .microProfile()
            .groups("user")
            .expiresIn(Duration.ofHours(1))
            .boundTo(key)
            .serialize();
    private String nonce = "";

    String token() {
        return token;
    }

    TestProof proof(String path) {
        TestProof proof = TestProof.with(key)
                .method("GET")
                .uri("https://api.example" + path)
                .accessToken(token);
        return nonce.isEmpty() ? proof : proof.nonce(nonce);
    }

    /** Sends a request once, with a new proof, and takes up the nonce of the answer. */
    HttpResponse<String> call(Node node, String path) {
        HttpResponse<String> answer = node.send(path, token, proof(path).serialize());
        answer.headers().firstValue("DPoP-Nonce").ifPresent(newer -> nonce = newer);
        return answer;
    }

    static boolean asksForNonce(HttpResponse<String> answer) {
        return challenge(answer).contains("error=\"use_dpop_nonce\"");
    }

    static String challenge(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    static void assertReplay(HttpResponse<String> answer) {
        assertEquals(401, answer.statusCode());
        assertTrue(challenge(answer).contains("The DPoP proof was used before"), () -> challenge(answer));
    }

    static void assertTurnedAway(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent(), answer::toString);
    }
}
