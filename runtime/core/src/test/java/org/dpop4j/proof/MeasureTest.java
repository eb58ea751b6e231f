package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Keys;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("issue 13: by how much a proof has missed, for operators")
class MeasureTest {
    private final Verifying request = Verifying.with(Keys.ES256)
            .settings(settings -> settings.maxAge(Duration.ofMinutes(5)).futureSkew(Duration.ofSeconds(30)));

    private Optional<String> deviation(Rejection reason, TestProof proof) {
        Outcome.Rejected refusal = assertInstanceOf(Outcome.Rejected.class, request.verify(proof));
        assertEquals(reason, refusal.reason());
        return refusal.deviation().map(Deviation::toString);
    }

    @Test
    void tellsBySecondsOfTheClock() {
        assertEquals(
                Optional.of("its iat is 301 seconds behind our clock, and the limit is 300"),
                deviation(Rejection.PROOF_EXPIRED, request.proof().issuedAhead(Duration.ofSeconds(-301))));
        assertEquals(
                Optional.of("its iat is 31 seconds ahead of our clock, and the limit is 30"),
                deviation(Rejection.PROOF_NOT_YET_VALID, request.proof().issuedAhead(Duration.ofSeconds(31))));
    }

    @Test
    void tellsWhichClaimNarrowsTheWindow() {
        long now = Verifying.NOW.getEpochSecond();
        assertEquals(
                Optional.of("its exp is 45 seconds behind our clock, and the limit is 30"),
                deviation(Rejection.PROOF_EXPIRED, request.proof().claim("exp", now - 45)));
        assertEquals(
                Optional.of("its nbf is 45 seconds ahead of our clock, and the limit is 30"),
                deviation(Rejection.PROOF_NOT_YET_VALID, request.proof().claim("nbf", now + 45)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example/orders, scheme",
        "https://other.example/orders, host",
        "https://api.example:8443/orders, port",
        "https://api.example/Orders, path",
        "https://api.example/orders/, 'end of the path, with or without a slash'",
        "orders, form than an http or https URI",
    })
    void tellsThePartOfTheTargetUri(String htu, String part) {
        assertEquals(
                Optional.of("its htu has another " + part
                        + "; accepted is https with Host and path of the request, and public-base-uris is not set"),
                deviation(Rejection.HTU_MISMATCH, request.proof().uri(htu)));
    }

    @Test
    void namesTheConfiguredUrisAndComparesWithTheClosest() {
        request.settings(settings -> settings.publicBaseUris(List.of("https://a.example", "https://api.example")));
        request.uris = List.of("https://a.example/orders", "https://api.example/orders");
        assertEquals(
                Optional.of(
                        "its htu has another path; accepted is https://a.example or https://api.example with the path"
                                + " of the request"),
                deviation(Rejection.HTU_MISMATCH, request.proof().uri("https://api.example/secret")));
    }

    @Test
    @DisplayName("behind a proxy that ends TLS the request comes over http")
    void namesTheSchemeOfTheRequest() {
        request.uris = List.of("http://api.example/orders");
        assertEquals(
                Optional.of("its htu has another scheme; accepted is http with Host and path of the request, and"
                        + " public-base-uris is not set"),
                deviation(Rejection.HTU_MISMATCH, request.proof().uri("https://api.example/orders")));
    }

    @Test
    @DisplayName("a request without Host, or with too long a path, is not the proof's fault")
    void saysNothingWhereTheRequestNamesNoUri() {
        TestProof proof = request.proof();
        request.uris = List.of();
        assertEquals(Optional.empty(), deviation(Rejection.HTU_MISMATCH, proof));
    }

    @Test
    void saysNothingOfWhatHasNoMeasure() {
        assertEquals(
                Optional.empty(),
                deviation(Rejection.HTM_MISMATCH, request.proof().method("POST")));
    }
}
