package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void writesEveryKindOfValueInOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", Arrays.asList(1, 2L, null, true));
        object.put("a", Map.of());
        object.put("b", new BigInteger("18446744073709551616"));
        object.put("c", new BigDecimal("1.50"));
        object.put("d", 0.5);
        object.put("e", new Json.Text("1e9"));
        assertEquals(
                "{\"z\":[1,2,null,true],\"a\":{},\"b\":18446744073709551616,\"c\":1.50,\"d\":0.5,\"e\":1e9}",
                Json.write(object));
    }

    @Test
    void escapesWhatCannotStandInAString() {
        assertEquals("\"\\\"\\\\\\u0000\\u000a\\u001f \u007f/\"", Json.write("\"\\\0\n\u001f \u007f/"));
    }

    @Test
    void leavesSurrogatePairsAndEscapesLoneSurrogates() {
        assertEquals("\"ä\uD83D\uDE00\"", Json.write("ä\uD83D\uDE00"));
        assertEquals("\"\\ud83d\"", Json.write("\uD83D"));
        assertEquals("\"\\ud83dx\"", Json.write("\uD83Dx"));
        assertEquals("\"\\ude00\\ud83d\"", Json.write("\uDE00\uD83D"));
    }

    @Test
    void refusesWhatJsonDoesNotHave() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Json.write(Float.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
    }
}
