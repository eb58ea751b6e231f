package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dpop4j.test.TestNonceDefect.Place;
import org.dpop4j.test.TestNonceDefect.WithSecret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestNonceDefectTest {
    private static final byte[] SECRET = new byte[32];
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.9Z");
    private static final TestNonce RECIPE =
            TestNonce.with(SECRET).audience("orders").clock(TestClock.at(NOW));
    private static final String GOOD = RECIPE.random(new byte[15]).serialize();
    private static final TestProof VALID = TestProof.with(ClientKey.es256())
            .uri("https://api.example/orders")
            .accessToken("token")
            .jti("id")
            .clock(TestClock.at(NOW))
            .nonce(GOOD);

    static Stream<TestNonceDefect> claim() {
        return TestNonceDefect.in(Place.CLAIM);
    }

    static Stream<TestNonceDefect> text() {
        return Stream.concat(TestNonceDefect.in(Place.TEXT), TestNonceDefect.in(Place.FIELDS));
    }

    static Stream<TestNonceDefect> fields() {
        return TestNonceDefect.in(Place.FIELDS);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingButTheNonce(TestNonceDefect defect) {
        Map<String, Object> changed = new HashMap<>(Jws.of(defect.apply(VALID)).claims());
        Map<String, Object> expected = new HashMap<>(Jws.of(VALID).claims());
        assertNotEquals(expected, changed);
        changed.remove("nonce");
        expected.remove("nonce");
        assertEquals(expected, changed);
    }

    @ParameterizedTest
    @MethodSource("text")
    void isTheSameInAProofAndAlone(TestNonceDefect defect) {
        String text = defect.apply(GOOD);
        assertNotEquals(GOOD, text);
        assertEquals(text, defect.apply(GOOD));
        assertEquals(text, Jws.of(defect.apply(VALID)).claims().get("nonce"));
    }

    @Test
    void noTwoTextsAreTheSame() {
        Set<String> texts = new HashSet<>();
        text().forEach(defect -> assertTrue(texts.add(defect.apply(GOOD)), defect.name()));
    }

    @ParameterizedTest
    @MethodSource("claim")
    void aDefectOfTheClaimHasNoText(TestNonceDefect defect) {
        assertFalse(Jws.of(defect.apply(VALID)).claims().get("nonce") instanceof String);
        assertThrows(IllegalArgumentException.class, () -> defect.apply(GOOD));
    }

    @Test
    void theClaimIsMissingOrOfEachOtherType() {
        assertFalse(Jws.of(TestNonceDefect.MISSING.apply(VALID)).claims().containsKey("nonce"));
        assertTrue(json(TestNonceDefect.NULL).contains("\"nonce\":null"));
        assertTrue(json(TestNonceDefect.NUMBER).contains("\"nonce\":1"));
        assertTrue(json(TestNonceDefect.BOOLEAN).contains("\"nonce\":true"));
        assertTrue(json(TestNonceDefect.ARRAY).contains("\"nonce\":[\"" + GOOD + "\"]"));
        assertTrue(json(TestNonceDefect.OBJECT).contains("\"nonce\":{\"value\":\"" + GOOD + "\"}"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aDefectOfTheFieldsIsCanonicalBase64url(TestNonceDefect defect) {
        String text = defect.apply(GOOD);
        assertEquals(text, Jose.base64url(Jose.decode(text)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = ".*_BIT")
    void aFlippedBitIsOneBitOfItsField(TestNonceDefect defect) {
        byte[] good = Jose.decode(GOOD);
        byte[] bad = Jose.decode(defect.apply(GOOD));
        int bits = 0;
        for (int i = 0; i < 60; i++) {
            int difference = Integer.bitCount((good[i] ^ bad[i]) & 0xFF);
            bits += difference;
            assertTrue(difference == 0 || defect.name().startsWith(field(i)), defect + " in byte " + i);
        }
        assertEquals(1, bits);
        assertEquals(60, bad.length);
    }

    @Test
    void lengthsAreAsNamed() {
        assertEquals(28, Jose.decode(TestNonceDefect.MAC_EMPTY.apply(GOOD)).length);
        assertEquals(44, Jose.decode(TestNonceDefect.MAC_HALVED.apply(GOOD)).length);
        assertEquals(59, Jose.decode(TestNonceDefect.MAC_ONE_BYTE_SHORT.apply(GOOD)).length);
        assertEquals(61, Jose.decode(TestNonceDefect.ONE_BYTE_TOO_MANY.apply(GOOD)).length);
        assertArrayEquals(new byte[60], Jose.decode(TestNonceDefect.ALL_ZEROS.apply(GOOD)));
        assertEquals(513, TestNonceDefect.CHARACTERS_513.apply(GOOD).length());
        assertEquals(3000, TestNonceDefect.CHARACTERS_3000.apply(GOOD).length());
    }

    @Test
    void theStandardAlphabetShowsInEveryNonce() {
        String without = "A".repeat(80);
        assertEquals("A".repeat(79) + "+", TestNonceDefect.STANDARD_ALPHABET.apply(without));
        String with = RECIPE.random(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1})
                .serialize();
        assertArrayEquals(Jose.decode(with), Base64.getDecoder().decode(TestNonceDefect.STANDARD_ALPHABET.apply(with)));
    }

    @Test
    @DisplayName("K2, K5: a claim that is no text, or a text with control characters, is a fault of the proof")
    void namesTheErrorToExpect() {
        EnumSet<TestNonceDefect> ofTheProof = EnumSet.of(
                TestNonceDefect.NULL,
                TestNonceDefect.NUMBER,
                TestNonceDefect.BOOLEAN,
                TestNonceDefect.ARRAY,
                TestNonceDefect.OBJECT,
                TestNonceDefect.NUL,
                TestNonceDefect.LINE_BREAK,
                TestNonceDefect.HEADER_INJECTION);
        for (TestNonceDefect defect : TestNonceDefect.values()) {
            assertEquals(ofTheProof.contains(defect) ? "invalid_dpop_proof" : "use_dpop_nonce", defect.error());
        }
    }

    @ParameterizedTest
    @EnumSource
    void fitsIntoARequestHeader(TestNonceDefect defect) {
        assertTrue(defect.apply(VALID).serialize().length() < 8192);
    }

    @Test
    void needsANonceToStartFrom() {
        TestProof without = VALID.without("nonce");
        assertThrows(IllegalStateException.class, () -> TestNonceDefect.MISSING.apply(without));
        assertThrows(IllegalStateException.class, () -> TestNonceDefect.PADDED.apply(without));
        assertEquals("abc=", TestNonceDefect.PADDED.apply("abc"));
        assertThrows(IllegalArgumentException.class, () -> TestNonceDefect.MAC_ZEROS.apply("abc"));
    }

    @Test
    @DisplayName("H-113, H-114, H-115: there is a defect for each")
    void coversTheHostileInputsOfNonces() {
        Set<String> covered = new TreeSet<>();
        Arrays.stream(TestNonceDefect.values()).map(TestNonceDefect::covers).forEach(covered::addAll);
        Arrays.stream(WithSecret.values()).map(WithSecret::covers).forEach(covered::addAll);
        assertTrue(covered.stream().allMatch(id -> id.matches("[PNH]-[0-9]{2,3}")), covered.toString());
        assertTrue(covered.containsAll(
                List.of("P-17", "N-02", "N-03", "N-04", "N-05", "N-12", "N-13", "N-14", "H-113", "H-114", "H-115")));
    }

    // ---- with the secret

    @ParameterizedTest
    @EnumSource
    void isNewEachTimeAndStillDefective(WithSecret defect) {
        TestNonce bad = defect.apply(RECIPE);
        assertEquals(isGood(bad.serialize()), isGood(bad.serialize()));
        assertFalse(isGood(bad.serialize()));
        assertTrue(isGood(RECIPE.serialize()));
    }

    @ParameterizedTest
    @EnumSource
    void canBeAppliedBeforeTheAudienceIsKnown(WithSecret defect) {
        assertFalse(isGood(defect.apply(TestNonce.with(SECRET))
                .audience("orders")
                .clock(TestClock.at(NOW))
                .serialize()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "STALE",
                "FROM_THE_FUTURE",
                "TIME_0",
                "TIME_MINUS_1",
                "TIME_NEGATIVE",
                "TIME_MILLISECONDS",
                "TIME_WRAPS_TO_NOW",
                "RIGHT_MAC_OF_VERSION_0",
                "RIGHT_MAC_OF_VERSION_2"
            })
    void theMacIsRightWhereTheContentIsBad(WithSecret defect) {
        assertTrue(TestNonce.parse(defect.apply(RECIPE).serialize()).isSignedWith(SECRET, "orders"));
    }

    @Test
    void theForeignMacHasTheRightKeyId() {
        TestNonce.Parsed good = TestNonce.parse(GOOD);
        assertArrayEquals(
                good.keyId(),
                TestNonce.parse(WithSecret.FOREIGN_MAC.apply(RECIPE).serialize())
                        .keyId());
        assertFalse(Arrays.equals(
                good.keyId(),
                TestNonce.parse(WithSecret.FOREIGN_SECRET.apply(RECIPE).serialize())
                        .keyId()));
    }

    @Test
    void theStandardAlphabetIsTheOnlyThingWrongThere() {
        String bad = WithSecret.RIGHT_MAC_IN_STANDARD_ALPHABET.apply(RECIPE).serialize();
        assertTrue(bad.contains("/"));
        assertTrue(isGood(Jose.base64url(Base64.getDecoder().decode(bad))));
    }

    /** What a server has to ask of a nonce. */
    private static boolean isGood(String nonce) {
        try {
            TestNonce.Parsed parsed = TestNonce.parse(nonce);
            Duration age = Duration.between(parsed.issuedAt(), NOW);
            return parsed.version() == 1
                    && parsed.isSignedWith(SECRET, "orders")
                    && age.toSeconds() >= -30
                    && age.toSeconds() <= 3600;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String json(TestNonceDefect defect) {
        return Jws.of(defect.apply(VALID)).payloadJson();
    }

    private static String field(int value) {
        if (value == 0) {
            return "VERSION";
        }
        if (value < 5) {
            return "KEY_ID";
        }
        if (value < 13) {
            return "TIME";
        }
        return value < 28 ? "RANDOM" : "MAC";
    }
}
