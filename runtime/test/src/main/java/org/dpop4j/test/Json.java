package org.dpop4j.test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Writes JSON texts without white space; members keep the order of the map. */
final class Json {
    private Json() {}

    /** JSON text that stands for itself, so that a value can be any text at all, well-formed or not. */
    record Text(String json) {}

    /**
     * @param value a map with text keys, an iterable, a string, a finite number, a boolean, null, or {@link Text}
     * @throws IllegalArgumentException for anything else
     */
    static String write(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return String.valueOf(value);
        }
        if (value instanceof Text text) {
            return text.json();
        }
        if (value instanceof String string) {
            return quote(string);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> quote((String) member.getKey()) + ":" + write(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Iterable<?> elements) {
            return StreamSupport.stream(elements.spliterator(), false)
                    .map(Json::write)
                    .collect(Collectors.joining(",", "[", "]"));
        }
        throw new IllegalArgumentException("not a JSON value: " + value.getClass());
    }

    private static String number(Number number) {
        boolean exact = number instanceof Integer
                || number instanceof Long
                || number instanceof BigInteger
                || number instanceof BigDecimal;
        if (!exact && !Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException("JSON has no " + number + "; write it as raw text");
        }
        return number.toString();
    }

    private static String quote(String string) {
        return IntStream.range(0, string.length())
                .mapToObj(index -> escape(string, index))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escape(String string, int index) {
        char c = string.charAt(index);
        if (c == '"' || c == '\\') {
            return "\\" + c;
        }
        // A lone surrogate has no UTF-8 form: encoded as it is, it would silently become a question mark.
        if (c < ' ' || isLoneSurrogate(string, index)) {
            return "\\u" + Integer.toHexString(0x10000 + c).substring(1);
        }
        return String.valueOf(c);
    }

    private static boolean isLoneSurrogate(String string, int index) {
        char c = string.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == string.length() || !Character.isLowSurrogate(string.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(string.charAt(index - 1)));
    }
}
