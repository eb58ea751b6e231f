package org.dpop4j.contract.paths;

import static org.dpop4j.contract.paths.FuzzedApplication.DIGIT;

import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Ways to write a character that some decoder may understand, and the way back. */
final class Escapes {
    private static final Pattern TRIPLET = Pattern.compile("%([0-9a-fA-F])([0-9a-fA-F" + DIGIT + "])");

    private Escapes() {}

    static String random(Random random, char c) {
        int octet = c == DIGIT ? '1' : c & 0xff;
        String escape = switch (random.nextInt(12)) {
            case 0 -> triplet(octet).replace("%", "%25");
            case 1 -> triplet(octet).replace("%", "%2525");
            case 2 -> triplet(0xc0 | octet >> 6) + triplet(0x80 | octet & 0x3f);
            case 3 -> triplet(0xe0) + triplet(0x80 | octet >> 6) + triplet(0x80 | octet & 0x3f);
            case 4 -> triplet(0xef) + triplet(0xbc) + triplet(0x60 + octet & 0xff);
            case 5 -> triplet(octet).replace("%", "%u00");
            default -> triplet(octet);
        };
        String cased = random.nextBoolean() ? escape.toLowerCase(Locale.ROOT) : escape;
        return c == DIGIT ? cased.substring(0, cased.length() - 1) + DIGIT : cased;
    }

    private static String triplet(int octet) {
        return String.format(Locale.ROOT, "%%%02X", octet);
    }

    /** With the first triplet behind a place decoded, if there is one. */
    static String decodedBehind(String text, int from) {
        return TRIPLET.matcher(text.substring(from))
                .results()
                .findFirst()
                .map(found ->
                        text.substring(0, from + found.start()) + octet(found) + text.substring(from + found.end()))
                .orElse(text);
    }

    private static char octet(MatchResult triplet) {
        return triplet.group(2).charAt(0) == DIGIT
                ? DIGIT
                : (char) Integer.parseInt(triplet.group(1) + triplet.group(2), 16);
    }
}
