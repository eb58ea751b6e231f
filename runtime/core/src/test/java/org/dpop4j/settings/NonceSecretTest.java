package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("N-02, F-10, Q-19: secrets for nonces")
class NonceSecretTest {
    private static final byte[] BYTES = new byte[32];

    static {
        Arrays.fill(BYTES, (byte) 0xFB);
    }

    @Test
    @DisplayName("base64 and base64url, with and without padding, mean the same")
    void readsEveryAlphabet() {
        for (Base64.Encoder encoder : new Base64.Encoder[] {
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getEncoder().withoutPadding()
        }) {
            assertArrayEquals(
                    BYTES, NonceSecret.parse(encoder.encodeToString(BYTES)).bytes());
        }
        assertArrayEquals(
                BYTES,
                NonceSecret.parse(" " + Base64.getEncoder().encodeToString(BYTES) + "\n")
                        .bytes());
    }

    @Test
    @DisplayName("32 bytes are enough, 31 are not")
    void demandsTheLengthOfTheHash() {
        assertEquals(32, NonceSecret.parse("A".repeat(43)).bytes().length);
        IllegalArgumentException fault =
                assertThrows(IllegalArgumentException.class, () -> NonceSecret.parse("A".repeat(42)));
        assertEquals("31 bytes", fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ssw0rd p@ssw0rd p@ssw0rd p@ssw0rd p@ssw0rd", "AAAA=AAAA", "\u00e4\u00f6\u00fc"})
    @DisplayName("nothing of a secret gets into a message, nor into the cause of one")
    void keepsTheSecret(String text) {
        IllegalArgumentException fault = assertThrows(IllegalArgumentException.class, () -> NonceSecret.parse(text));
        assertEquals("not base64", fault.getMessage());
        assertNull(fault.getCause());
    }

    @Test
    void printsNothing() {
        assertEquals("NonceSecret", NonceSecret.random().toString());
    }

    @Test
    void isImmutable() {
        NonceSecret secret = NonceSecret.random();
        byte[] before = secret.bytes();
        secret.bytes()[0] ^= 1;
        assertArrayEquals(before, secret.bytes());
        assertFalse(Arrays.equals(before, NonceSecret.random().bytes()));
    }
}
