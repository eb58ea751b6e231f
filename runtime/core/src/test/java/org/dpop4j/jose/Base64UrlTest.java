package org.dpop4j.jose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.dpop4j.Rejection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("J-01, J-02: base64url without padding, in its one canonical form")
class Base64UrlTest {
    @Test
    void decodesWhatItEncodes() {
        Random random = new Random(1);
        for (int length = 1; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String text = Base64Url.encode(bytes);
            assertEquals(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), text);
            assertTrue(Base64Url.isCanonical(text));
            assertArrayEquals(bytes, Base64Url.decode(text, Rejection.PROOF_MALFORMED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "QQ=",
                "QQ==",
                "QUE=",
                "QQ ",
                " QQ",
                "Q Q",
                "QQ\n",
                "QQ\t",
                "QQ\r\n",
                "Q+Q8",
                "Q/Q8",
                "QQ.",
                "Q!Q8",
                "Q*Q8",
                "Q%Q8",
                "\u00e9QQ8",
                "QQ\u0000",
                "\u0100QQ8",
                "QUF\u0410",
                "Q",
                "QUFBQ"
            })
    void refusesOtherTexts(String text) {
        assertFalse(Base64Url.isCanonical(text));
        MalformedProof fault = assertThrows(MalformedProof.class, () -> Base64Url.decode(text, Rejection.JWK_INVALID));
        assertEquals(Rejection.JWK_INVALID, fault.reason());
    }

    @Test
    @DisplayName("J-02: of all texts of two and three characters, exactly one stands for each byte sequence")
    void oneTextPerValue() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        Map<String, String> seen = new HashMap<>();
        for (char a : alphabet.toCharArray()) {
            for (char b : alphabet.toCharArray()) {
                count("" + a + b, seen);
                for (char c : "ABCDEQgwZz_-".toCharArray()) {
                    count("" + a + b + c, seen);
                }
            }
        }
        // 256 single bytes, and for two bytes those last characters of the sample whose two lowest bits are zero:
        // AEQgw.
        assertEquals(256 + 64 * 64 * 5, seen.size());
    }

    private static void count(String text, Map<String, String> seen) {
        if (Base64Url.isCanonical(text)) {
            String bytes = Arrays.toString(Base64Url.decode(text, Rejection.PROOF_MALFORMED));
            assertEquals(text, seen.merge(bytes, text, (first, second) -> first + " and " + second));
        }
    }
}
