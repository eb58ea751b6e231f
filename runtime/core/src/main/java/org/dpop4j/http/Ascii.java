package org.dpop4j.http;

/**
 * Character classes and case rules of the HTTP and URI grammars, for ASCII only.
 *
 * <p>The JDK's own case rules know Unicode: {@code equalsIgnoreCase} takes U+212A for {@code k} and U+017F for
 * {@code s}, and {@code toLowerCase} depends on a locale. Nothing of that belongs in a security decision.
 */
final class Ascii {
    /** {@code unreserved} of RFC 3986 section 2.3. */
    static final int UNRESERVED = 1;
    /** What a path may hold besides triplets: printable ASCII without {@code " # % < > ? \}. */
    static final int PATH = 1 << 1;
    /** What the ignored part of a URI (query, fragment) may hold: printable ASCII without {@code " < > \}. */
    static final int IGNORED = 1 << 2;
    /** {@code token68} of RFC 9110 section 11.2, without its trailing {@code =}. */
    static final int TOKEN68 = 1 << 3;
    /** {@code tchar} of RFC 9110 section 5.6.2. */
    static final int TCHAR = 1 << 4;
    /** A JWS in compact serialisation: the base64url alphabet and the dot. */
    static final int JWS = 1 << 5;

    private static final byte[] CLASSES = classes();

    private Ascii() {}

    private static byte[] classes() {
        byte[] classes = new byte[128];
        for (char c = 0x21; c < 0x7F; c++) {
            classes[c] |= (byte) (PATH | IGNORED);
            if (isDigit(c) || isAlpha(c)) {
                classes[c] |= (byte) (UNRESERVED | TOKEN68 | TCHAR | JWS);
            }
        }
        add(classes, "-._~", UNRESERVED);
        add(classes, "-._~+/", TOKEN68);
        add(classes, "!#$%&'*+-.^_`|~", TCHAR);
        add(classes, "-_.", JWS);
        remove(classes, "\"<>\\", PATH | IGNORED);
        remove(classes, "#%?", PATH);
        return classes;
    }

    private static void add(byte[] classes, String characters, int kind) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] |= (byte) kind;
        }
    }

    private static void remove(byte[] classes, String characters, int kind) {
        for (int i = 0; i < characters.length(); i++) {
            classes[characters.charAt(i)] &= (byte) ~kind;
        }
    }

    static boolean is(int kind, char c) {
        return c < 128 && (CLASSES[c] & kind) != 0;
    }

    /** Whether every character in the range is of that kind; true for an empty range. */
    static boolean all(int kind, String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!is(kind, text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isAlpha(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    static char lower(char c) {
        return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(char c) {
        if (isDigit(c)) {
            return c - '0';
        }
        char lower = lower(c);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** The byte of the percent-triplet at that place, or -1 when there is none that ends before {@code to}. */
    static int triplet(String text, int at, int to) {
        if (at + 2 >= to || text.charAt(at) != '%') {
            return -1;
        }
        int high = hex(text.charAt(at + 1));
        int low = hex(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Whether the text goes on with {@code lowerCase} at that place, without regard to ASCII case. */
    static boolean startsWith(String lowerCase, String text, int from, int to) {
        int length = lowerCase.length();
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(text.charAt(from + i)) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range is {@code lowerCase}, without regard to ASCII case. */
    static boolean equals(String lowerCase, String text, int from, int to) {
        return to - from == lowerCase.length() && startsWith(lowerCase, text, from, to);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The first place that is not optional white space, or the end. */
    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The end of the text without trailing optional white space; not before {@code from}. */
    static int trimmedEnd(String text, int from) {
        int end = text.length();
        while (end > from && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
