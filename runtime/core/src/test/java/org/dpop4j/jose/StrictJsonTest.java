package org.dpop4j.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("J-03, J-04: one strict RFC 8259 object")
class StrictJsonTest {
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(4, 10);

    private static Map<String, @Nullable Object> parse(String json) throws Exception {
        return StrictJson.parseObject(json.getBytes(StandardCharsets.UTF_8), LIMITS);
    }

    /** The value of a member, as the reader sees it. */
    private static @Nullable Object value(String json) throws Exception {
        Map<String, @Nullable Object> object = parse("{\"v\":" + json + "}");
        assertEquals(List.of("v"), List.copyOf(object.keySet()));
        return object.get("v");
    }

    private static void refuses(String json) {
        assertThrows(StrictJson.NotStrictJson.class, () -> parse(json), json);
        // The text form is another way in.
        assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject(json, LIMITS), json);
    }

    private static void refusesValue(String json) {
        refuses("{\"v\":" + json + "}");
    }

    @Test
    void readsEveryType() throws Exception {
        Map<String, @Nullable Object> object =
                parse("\t\r\n {\"s\" : \"text\" ,\"n\":-1.5e+2,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,[],{}],"
                        + "\"o\":{\"i\":{}}, \"e\":[ ], \"p\":{ }} \n");

        assertEquals(List.of("s", "n", "t", "f", "z", "a", "o", "e", "p"), List.copyOf(object.keySet()));
        assertEquals("text", object.get("s"));
        assertEquals(new StrictJson.NumberText("-1.5e+2"), object.get("n"));
        assertEquals(true, object.get("t"));
        assertEquals(false, object.get("f"));
        assertNull(object.get("z"));
        assertEquals(List.of(new StrictJson.NumberText("1"), List.of(), Map.of()), object.get("a"));
        assertEquals(Map.of("i", Map.of()), object.get("o"));
        assertEquals(List.of(), object.get("e"));
        assertEquals(Map.of(), object.get("p"));
    }

    @Test
    void readsWhiteSpaceBetweenAllTokens() throws Exception {
        String spaced = "{ 'a' : [ 1 , 'x' , [ ] , { } , { 'b' : null , 'c' : true } ] , 'd' : 2 }".replace('\'', '"');
        for (String space : List.of(" ", "\t", "\n", "\r", " \r\n\t ", "")) {
            Map<String, @Nullable Object> object = parse(spaced.replace(" ", space));
            assertEquals(List.of("a", "d"), List.copyOf(object.keySet()));
            assertEquals(5, ((List<?>) Objects.requireNonNull(object.get("a"))).size());
        }
    }

    @Test
    void readsAnEmptyObject() throws Exception {
        assertEquals(Map.of(), parse("{}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "\"s\"", "1", "true", "null", "{", "}", "{{}}", "[{}]", "x", "'a'", "\"{}\""})
    @DisplayName("H-49: no object at all")
    void refusesWhatIsNoObject(String json) {
        refuses(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}x",
                "{}{}",
                "{} {}",
                "{}}",
                "{}]",
                "{},",
                "{}\u0000",
                "{}\uFEFF",
                "{}//c",
                "{}/*c*/",
                "{}\u00a0",
                "{}\u000b"
            })
    @DisplayName("H-47: something behind the object")
    void refusesWhatFollows(String json) {
        refuses(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1,,\"b\":1}",
                "{\"a\":1 \"b\":1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\"=1}",
                "{\"a\"::1}",
                "{\"a\":1;\"b\":1}",
                "{\"a\":1]",
                "{\"a\" 1}",
                "{//c\n}",
                "{/**/}",
                "{\"a\":1",
                "{\"a\":",
                "{\"a",
                "{\"a\":1,",
                "{\"a\":1,\"b\"",
                "\u00a0{}",
                "\u000b{}",
                "\uFEFF{}",
                "{\"a\":[1,2}}"
            })
    @DisplayName("H-47, H-48: broken structure, comments, byte order mark")
    void refusesBrokenStructure(String json) {
        refuses(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "[",
                "[1",
                "[1,",
                "]",
                "[1}",
                "[1;2]",
                "tru",
                "TRUE",
                "True",
                "fals",
                "falsey",
                "nul",
                "trux",
                "falsx",
                "nulx",
                "t   ",
                "NULL",
                "nil",
                "undefined",
                "truefalse",
                "'s'",
                "\"s",
                "\"",
                "t",
                "f",
                "n",
                "@",
                "\u0661"
            })
    @DisplayName("H-47: broken values")
    void refusesBrokenValues(String json) {
        refusesValue(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-1",
                "10",
                "1234567890",
                "0.5",
                "-0.25",
                "1e5",
                "1E5",
                "1e+5",
                "1e-5",
                "1.5e300",
                "0e0",
                "0e000"
            })
    void keepsNumbersAsTheyAreWritten(String number) throws Exception {
        assertEquals(new StrictJson.NumberText(number), value(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "01",
                "-01",
                "+1",
                "-",
                "--1",
                ".5",
                "1.",
                "-.5",
                "1.e5",
                "1e",
                "1e+",
                "1e-",
                "1e+-5",
                "1e5.5",
                "0x10",
                "1f",
                "1_0",
                "NaN",
                "Infinity",
                "-Infinity",
                "1,5",
                "\u0661",
                "1\u0661"
            })
    @DisplayName("H-47, H-54: what is no number")
    void refusesWhatIsNoNumber(String number) {
        refusesValue(number);
    }

    @Test
    @DisplayName("P-32, H-45: number of as many characters as allowed and one more; exponent of three digits and four")
    void boundsNumbers() throws Exception {
        assertEquals(new StrictJson.NumberText("1234567890"), value("1234567890"));
        refusesValue("12345678901");
        refusesValue("-1234567890");
        refusesValue("1.23456789e0");
        assertEquals(new StrictJson.NumberText("1e999"), value("1e999"));
        assertEquals(new StrictJson.NumberText("1e-999"), value("1e-999"));
        refusesValue("1e1000");
        refusesValue("1e0001");
        refusesValue("9".repeat(200_000));
    }

    @Test
    @DisplayName("P-32, H-44: as many levels as allowed and one more, of both kinds; siblings are no levels")
    void boundsDepth() throws Exception {
        parse("{\"v\":[[[]]]}");
        refuses("{\"v\":[[[[]]]]}");
        parse("{\"v\":{\"v\":{\"v\":{}}}}");
        refuses("{\"v\":{\"v\":{\"v\":{\"v\":{}}}}}");
        refuses("{\"v\":[{\"v\":[{}]}]}");
        parse("{\"a\":[[[]]],\"b\":[[[]],[[]]],\"c\":{\"d\":{\"e\":{}},\"f\":{\"e\":{}}}, \"g\":[[[1]],[[1]]]}");
        refuses("{\"v\":" + "[".repeat(100_000));
        refuses("{\"v\":".repeat(100_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"v\":{\"a\":1,\"a\":2}}",
                "{\"v\":[{\"a\":1,\"a\":2}]}",
                "{\"\":1,\"\":1}"
            })
    @DisplayName("J-03, H-43: duplicate names, on any level, however written")
    void refusesDuplicates(String json) {
        refuses(json);
    }

    @Test
    void acceptsTheSameNameInDifferentObjects() throws Exception {
        assertEquals(
                3,
                parse("{\"a\":{\"a\":{\"a\":1}},\"A\":1,\"\":[{\"a\":1},{\"a\":2}]}")
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\\\"|22",
                "\\\\|5c",
                "\\/|2f",
                "\\b|08",
                "\\f|0c",
                "\\n|0a",
                "\\r|0d",
                "\\t|09",
                "\\u0041|41",
                "\\u00e9|c3a9",
                "\\u00E9|c3a9",
                "\\u0000|00",
                "\\u2028|e280a8",
                "\\ud83d\\ude00|f09f9880",
                "a\\nb\\u0063d|610a626364",
                "\\n !|0a2021",
                "\\uFFFF|efbfbf"
            })
    void readsEscapes(String escaped, String utf8) throws Exception {
        String value = (String) value("\"" + escaped + "\"");
        assertEquals(utf8, HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\x41",
                "\\a",
                "\\0",
                "\\'",
                "\\",
                "\\u",
                "\\u004",
                "\\u004g",
                "\\U0041",
                "\\u 041",
                "\\u+041",
                "\\u-041",
                "\\u00\u06611",
                "\\u{41}",
                "\\N",
                "\\e",
                "\\\n"
            })
    void refusesOtherEscapes(String escaped) {
        refusesValue("\"" + escaped + "\"");
        refuses("{\"" + escaped + "\":1}");
        refusesValue("\"" + escaped);
    }

    @Test
    @DisplayName("H-48: unescaped control characters")
    void refusesControlCharacters() throws Exception {
        for (char c = 0; c < ' '; c++) {
            refusesValue("\"a" + c + "b\"");
            refusesValue("\"\\n" + c + "b\"");
            refuses("{\"a" + c + "\":1}");
        }
        assertEquals("\u007f\u0080", value("\"\u007f\u0080\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud83d",
                "\\ude00",
                "\\ud83dx",
                "x\\ude00",
                "\\ude00\\ud83d",
                "\\ud83d\\ud83d",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83d\\n",
                "\\ud83d\\u0041",
                "\\ude00\\ude00"
            })
    @DisplayName("J-04, H-48: lone surrogates in values and names")
    void refusesLoneSurrogates(String escaped) {
        refusesValue("\"" + escaped + "\"");
        refuses("{\"" + escaped + "\":1}");
    }

    @Test
    void refusesLoneSurrogatesInText() {
        assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject("{\"v\":\"\ud83d\"}", LIMITS));
        assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject("{\"v\":\"\ude00a\"}", LIMITS));
    }

    @Test
    void acceptsPairsOfSurrogates() throws Exception {
        assertEquals("\ud83d\ude00\ud83d\ude00", value("\"\ud83d\ude00\\ud83d\\ude00\""));
        assertEquals("a\ud83d\ude00", value("\"a\ud83d\ude00\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80", // continuation without a start
                "c3", // start without a continuation
                "c0af", // overlong
                "e080af",
                "eda0bd", // a surrogate
                "eda0bdedb880", // CESU-8
                "f4908080", // beyond U+10FFFF
                "ff",
                "fe"
            })
    @DisplayName("J-04, H-48: bytes that are no UTF-8, never replaced")
    void refusesInvalidUtf8(String hex) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"v\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(HexFormat.of().parseHex(hex));
        bytes.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject(bytes.toByteArray(), LIMITS));
    }

    @Test
    void refusesOtherEncodings() {
        for (var charset : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject("{}".getBytes(charset), LIMITS));
        }
    }

    @Test
    void everyPrefixOfAnObjectIsRefused() throws Exception {
        String json = "{\"a\":[1.5e3,true,null,\"x\\n\\u0041\"],\"b\":{\"c\":false}}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        parse(json);
        for (int length = 0; length < bytes.length; length++) {
            byte[] prefix = Arrays.copyOf(bytes, length);
            assertThrows(StrictJson.NotStrictJson.class, () -> StrictJson.parseObject(prefix, LIMITS));
        }
    }

    @Test
    @DisplayName("the fault carries nothing of the text, and no stack trace")
    void theFaultSaysNothing() {
        StrictJson.NotStrictJson fault = assertThrows(StrictJson.NotStrictJson.class, () -> parse("secret"));
        assertEquals("not one strict JSON object", fault.getMessage());
        assertEquals(0, fault.getStackTrace().length);
    }
}
