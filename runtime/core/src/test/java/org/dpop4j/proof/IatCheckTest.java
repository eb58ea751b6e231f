package org.dpop4j.proof;

import static org.dpop4j.proof.Verifying.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.jose.Keys;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9449 section 4.3, item 11: P-22, P-29, P-30, A-24, A-35, H-54, H-110")
class IatCheckTest {
    private static final long SECONDS = NOW.getEpochSecond();

    private final Verifying request = new Verifying()
            .settings(settings -> settings.maxAge(Duration.ofSeconds(60)).futureSkew(Duration.ofSeconds(30)));

    @Test
    @DisplayName("A-35, H-110: the oldest iat, and one second older")
    void oldestIat() {
        request.accepts(request.proof().claim("iat", SECONDS - 60));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("iat", SECONDS - 61));
    }

    @Test
    @DisplayName("A-35, H-110: the iat farthest ahead, and one second farther")
    void farthestIat() {
        request.accepts(request.proof().claim("iat", SECONDS + 30));
        request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().claim("iat", SECONDS + 31));
    }

    @Test
    @DisplayName("seconds of the clock count as they began")
    void cutsOffTheFractionOfTheClock() {
        request.clock.set(NOW.plusNanos(999_999_999));
        request.accepts(request.proof().claim("iat", SECONDS - 60));
        request.accepts(request.proof().claim("iat", SECONDS + 30));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("iat", SECONDS - 61));
        request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().claim("iat", SECONDS + 31));
    }

    @Test
    @DisplayName("A-24, P-29: a fraction of iat is cut off, on both ends")
    void cutsOffTheFractionOfIat() {
        request.accepts(request.proof().claimJson("iat", SECONDS - 60 + ".0"));
        request.accepts(request.proof().claimJson("iat", SECONDS - 60 + ".999"));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().claimJson("iat", SECONDS - 61 + ".999"));
        request.accepts(request.proof().claimJson("iat", SECONDS + 30 + ".999"));
        request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().claimJson("iat", SECONDS + 31 + ".0"));
        DPoPProof proof =
                Verifying.assertAccepted(request.verify(request.proof().claimJson("iat", SECONDS + ".75")));
        assertEquals(NOW, proof.issuedAt());
    }

    @Test
    @DisplayName("P-29: the same number in another form")
    void acceptsExponents() {
        assertEquals("1795348800", Long.toString(SECONDS));
        request.accepts(request.proof().claimJson("iat", "1.7953488E9"));
        request.accepts(request.proof().claimJson("iat", "17953488e+2"));
        request.accepts(request.proof().claimJson("iat", "179534880000e-2"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,PROOF_EXPIRED",
        "-0,PROOF_EXPIRED",
        "-0.0,PROOF_EXPIRED",
        "0.1,PROOF_EXPIRED",
        "1e-999,PROOF_EXPIRED",
        "2147483648,PROOF_NOT_YET_VALID",
        "1795348800000,PROOF_NOT_YET_VALID",
        "9007199254740991,PROOF_NOT_YET_VALID",
        "9007199254740991.0,PROOF_NOT_YET_VALID",
        "9007199254740991.5,CLAIM_INVALID",
        "9007199254740992,CLAIM_INVALID",
        "9007199254740993,CLAIM_INVALID",
        "9223372036854775807,CLAIM_INVALID",
        "9223372036854775808,CLAIM_INVALID",
        "18446744073709551616,CLAIM_INVALID",
        "18446744075504900416,CLAIM_INVALID",
        "1e300,CLAIM_INVALID",
        "1e999,CLAIM_INVALID",
        "-1,CLAIM_INVALID",
        "-1795348800,CLAIM_INVALID",
        "-0.001,CLAIM_INVALID",
        "-1e999,CLAIM_INVALID",
        "-9223372036854775808,CLAIM_INVALID"
    })
    @DisplayName("H-54: zero, milliseconds, 2^53 - 1 and beyond, negative numbers, numbers that wrap to now")
    void rejectsNumbersFarAway(String json, Rejection reason) {
        request.rejects(reason, request.proof().claimJson("iat", json));
        if (reason == Rejection.CLAIM_INVALID) {
            request.rejects(reason, request.proof().claimJson("exp", json));
            request.rejects(reason, request.proof().claimJson("nbf", json));
        }
    }

    @Test
    @DisplayName("P-30, A-05: exp just before it has passed by the skew, and just then (RFC 7519 section 4.1.4)")
    void honoursExp() {
        request.accepts(request.proof().claim("exp", SECONDS - 29));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("exp", SECONDS - 30));
        request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("exp", 0));
    }

    @Test
    @DisplayName("P-30, A-05: nbf as far ahead as the skew allows, and one second farther (RFC 7519 section 4.1.5)")
    void honoursNbf() {
        request.accepts(request.proof().claim("nbf", SECONDS + 30));
        request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().claim("nbf", SECONDS + 31));
        request.accepts(request.proof().claim("nbf", 0));
    }

    @Test
    @DisplayName("P-30, A-05: exp and nbf never widen the window of iat")
    void expAndNbfNeverWiden() {
        request.rejects(
                Rejection.PROOF_EXPIRED,
                request.proof().claim("iat", SECONDS - 61).claim("exp", SECONDS + 3600));
        request.rejects(
                Rejection.PROOF_NOT_YET_VALID,
                request.proof().claim("iat", SECONDS + 31).claim("nbf", SECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"1795348800\"", "true", "[]", "{}"})
    @DisplayName("P-30: exp and nbf of another type")
    void rejectsOtherTypes(String json) {
        request.rejects(Rejection.CLAIM_INVALID, request.proof().claimJson("exp", json));
        request.rejects(Rejection.CLAIM_INVALID, request.proof().claimJson("nbf", json));
    }

    @Test
    @DisplayName("no skew at all: iat now, and exp one second from now, are the bounds")
    void boundsWithoutSkew() {
        Verifying strict = new Verifying()
                .settings(settings -> settings.maxAge(Duration.ofSeconds(1)).futureSkew(Duration.ZERO));
        strict.accepts(strict.proof());
        strict.accepts(strict.proof().claim("iat", SECONDS - 1));
        strict.rejects(Rejection.PROOF_EXPIRED, strict.proof().claim("iat", SECONDS - 2));
        strict.rejects(Rejection.PROOF_NOT_YET_VALID, strict.proof().claim("iat", SECONDS + 1));
        strict.accepts(strict.proof().claim("exp", SECONDS + 1));
        strict.rejects(Rejection.PROOF_EXPIRED, strict.proof().claim("exp", SECONDS));
        strict.accepts(strict.proof().claim("nbf", SECONDS));
        strict.rejects(Rejection.PROOF_NOT_YET_VALID, strict.proof().claim("nbf", SECONDS + 1));
    }

    @Test
    @DisplayName("G-01, G-04: five minutes on either side, as the mcp preset has it")
    void windowOfFiveMinutes() {
        Verifying mcp = new Verifying()
                .settings(settings -> settings.maxAge(Duration.ofMinutes(5)).futureSkew(Duration.ofMinutes(5)));
        mcp.accepts(mcp.proof().claim("iat", SECONDS - 300));
        mcp.accepts(mcp.proof().claim("iat", SECONDS + 300));
        mcp.rejects(Rejection.PROOF_EXPIRED, mcp.proof().claim("iat", SECONDS - 301));
        mcp.rejects(Rejection.PROOF_NOT_YET_VALID, mcp.proof().claim("iat", SECONDS + 301));
    }

    @Test
    @DisplayName("H-111: a clock that steps back makes old proofs young again, and throws nothing")
    void clockSteppingBack() {
        TestProof proof = request.proof().claim("iat", SECONDS);
        request.clock.advance(Duration.ofHours(2));
        request.rejects(Rejection.PROOF_EXPIRED, proof);
        request.clock.advance(Duration.ofHours(-4));
        request.rejects(Rejection.PROOF_NOT_YET_VALID, proof);
        request.clock.set(NOW);
        request.accepts(proof);
    }

    @Test
    @DisplayName("R-17: the clock is read once for all checks, and once more when the store has answered")
    void readsTheClockOnce() {
        AtomicInteger readings = new AtomicInteger();
        Clock counting = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                readings.incrementAndGet();
                return NOW;
            }
        };
        DPoPSettings settings = new TestSettings().cryptoProvider("jdk").build();
        ReplayStore store = use -> {
            assertEquals(1, readings.get());
            return true;
        };
        ProofVerifier verifier = new ProofVerifier(settings, request.nonceProvider, store, counting);
        Verifying.assertAccepted(verifier.verify(
                request.request(Keys.ES256.jkt(), request.proof().serialize())));
        assertEquals(2, readings.get());
    }
}
