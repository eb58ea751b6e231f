package org.dpop4j.jose;

import java.util.Base64;
import org.dpop4j.Rejection;

/**
 * base64url without padding, in its one canonical form: a text that decodes is the text that encoding gives back.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515.html#section-2">RFC 7515 section 2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648.html#section-3.5">RFC 4648 section 3.5</a>
 */
public final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    /**
     * @throws MalformedProof when the text is empty, has a character outside the alphabet (padding included), or is not
     *     canonical
     */
    public static byte[] decode(String text, Rejection otherwise) {
        if (!isCanonical(text)) {
            throw new MalformedProof(otherwise);
        }
        return Base64.getUrlDecoder().decode(text);
    }

    public static boolean isCanonical(String text) {
        int length = text.length();
        if (length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (valueOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        int lastValue = valueOf(text.charAt(length - 1));
        return switch (length % 4) {
            case 0 -> true;
            case 2 -> (lastValue & 0b1111) == 0;
            case 3 -> (lastValue & 0b11) == 0;
            default -> false;
        };
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static int valueOf(char c) {
        return c < 128 ? ALPHABET.indexOf(c) : -1;
    }
}
