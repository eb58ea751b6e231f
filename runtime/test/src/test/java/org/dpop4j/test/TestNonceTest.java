package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestNonceTest {
    private static final byte[] SECRET = bytes("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final String FIELDS = "01" + "61df4899" + "00000000695735a5" + "a0a1a2a3a4a5a6a7a8a9aaabacadae";
    /** The vectors of this class are computed with the openssl command line. */
    private static final String VECTOR =
            "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7Qs";

    private final Instant now = Instant.parse("2026-01-02T03:04:05.9Z");
    private final TestClock clock = TestClock.at(now);
    private final TestNonce nonce = TestNonce.with(SECRET).audience("orders").clock(clock);

    @Test
    @DisplayName("N-14: the bytes of a nonce are those of format version 1")
    void equalsTheVector() {
        TestNonce fixed = nonce.random(bytes("a0a1a2a3a4a5a6a7a8a9aaabacadae"));
        assertEquals(
                FIELDS + "790cf66193c7d3f5b82e58981391b338d5ab942e8cc37b1a19b0193a931bb42c",
                HexFormat.of().formatHex(Jose.decode(fixed.serialize())));
        assertEquals(VECTOR, fixed.serialize());
        assertEquals(VECTOR, fixed.toString());
    }

    @Test
    @DisplayName("N-14: the MAC takes the audience as UTF-8")
    void encodesTheAudienceAsUtf8() {
        assertEquals(
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytriLsg1oJyuwlCwTRQMInTJCyJsxHoN-A6rEWQ3Bp3J9E",
                nonce.random(bytes("a0a1a2a3a4a5a6a7a8a9aaabacadae"))
                        .audience("b\u00fccher")
                        .serialize());
    }

    @Test
    @DisplayName("N-02: two nonces of one second differ in their random part")
    void isNewEachTimeItIsSerialized() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            nonces.add(HexFormat.of().formatHex(Jose.decode(nonce.serialize()), 13, 28));
        }
        assertEquals(100, nonces.size());
    }

    @Test
    void takesTheTimeFromTheClockOrFromWhatIsSaid() {
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), issued(nonce));
        assertEquals(Instant.parse("2026-01-02T02:59:05Z"), issued(nonce.issuedAgo(Duration.ofMinutes(5))));
        assertEquals(Instant.parse("2026-01-02T03:04:36Z"), issued(nonce.issuedAhead(Duration.ofMillis(30_100))));
        TestNonce fixed = nonce.issuedAt(Instant.EPOCH);
        clock.advance(Duration.ofSeconds(7));
        assertEquals(Instant.EPOCH, issued(fixed));
        assertEquals(Instant.parse("2026-01-02T03:04:12Z"), issued(nonce));
    }

    @Test
    void followsTheSystemClockUnlessToldOtherwise() {
        Instant before = Instant.now().minusSeconds(1);
        Instant issued = issued(TestNonce.with(SECRET).audience("orders"));
        assertTrue(issued.isAfter(before) && !issued.isAfter(Instant.now()));
    }

    @Test
    void coversVersionAndKeyIdWithTheMac() {
        TestNonce.Parsed version = TestNonce.parse(nonce.version(200).serialize());
        assertEquals(200, version.version());
        assertTrue(version.isSignedWith(SECRET, "orders"));

        String foreign = nonce.otherKeyId().serialize();
        assertEquals(
                "9e20b766", HexFormat.of().formatHex(TestNonce.parse(foreign).keyId()));
        byte[] restored = Jose.decode(foreign);
        System.arraycopy(bytes("61df4899"), 0, restored, 1, 4);
        assertFalse(TestNonce.parse(Jose.base64url(restored)).isSignedWith(SECRET, "orders"));
        assertEquals(
                foreign.substring(0, 7),
                nonce.keyId(bytes("9e20b766")).serialize().substring(0, 7));
    }

    @Test
    void changesBytesAfterTheMacAndTextAfterThat() {
        String changed = nonce.mapBytes(bytes -> Arrays.copyOf(bytes, 61))
                .mapBytes(bytes -> Arrays.copyOf(bytes, 57))
                .mapText(text -> text + "x")
                .mapText(text -> text + "y")
                .serialize();
        assertEquals(78, changed.length());
        assertTrue(changed.endsWith("xy"));
    }

    @Test
    void leavesTheRecipeItComesFromAlone() {
        byte[] secret = SECRET.clone();
        TestNonce good = TestNonce.with(secret).audience("orders").clock(clock);
        good.version(3).otherKeyId().audience("x").random(new byte[15]).mapText(text -> "");
        good.secret(new byte[32]).issuedAt(Instant.EPOCH).mapAudience(audience -> "");
        Arrays.fill(secret, (byte) 0);

        TestNonce.Parsed parsed = TestNonce.parse(good.serialize());
        assertTrue(parsed.isSignedWith(SECRET, "orders"));
        assertEquals(1, parsed.version());
        assertEquals(now.getEpochSecond(), parsed.issuedAt().getEpochSecond());
    }

    @Test
    void readsTheFieldsOfANonce() {
        TestNonce.Parsed parsed = TestNonce.parse(VECTOR);
        assertEquals(1, parsed.version());
        assertArrayEquals(bytes("61df4899"), parsed.keyId());
        assertEquals(Instant.parse("2026-01-02T03:04:05Z"), parsed.issuedAt());
    }

    @Test
    @DisplayName("N-13, N-14: the reader knows a nonce of another secret, audience or content")
    void tellsWhoMadeANonce() {
        TestNonce.Parsed parsed = TestNonce.parse(VECTOR);
        assertTrue(parsed.isSignedWith(SECRET, "orders"));
        assertFalse(parsed.isSignedWith(new byte[32], "orders"));
        assertFalse(parsed.isSignedWith(SECRET, "order"));
        assertFalse(parsed.isSignedWith(SECRET, ""));
        byte[] keyIdOnly = Jose.decode(VECTOR);
        keyIdOnly[59] ^= 1;
        assertFalse(TestNonce.parse(Jose.base64url(keyIdOnly)).isSignedWith(SECRET, "orders"));
        assertFalse(TestNonce.parse(nonce.otherKeyId().serialize()).isSignedWith(SECRET, "orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AWHf",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7Qs=",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7Q=",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7QsA",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7QsAAAA",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7+s",
                "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7 s",
                // the highest issue time that fits in 64 bits
                "AWHfSJl__________6ChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7Qs",
            })
    void doesNotReadWhatIsNoNonce(String text) {
        assertThrows(IllegalArgumentException.class, () -> TestNonce.parse(text));
    }

    @Test
    void needsASecretAndAnAudience() {
        assertThrows(IllegalArgumentException.class, () -> TestNonce.with(new byte[0]));
        assertThrows(IllegalStateException.class, () -> TestNonce.with(SECRET).serialize());
    }

    private static Instant issued(TestNonce nonce) {
        return TestNonce.parse(nonce.serialize()).issuedAt();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
