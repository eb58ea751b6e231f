package org.dpop4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dpop4j.jose.Base64Url;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-04, R-10, R-16, H-42, A-03: what identifies a proof")
class ReplayKeyTest {
    @Test
    @DisplayName(
            "nodes of different versions share a store, so that the digest is a promise: SHA-256 over lengths and parts")
    void isADigestOfFramedParts() throws Exception {
        for (List<String> parts : List.of(
                List.of("", "", ""),
                List.of("orders", "jkt", "jti"),
                List.of("n\u00e9", "\ud83d\ude00", "\u0000\n"),
                List.of("n".repeat(255), "k".repeat(256), "j".repeat(257)),
                List.of("n".repeat(65_536), "k", "j".repeat(70_000)),
                List.of("n".repeat(1 << 24), "k", "j"))) {
            ByteArrayOutputStream framed = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(framed);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(framed.toByteArray());
            ReplayKey key = ReplayKey.of(parts.get(0), parts.get(1), parts.get(2));
            assertArrayEquals(expected, key.digest());
            assertEquals(Base64Url.encode(expected), key.toString());
            assertEquals(parts.get(1), key.jkt());
        }
    }

    @Test
    @DisplayName("H-42: nothing that moves from one part to the next makes the same key")
    void partsCannotBeConfused() {
        Set<ReplayKey> keys = new HashSet<>();
        keys.add(ReplayKey.of("ab", "cd", "ef"));
        keys.add(ReplayKey.of("a", "bcd", "ef"));
        keys.add(ReplayKey.of("abc", "d", "ef"));
        keys.add(ReplayKey.of("ab", "c", "def"));
        keys.add(ReplayKey.of("ab", "cde", "f"));
        keys.add(ReplayKey.of("abcdef", "", ""));
        keys.add(ReplayKey.of("", "abcdef", ""));
        keys.add(ReplayKey.of("", "", "abcdef"));
        keys.add(ReplayKey.of("ab\u0000", "cd", "ef"));
        keys.add(ReplayKey.of("ab", "\u0000cd", "ef"));
        assertEquals(10, keys.size());
    }

    @Test
    void isAValue() {
        ReplayKey key = ReplayKey.of("a", "b", "c");
        assertEquals(key, ReplayKey.of("a", "b", "c"));
        assertEquals(key.hashCode(), ReplayKey.of("a", "b", "c").hashCode());
        assertNotEquals(key.hashCode(), ReplayKey.of("a", "b", "d").hashCode());
        assertNotEquals(key, ReplayKey.of("a", "b", "d"));
        assertNotEquals((Object) key, key.toString());
        key.digest()[0] ^= 1;
        assertEquals(key, ReplayKey.of("a", "b", "c"));
    }
}
