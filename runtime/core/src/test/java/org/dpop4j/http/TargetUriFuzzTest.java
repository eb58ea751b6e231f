package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random texts, always the same ones. The oracle is slow, uses the splitting regular expression of RFC 3986 appendix B
 * and the dot-segment algorithm of section 5.2.4 word by word, and shares no code with what it judges.
 */
class TargetUriFuzzTest {
    private static final List<String> PIECES = List.of(
            "https://",
            "http://",
            "HTTPS://",
            "hTTp://",
            "https:/",
            "h",
            "H",
            "api.example",
            "A_b",
            "xn--a",
            "127.0.0.1",
            "[::1]",
            "[FE80::A]",
            "[",
            "]",
            ":",
            ":443",
            ":80",
            ":8443",
            ":0",
            ":65535",
            ":65536",
            "@",
            "u@",
            "/",
            "//",
            "/a",
            "/B",
            ".",
            "..",
            "/.",
            "/..",
            "/./",
            "/../",
            "%2e",
            "%2E",
            "%2f",
            "%41",
            "%7e",
            "%25",
            "%",
            "%zz",
            "%C3%bc",
            ";v=1",
            "|",
            "{",
            "?",
            "#",
            "?q=1",
            "#f",
            " ",
            "\\",
            "\"",
            "<",
            "\t",
            "\u0000",
            "\u00FC",
            "\u212A",
            "\u0130",
            "\uD83D",
            "~",
            "-",
            "_",
            "+",
            "&",
            ",",
            "!");

    private static final Pattern APPENDIX_B = Pattern.compile("(https?)://([^/?#]*)([^?#]*)([?#].*)?");

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(10) > 0) {
            text.append(random.nextBoolean() ? "https://" : "HTTP://");
            if (random.nextInt(10) > 0) {
                text.append(random.nextBoolean() ? "H.example" : "h");
            }
        }
        int pieces = random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextInt(20) == 0) {
            text.insert(random.nextInt(text.length() + 1), (char) random.nextInt(0x10000));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {9449, 3986, 9110})
    void agreesWithTheOracle(long seed) {
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = random(random);
            Optional<String> expected = oracle(text);
            assertEquals(expected, TargetUri.parse(text).map(TargetUri::toString), text);
            accepted += expected.isPresent() ? 1 : 0;
        }
        assertTrue(accepted > 5_000, "only " + accepted + " texts were acceptable");
    }

    @Test
    void isIdempotentAndConsistent() {
        Random random = new Random(7638);
        for (int i = 0; i < 50_000; i++) {
            String text = random(random);
            Optional<TargetUri> parsed = TargetUri.parse(text);
            if (parsed.isEmpty()) {
                continue;
            }
            TargetUri uri = parsed.orElseThrow();
            assertEquals(parsed, TargetUri.parse(uri.toString()));
            assertEquals(parsed, TargetUri.of(uri.isHttps() ? "https" : "http", uri.authority(), uri.path()));
            assertTrue(uri.path().startsWith("/"));
            assertTrue(uri.toString().chars().allMatch(c -> c > 0x20 && c < 0x7F));
            assertEquals(
                    Optional.of(uri),
                    PublicBaseUri.parse((uri.isHttps() ? "https://" : "http://") + uri.authority())
                            .resolve(uri.path()));
        }
    }

    @Test
    void neverThrowsOnNoise() {
        Random random = new Random(9112);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder noise = new StringBuilder();
            int length = random.nextInt(60);
            for (int j = 0; j < length; j++) {
                noise.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : random.nextInt(0x80)));
            }
            String text = noise.toString();
            TargetUri.parse(text);
            TargetUri.parse("https://" + text);
            TargetUri.parse("https://h/" + text);
            TargetUri.of("https", text, "/" + text);
            TargetUri.of(text, "h", text);
            RequestTarget.of("https", null, List.of(text), "/" + text);
            RequestTarget.of("https", text, List.of(text), text);
            RequestTarget.of("https", null, List.of("h"), "https://" + text);
            Authorization.parse(List.of(text), 8192);
            Authorization.parse(List.of("DPoP" + text), 8192);
            Authorization.parse(List.of(text, text), 8192);
            ProofHeader.parse(List.of(text));
        }
    }

    private static Optional<String> oracle(String text) {
        Matcher matcher = APPENDIX_B.matcher(
                text.replaceFirst("^[hH][tT][tT][pP]([sS]?)://", text.matches("^.{4}[sS].*") ? "https://" : "http://"));
        if (text.length() > 2048 || !text.matches("[!#-;=?-\\[\\]-~]*") || !matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1);
        String authority = decode(matcher.group(2)).toLowerCase(Locale.ROOT);
        String path = decode(matcher.group(3));
        Matcher parts = Pattern.compile("(\\[[0-9a-f:.]+\\]|[a-z0-9_~.-]+)(:([1-9][0-9]{0,4})?)?")
                .matcher(authority);
        if (!parts.matches() || matcher.group(2).matches(".*:.*%.*") || path.matches(".*%(?![0-9A-F]{2}).*")) {
            return Optional.empty();
        }
        String host = parts.group(1);
        if (host.startsWith("[")
                ? !List.of("[::1]", "[fe80::a]").contains(host)
                : (host + "x").matches("(.*\\.)?\\..*")) {
            return Optional.empty();
        }
        String port = parts.group(3) == null ? "" : ":" + parts.group(3);
        if (port.length() > 1 && Integer.parseInt(port.substring(1)) > 65535) {
            return Optional.empty();
        }
        if (port.equals(scheme.equals("https") ? ":443" : ":80")) {
            port = "";
        }
        return Optional.of(scheme + "://" + host + port + removeDotSegments(path.isEmpty() ? "/" : path));
    }

    /** Unreserved triplets become characters, others upper case, malformed ones stay. */
    private static String decode(String text) {
        return Pattern.compile("%([0-9a-fA-F]{2})").matcher(text).replaceAll(triplet -> {
            String character = String.valueOf((char) Integer.parseInt(triplet.group(1), 16));
            return Matcher.quoteReplacement(
                    character.matches("[a-zA-Z0-9._~-]")
                            ? character
                            : triplet.group().toUpperCase(Locale.ROOT));
        });
    }

    /** RFC 3986 section 5.2.4, steps 2A to 2E. */
    private static String removeDotSegments(String path) {
        String input = path;
        String output = "";
        while (!input.isEmpty()) {
            if (input.startsWith("../")) {
                input = input.substring(3);
            } else if (input.startsWith("./")) {
                input = input.substring(2);
            } else if (input.startsWith("/./")) {
                input = input.substring(2);
            } else if (input.equals("/.")) {
                input = "/";
            } else if (input.startsWith("/../") || input.equals("/..")) {
                input = "/" + input.substring(Math.min(4, input.length()));
                output = output.substring(0, Math.max(0, output.lastIndexOf('/')));
            } else if (input.equals(".") || input.equals("..")) {
                input = "";
            } else {
                int end = input.indexOf('/', 1);
                end = end < 0 ? input.length() : end;
                output += input.substring(0, end);
                input = input.substring(end);
            }
        }
        return output;
    }
}
