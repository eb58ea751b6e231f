package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceMemoryTest {
    private static final String URI = "https://api.example/orders";
    private static final List<String> DEMAND = List.of("DPoP error=\"use_dpop_nonce\"");

    private final NonceMemory memory = new NonceMemory();

    @Test
    @DisplayName("N-04: a demand brings the nonce to use at once and from then on")
    void takesTheNonceOfADemand() {
        assertEquals(Optional.empty(), memory.nonceFor(URI));
        assertEquals(Optional.of("n1"), memory.learn(URI, 401, DEMAND, List.of("n1")));
        assertEquals(Optional.of("n1"), memory.nonceFor(URI));
        assertEquals(Optional.of("n2"), memory.learn(URI, 401, DEMAND, List.of("n2")));
        assertEquals(Optional.of("n2"), memory.nonceFor(URI));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299, 403})
    @DisplayName("N-09: success and 403 replace the nonce and repeat nothing")
    void takesTheNonceOfAnAnswer(int status) {
        memory.learn(URI, 401, DEMAND, List.of("old"));
        assertEquals(Optional.empty(), memory.learn(URI, status, List.of(), List.of("new")));
        assertEquals(Optional.of("new"), memory.nonceFor(URI));
        memory.learn(URI, status, List.of(), List.of());
        assertEquals(Optional.of("new"), memory.nonceFor(URI));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 301, 400, 402, 404, 500, 503})
    @DisplayName("N-18: no other status brings a nonce, not even with a demand")
    void takesNoNonceOfOtherAnswers(int status) {
        assertEquals(Optional.empty(), memory.learn(URI, status, DEMAND, List.of("n")));
        assertEquals(Optional.empty(), memory.nonceFor(URI));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DPoP error=\"use_dpop_nonce\"",
                "dpop ERROR=\"use_dpop_nonce\"",
                "DPoP error=use_dpop_nonce",
                "DPoP algs=\"ES256 PS256\", error_description=\"a, b=\\\"c\\\"\",error = \"use_dpop_nonce\"",
                "Bearer realm=\"a\", error=\"invalid_token\", DPoP error=\"use_dpop_nonce\", algs=\"ES256\"",
                "Bearer, DPoP error=\"use_dpop_nonce\"",
                "Negotiate oRQwEqADCgEAoQsGCSqGSIb3EgECAg==, DPoP error=\"use_dpop_nonce\"",
                "DPoP error=\"use_dpop_nonce\", Basic realm=\"x\""
            })
    void findsTheDemandAmongChallenges(String line) {
        assertEquals(Optional.of("n"), memory.learn(URI, 401, List.of("Basic realm=\"x\"", line), List.of("n")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DPoP",
                "DPoP algs=\"ES256\"",
                "DPoP error=\"invalid_dpop_proof\"",
                "DPoP error=\"USE_DPOP_NONCE\"",
                "Bearer error=\"use_dpop_nonce\"",
                "DPoP algs=\"ES256\", Bearer error=\"use_dpop_nonce\"",
                "DPoP error_description=\"error=use_dpop_nonce\"",
                "DPoP error=\"invalid_token\", error_description=\"DPoP error=\\\"use_dpop_nonce\\\"\"",
                "DPoP error_description=\"never closed, DPoP error=use_dpop_nonce",
                "X-DPoP error=\"use_dpop_nonce\""
            })
    void seesNoDemandInOtherChallenges(String line) {
        assertEquals(Optional.empty(), memory.learn(URI, 401, List.of(line), List.of("n")));
        assertEquals(Optional.empty(), memory.nonceFor(URI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\"b", "a\\b", "a\tb", "a\u007fb", "a\u00e4b", "a, b"})
    @DisplayName("N-03: what is not NQCHAR is no nonce")
    void takesNoIllegalNonce(String nonce) {
        assertEquals(Optional.empty(), memory.learn(URI, 401, DEMAND, List.of(nonce)));
        assertEquals(Optional.empty(), memory.learn(URI, 200, List.of(), List.of(nonce)));
        assertEquals(Optional.empty(), memory.nonceFor(URI));
    }

    @Test
    @DisplayName("N-03: all of NQCHAR, up to 512 characters, is a nonce")
    void takesEachLegalNonce() {
        StringBuilder all = new StringBuilder();
        for (char c = 0x21; c <= 0x7E; c++) {
            all.append(c == '"' || c == '\\' ? "" : c);
        }
        for (String nonce : List.of(all.toString(), "x".repeat(512))) {
            assertEquals(Optional.of(nonce), memory.learn(URI, 401, DEMAND, List.of(nonce)));
        }
        assertEquals(Optional.empty(), memory.learn(URI, 401, DEMAND, List.of("y".repeat(513))));
        assertEquals(Optional.of("x".repeat(512)), memory.nonceFor(URI));
    }

    @Test
    @DisplayName("N-04: a demand has exactly one nonce")
    void takesNoneOfTwoNonces() {
        assertEquals(Optional.empty(), memory.learn(URI, 401, DEMAND, List.of("a", "a")));
        assertEquals(Optional.empty(), memory.learn(URI, 401, DEMAND, List.of()));
        assertEquals(Optional.empty(), memory.nonceFor(URI));
    }

    @Test
    @DisplayName("N-13: a nonce belongs to the origin it comes from")
    void keepsOriginsApart() {
        memory.learn(URI, 200, List.of(), List.of("n"));
        for (String same : List.of(
                "https://api.example", "HTTPS://API.example:443/x", "https://api.example?q", "https://api.example#f")) {
            assertEquals(Optional.of("n"), memory.nonceFor(same), same);
        }
        for (String other : List.of(
                "http://api.example/orders",
                "https://api.example:8443/orders",
                "https://api.example:80/orders",
                "https://api.example.org/orders",
                "https://b.example/https://api.example")) {
            assertEquals(Optional.empty(), memory.nonceFor(other), other);
        }
        memory.learn("http://api.example", 200, List.of(), List.of("m"));
        assertEquals(Optional.of("m"), memory.nonceFor("http://api.example:80/"));
        assertEquals(Optional.of("n"), memory.nonceFor(URI));
    }
}
