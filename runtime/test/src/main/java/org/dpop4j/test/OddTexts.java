package org.dpop4j.test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Texts, compact or JSON, as they should not be. */
final class OddTexts {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** An unknown member whose encoding needs the characters in which base64url and base64 differ. */
    static final String QUESTIONS = "\"x\":\"??????\"";

    private OddTexts() {}

    /** One more member of an object, before all others. */
    static UnaryOperator<String> first(String member) {
        return json -> "{" + member + "," + json.substring(1);
    }

    /** One more member of an object, after all others. */
    static UnaryOperator<String> last(String member) {
        return json -> json.substring(0, json.length() - 1) + "," + member + "}";
    }

    static UnaryOperator<String> append(String tail) {
        return text -> text + tail;
    }

    static UnaryOperator<String> insertInTheMiddle(String infix) {
        return text -> text.substring(0, text.length() / 2) + infix + text.substring(text.length() / 2);
    }

    /** An unknown member whose value is a string of these bytes, which need not be UTF-8. */
    static UnaryOperator<byte[]> lastStringOf(int... bytes) {
        byte[] tail = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tail[i] = (byte) bytes[i];
        }
        return json -> Jose.concat(
                Jose.concat(Arrays.copyOf(json, json.length - 1), ",\"x\":\"".getBytes(StandardCharsets.US_ASCII)),
                Jose.concat(tail, "\"}".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Blanks within the object, which mean nothing, until the bytes divided by three leave this rest. */
    static UnaryOperator<byte[]> fill(int rest) {
        return json -> {
            int blanks = Math.floorMod(rest - json.length, 3);
            byte[] filled = new byte[json.length + blanks];
            Arrays.fill(filled, (byte) ' ');
            filled[0] = json[0];
            System.arraycopy(json, 1, filled, 1 + blanks, json.length - 1);
            return filled;
        };
    }

    /** Sets a bit that stands for nothing in a base64url text whose last character is not used up. */
    static String trailingBit(String base64url) {
        if (base64url.length() % 4 == 0) {
            throw new IllegalArgumentException("no unused bits in a text of " + base64url.length());
        }
        int last = base64url.length() - 1;
        return base64url.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(base64url.charAt(last)) | 1);
    }

    /** The padding that base64url without padding leaves out. */
    static String padded(String base64url) {
        return base64url + "=".repeat(Math.floorMod(-base64url.length(), 4));
    }

    static String standardAlphabet(String base64url) {
        return base64url.replace('-', '+').replace('_', '/');
    }

    /** The last part of a compact serialisation changed. */
    static UnaryOperator<String> inSignature(UnaryOperator<String> change) {
        return compact -> {
            int start = compact.lastIndexOf('.') + 1;
            return compact.substring(0, start) + change.apply(compact.substring(start));
        };
    }

    static String flattened(String compact) {
        String[] parts = compact.split("\\.", -1);
        return "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                + "\"}";
    }

    static String general(String compact) {
        String[] parts = compact.split("\\.", -1);
        return "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0] + "\",\"signature\":\""
                + parts[2] + "\"}]}";
    }

    static String detached(String compact) {
        return compact.substring(0, compact.indexOf('.')) + "." + compact.substring(compact.lastIndexOf('.'));
    }
}
