package org.dpop4j.proof;

import java.util.List;
import org.dpop4j.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code TargetUri} does not decide; the comparison itself is under {@code org.dpop4j.http}. */
@DisplayName("RFC 9449 section 4.3, item 9, and section 2: P-19, S-01")
class HtuCheckTest {
    private final Verifying request = new Verifying();

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/orders", "http://127.0.0.1:8080/orders", "http://[::1]:8080/orders"})
    @DisplayName("S-01: plain http on this very machine")
    void acceptsHttpOnLoopback(String uri) {
        request.uris = List.of(uri);
        request.accepts(request.proof());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example/orders", "http://localhost.example/orders", "http://10.0.0.1/orders"})
    @DisplayName("S-01: plain http anywhere else")
    void rejectsHttp(String uri) {
        request.uris = List.of(uri);
        request.rejects(Rejection.TARGET_URI_INSECURE, request.proof());
    }

    @Test
    @DisplayName("S-01: plain http that an operator configured")
    void acceptsHttpWhereItIsConfigured() {
        request.settings(settings -> settings.publicBaseUris(List.of("http://api.internal")));
        request.uris = List.of("http://api.internal/orders");
        request.accepts(request.proof());
    }

    @Test
    @DisplayName("H-73: http for https, and https for http")
    void rejectsTheOtherScheme() {
        request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", "http://api.example/orders"));
        request.uris = List.of("http://localhost/orders");
        request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", "https://localhost/orders"));
    }

    @Test
    @DisplayName("clients.md 2: the URL verbatim, as browsers and other stacks write it")
    void acceptsWhatClientsWrite() {
        request.uris = List.of("https://api.example/a%7Cb/c|d");
        request.accepts(request.proof().claim("htu", "https://API.example:443/x/../a%7cb/c|d?q=%zz|#f"));
    }
}
