package org.dpop4j.jose;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object, strictly: valid UTF-8 without byte order mark, nothing after the object, no duplicate member
 * names, no lone surrogates, bounded depth and number length.
 *
 * <p>Libraries in use here are lenient in these points, and a lenient reader lets two readers see two proofs in one
 * text. Objects become {@link Map}, arrays {@link List}, strings {@link String}, numbers {@link NumberText}, literals
 * {@link Boolean} and {@code null}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259.html">RFC 8259</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515.html#section-4">RFC 7515 section 4</a>
 */
public final class StrictJson {
    private static final int MAX_EXPONENT_DIGITS = 3;

    private final String text;
    private final Limits limits;
    private int position;
    private int depth;

    private StrictJson(String text, Limits limits) {
        this.text = text;
        this.limits = limits;
    }

    /** How deep values may nest and how many characters a number may have. */
    public record Limits(int depth, int numberChars) {
        /** What an honest proof never reaches. */
        public static final Limits PROOF = new Limits(8, 32);
        /** What an authorization server may put into an access token that was found genuine. */
        public static final Limits ACCESS_TOKEN = new Limits(64, 1024);
    }

    /** A number as it was written: valid JSON, with an exponent of at most three digits. */
    public record NumberText(String text) {}

    /** Says that a text is not one strict JSON object. Carries nothing of the text. */
    public static final class NotStrictJson extends Exception {
        private static final long serialVersionUID = 1L;

        NotStrictJson() {
            super("not one strict JSON object", null, false, false);
        }
    }

    /** @throws NotStrictJson when it is anything else than one strict JSON object within the limits */
    public static Map<String, @Nullable Object> parseObject(byte[] utf8, Limits limits) throws NotStrictJson {
        try {
            return parseObject(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(utf8))
                            .toString(),
                    limits);
        } catch (CharacterCodingException e) {
            throw new NotStrictJson();
        }
    }

    /** @throws NotStrictJson when it is anything else than one strict JSON object within the limits */
    public static Map<String, @Nullable Object> parseObject(String text, Limits limits) throws NotStrictJson {
        StrictJson reader = new StrictJson(text, limits);
        reader.skipWhitespace();
        reader.expect('{');
        Map<String, @Nullable Object> object = reader.object();
        reader.skipWhitespace();
        if (reader.position != text.length()) {
            throw new NotStrictJson();
        }
        return object;
    }

    private @Nullable Object value() throws NotStrictJson {
        char c = next();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("rue", true);
            case 'f' -> literal("alse", false);
            case 'n' -> literal("ull", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object() throws NotStrictJson {
        enter();
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        skipWhitespace();
        if (skip('}')) {
            depth--;
            return members;
        }
        do {
            skipWhitespace();
            expect('"');
            String name = string();
            skipWhitespace();
            expect(':');
            skipWhitespace();
            if (members.containsKey(name)) {
                throw new NotStrictJson();
            }
            members.put(name, value());
            skipWhitespace();
        } while (skip(','));
        expect('}');
        depth--;
        return members;
    }

    private List<@Nullable Object> array() throws NotStrictJson {
        enter();
        List<@Nullable Object> elements = new ArrayList<>();
        skipWhitespace();
        if (skip(']')) {
            depth--;
            return elements;
        }
        do {
            skipWhitespace();
            elements.add(value());
            skipWhitespace();
        } while (skip(','));
        expect(']');
        depth--;
        return elements;
    }

    private void enter() throws NotStrictJson {
        if (++depth > limits.depth) {
            throw new NotStrictJson();
        }
    }

    private String string() throws NotStrictJson {
        int start = position;
        while (true) {
            char c = next();
            if (c == '"') {
                return checkSurrogates(text.substring(start, position - 1));
            }
            if (c == '\\') {
                position--;
                return stringWithEscapes(start);
            }
            if (c < ' ') {
                throw new NotStrictJson();
            }
        }
    }

    private String stringWithEscapes(int start) throws NotStrictJson {
        // Grows with the string: room for the rest of the text would make many short strings quadratic.
        StringBuilder value = new StringBuilder(position - start + 16).append(text, start, position);
        while (true) {
            char c = next();
            if (c == '"') {
                return checkSurrogates(value.toString());
            }
            if (c < ' ') {
                throw new NotStrictJson();
            }
            value.append(c == '\\' ? escape() : c);
        }
    }

    private char escape() throws NotStrictJson {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexCharacter();
            default -> throw new NotStrictJson();
        };
    }

    private char hexCharacter() throws NotStrictJson {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new NotStrictJson();
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private static String checkSurrogates(String value) throws NotStrictJson {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < value.length()
                        && Character.isLowSurrogate(value.charAt(i + 1));
                if (!paired) {
                    throw new NotStrictJson();
                }
                i++;
            }
        }
        return value;
    }

    private NumberText number() throws NotStrictJson {
        int start = --position;
        skip('-');
        if (!skip('0')) {
            digits();
        }
        if (skip('.')) {
            digits();
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            if (digits() > MAX_EXPONENT_DIGITS) {
                throw new NotStrictJson();
            }
        }
        if (position - start > limits.numberChars) {
            throw new NotStrictJson();
        }
        return new NumberText(text.substring(start, position));
    }

    private int digits() throws NotStrictJson {
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw new NotStrictJson();
        }
        return position - start;
    }

    private @Nullable Object literal(String rest, @Nullable Object value) throws NotStrictJson {
        if (!text.startsWith(rest, position)) {
            throw new NotStrictJson();
        }
        position += rest.length();
        return value;
    }

    private void skipWhitespace() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private boolean skip(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws NotStrictJson {
        if (!skip(c)) {
            throw new NotStrictJson();
        }
    }

    private char next() throws NotStrictJson {
        if (position >= text.length()) {
            throw new NotStrictJson();
        }
        return text.charAt(position++);
    }
}
