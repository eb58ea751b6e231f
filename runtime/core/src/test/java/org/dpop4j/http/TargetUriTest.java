package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U-02 to U-15 and H-60 to H-74, as far as the two texts alone decide. */
class TargetUriTest {
    private static TargetUri uri(String htu) {
        return TargetUri.parse(htu).orElseThrow(() -> new AssertionError("refused: " + htu));
    }

    private static void assertEqual(String one, String other) {
        assertEquals(uri(one), uri(other));
        assertEquals(uri(one).hashCode(), uri(other).hashCode());
        assertEquals(uri(one).toString(), uri(other).toString());
    }

    private static void assertDifferent(String one, String other) {
        assertNotEquals(uri(one), uri(other));
    }

    private static void assertRefused(String htu) {
        assertEquals(Optional.empty(), TargetUri.parse(htu), htu);
    }

    private static String repeat(String unit, int times) {
        return unit.repeat(times);
    }

    @Nested
    class TestPairsOfTheCatalogue {
        @ParameterizedTest(name = "{0}: {1} = {2}")
        @CsvSource({
            "U-03 U-04, https://h/a, HTTPS://H:443/a",
            "U-05, https://h, https://h/",
            "U-06, https://h/a%7Eb, https://h/a~b",
            "U-06, https://h/a%2fb, https://h/a%2Fb",
            "U-07, https://h/x/../a, https://h/a",
            "U-07, https://h/x/%2e%2E/a, https://h/a",
            "U-02, https://h/a?q#f, https://h/a",
            "U-13, https://[FE80::1]/, https://[fe80::1]/",
            "U-04, https://h:/a, https://h/a",
        })
        void findsEqual(String rule, String one, String other) {
            assertEqual(one, other);
        }

        @ParameterizedTest(name = "{0}: {1} != {2}")
        @CsvSource({
            "U-10 A-01, https://h/a, https://h/a/",
            "U-06, https://h/a%2Fb, https://h/a/b",
            "U-06, https://h/%252e%252e/a, https://h/a",
            "U-09, https://h//a, https://h/a",
            "U-08, https://h/A, https://h/a",
            "U-15 A-28, https://h/a;v=1, https://h/a",
            "U-11, http://h/a, https://h/a",
            "U-04, https://h:8443/a, https://h/a",
            "U-14, https://h./a, https://h/a",
        })
        void findsDifferent(String rule, String one, String other) {
            assertDifferent(one, other);
        }

        @ParameterizedTest(name = "U-11: {0}")
        @ValueSource(
                strings = {
                    "https://u@h/a",
                    "/a",
                    "https:a",
                    "https://h/a b",
                    "https://h\\@evil/a",
                    "https://h/%zz",
                    "https://[fe80::1%25eth0]/",
                    "https://h:99999/"
                })
        void refuses(String htu) {
            assertRefused(htu);
        }
    }

    @Nested
    @DisplayName("U-02, A-02, H-68: query and fragment")
    class QueryAndFragment {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://h?q",
                    "https://h#f",
                    "https://h/?q=/../x",
                    "https://h/#/a?b",
                    "https://h/?a#b?c#d",
                    "https://h/?%zz&100%",
                    "https://h/?u=https://evil@x/",
                    "https://h:443?q"
                })
        void areDroppedWhateverTheyHold(String htu) {
            assertEquals("https://h/", uri(htu).toString());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://h/a?q=a b",
                    "https://h/a?q=\\",
                    "https://h/a?q=\"x\"",
                    "https://h/a?<x>",
                    "https://h/a#\t",
                    "https://h/a?\u00FC",
                    "https://h/a#\u0000",
                    "https://h/a?\u007F"
                })
        void keepOutWhatNoUriHolds(String htu) {
            assertRefused(htu);
        }

        @Test
        void aQuestionMarkThatIsEncodedBelongsToThePath() {
            assertDifferent("https://h/a%3Fq", "https://h/a");
            assertDifferent("https://h/a%23f", "https://h/a");
        }

        @Test
        void anAuthorityEndsWhereTheQueryBegins() {
            assertEqual("https://h?@evil/", "https://h/");
            assertEqual("https://h#@evil/", "https://h/");
        }
    }

    @Nested
    @DisplayName("U-11, H-69, H-73, A-27: scheme")
    class Scheme {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "*",
                    "null",
                    "https",
                    "https:",
                    "https:/",
                    "https://",
                    "https:///a",
                    "https:h/a",
                    "https:/h/a",
                    "//h/a",
                    "h/a",
                    "a",
                    "?q",
                    "#f",
                    "data:text/plain,x",
                    "file:///etc/passwd",
                    "ws://h/a",
                    "wss://h/a",
                    "ftp://h/a",
                    "httpss://h/a",
                    " https://h/a",
                    "https ://h/a",
                    "http\u017F://h/a",
                    "https:\\\\h\\a",
                    "urn:ietf:rfc:9449",
                    "javascript://h/a"
                })
        void refusesAllButHttpAndHttps(String htu) {
            assertRefused(htu);
        }

        @Test
        void knowsWhetherItIsHttps() {
            assertTrue(uri("hTTpS://h/").isHttps());
            assertFalse(uri("HTTP://h/").isHttps());
        }
    }

    @Nested
    @DisplayName("U-03, U-12, U-14, H-60, H-65, H-66, H-67, H-74: host")
    class Host {
        @ParameterizedTest
        @CsvSource({
            "https://API.Example/a, https://api.example/a",
            "https://%61pi.example/a, https://api.example/a",
            "https://%41PI%2Eexample/a, https://api.example/a",
            "https://XN--BCHER-KVA.example/, https://xn--bcher-kva.example/",
        })
        void comparesWithoutRegardToCaseAndToNeedlessTriplets(String one, String other) {
            assertEqual(one, other);
        }

        @ParameterizedTest
        @CsvSource({
            "https://h./, https://h/",
            "https://api.example.evil/, https://api.example/",
            "https://127.1/, https://127.0.0.1/",
            "https://0x7f.1/, https://127.0.0.1/",
            "https://2130706433/, https://127.0.0.1/",
            "https://[::ffff:127.0.0.1]/, https://127.0.0.1/",
            "https://[::ffff:127.0.0.1]/, https://[::ffff:7f00:1]/",
            "https://[0:0:0:0:0:0:0:1]/, https://[::1]/",
            "https://a_b.example/, https://ab.example/",
        })
        void comparesAsTextOtherwise(String one, String other) {
            assertDifferent(one, other);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://b\u00FCcher.example/",
                    "https://b%C3%BCcher.example/",
                    "https://\u212Aeycloak.example/",
                    "https://ap\u0131.example/",
                    "https://\uFF41pi.example/",
                    "https://a\u3002example/",
                    "https://a\u202Eb/"
                })
        void refusesWhatIsNotAscii(String htu) {
            assertRefused(htu);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://user@h/",
                    "https://user:secret@h/",
                    "https://@h/",
                    "https://api@evil/",
                    "https://a@b@c/",
                    "https://api%40evil/",
                    "https://evil\\@api/",
                    "https://api%2Fevil/",
                    "https://api%00/",
                    "https://a%zz/",
                    "https://a%6/",
                    "https://a,b/",
                    "https://a;b/",
                    "https://a!b/",
                    "https://a|b/",
                    "https://a[b]/",
                    "https://a^b/",
                    "https://a..b/",
                    "https://.a/",
                    "https://a%2E%2Eb/",
                    "https://./",
                    "https:// /",
                    "https://?/",
                    "https://#/"
                })
        void refusesUserinfoAndEverythingThatIsNoName(String htu) {
            assertRefused(htu);
        }

        @Test
        void isAtMost255CharactersLong() {
            assertTrue(TargetUri.parse("https://" + repeat("a", 255) + ":8443/").isPresent());
            assertRefused("https://" + repeat("a", 256) + ":8443/");
        }

        @Test
        @DisplayName("H-132: the default locale has no say")
        void isTheSameUnderATurkishLocale() {
            Locale before = Locale.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                assertEqual("HTTPS://API.EXAMPLE/I%3ai", "https://api.example/I%3Ai");
                assertDifferent("https://h/I", "https://h/i");
                assertRefused("https://AP\u0130.example/");
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Nested
    @DisplayName("U-13, H-66: IPv6 literals")
    class Ipv6 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "::",
                    "::1",
                    "1::",
                    "1:2:3:4:5:6:7:8",
                    "1::8",
                    "1:2:3:4:5:6:7::",
                    "::2:3:4:5:6:7:8",
                    "fe80::1",
                    "::ffff:192.0.2.1",
                    "1:2:3:4:5:6:192.0.2.1",
                    "0001:0002:0003:0004:0005:0006:0007:0008",
                    "abcd:abcd:abcd:abcd:abcd:abcd:192.168.100.100"
                })
        void areAccepted(String address) {
            assertEquals(
                    "https://[" + address + "]/",
                    uri("https://[" + address + "]").toString());
            assertEquals(
                    "[" + address + "]:8443",
                    uri("https://[" + address + "]:8443").authority());
            assertEquals(
                    "[" + address + "]", uri("https://[" + address + "]:443").authority());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    ":",
                    ":::",
                    "1",
                    "h",
                    "1:2",
                    ":1",
                    "1:",
                    ":1::",
                    "1::2::3",
                    "1:::2",
                    "::1:",
                    "12345::",
                    "g::",
                    "1:2:3:4:5:6:7",
                    "1:2:3:4:5:6:7:8:9",
                    "1:2:3:4:5:6:7:8::",
                    "::1:2:3:4:5:6:7:8",
                    "192.0.2.1",
                    "::192.0.2",
                    "::192.0.2.1.5",
                    "::192.0.2.256",
                    "::192.0.02.1",
                    "::192.0.2.1:5",
                    "1:2:3:4:5:6:7:192.0.2.1",
                    "::1234.0.2.1",
                    "::a.0.2.1",
                    "fe80::1%25eth0",
                    "fe80::1%eth0",
                    "v1.fe80",
                    "::%31",
                    "::1 "
                })
        void areRefusedWhenTheyAreNoAddress(String address) {
            assertRefused("https://[" + address + "]/");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://[::1",
                    "https://[::1/",
                    "https://::1]/",
                    "https://::1/",
                    "https://[::1]x/",
                    "https://[::1]x]/",
                    "https://[::1]]/",
                    "https://[[::1]]/",
                    "https://[::1]80/",
                    "https://[/",
                    "https://]/",
                    "https://[::1]@h/",
                    "https://[::1].h/"
                })
        void areRefusedWithoutProperBrackets(String htu) {
            assertRefused(htu);
        }
    }

    @Nested
    @DisplayName("U-04, H-64: port")
    class Port {
        @ParameterizedTest
        @CsvSource({
            "https://h:443/, https://h/",
            "https://h:/, https://h/",
            "http://h:80/, http://h/",
            "https://h:443, https://h",
            "https://h:?q, https://h",
        })
        void ofTheSchemeEqualsNone(String one, String other) {
            assertEqual(one, other);
        }

        @ParameterizedTest
        @CsvSource({
            "https://h:80/, https://h/",
            "http://h:443/, http://h/",
            "https://h:1/, https://h/",
            "https://h:65535/, https://h:6553/",
        })
        void countsOtherwise(String one, String other) {
            assertDifferent(one, other);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "00",
                    "0443",
                    "65536",
                    "99999",
                    "100000",
                    "4294967739",
                    "-1",
                    "+1",
                    "4a",
                    "x",
                    " 443",
                    ":",
                    "443:",
                    "\u0664\u0664\u0663",
                    "%34",
                    "1.0",
                    "443@evil"
                })
        void isRefused(String port) {
            assertRefused("https://h:" + port + "/");
        }
    }

    @Nested
    @DisplayName("U-06, H-61, H-63: percent-triplets in the path")
    class Triplets {
        @ParameterizedTest
        @CsvSource({
            "/%61%7a%41%5A%30%39%2d%2E%5f%7e, /azAZ09-._~",
            "/%c3%bc, /%C3%BC",
            "/%3a, /%3A",
            "/%00, /%00",
            "/%2541, /%2541",
            "/%25%34%31, /%2541",
        })
        void areMadeCanonical(String path, String canonical) {
            assertEquals(canonical, uri("https://h" + path).path());
        }

        @ParameterizedTest
        @CsvSource({
            "/a%2Fb, /a/b",
            "/a%3Bb, /a;b",
            "/a+b, /a%20b",
            "/a+b, /a%2Bb",
            "/%2541, /A",
            "/%2541, /%41",
            "/a%7Cb, /a|b",
            "/a%40b, /a@b",
            "/a%00, /a",
            "/%C3%BC, /%FC",
        })
        void thatMeanSomethingAreLeftAlone(String one, String other) {
            assertDifferent("https://h" + one, "https://h" + other);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/%",
                    "/%4",
                    "/%zz",
                    "/%4z",
                    "/%z4",
                    "/%%34",
                    "/a%",
                    "/a%2",
                    "/%u0041",
                    "/% 41",
                    "/%-1",
                    "/%\uFF141"
                })
        void areRefusedWhenMalformed(String path) {
            assertRefused("https://h" + path);
        }
    }

    @Nested
    @DisplayName("U-05, U-07 to U-10, U-15, H-62, H-67, H-70, H-71: path")
    class Path {
        @ParameterizedTest
        @CsvSource({
            "'', /",
            "/, /",
            "/., /",
            "/.., /",
            "/./, /",
            "/../, /",
            "/../a, /a",
            "/../../a, /a",
            "/a/., /a/",
            "/a/.., /",
            "/a/../, /",
            "/a/./b, /a/b",
            "/a/b/../c, /a/c",
            "/a/b/../../c, /c",
            "/a/b/.., /a/",
            "/a/b/c/./../../g, /a/g",
            "/a/%2e%2e/b, /b",
            "/a/.%2E/b, /b",
            "/a/%2e/b, /a/b",
            "/a/%2e, /a/",
            "/%2e%2e, /",
            "//, //",
            "/a//../b, /a/b",
            "/a/..//b, //b",
            "//../a, /a",
            "/..//a, //a",
            "/..., /...",
            "/.../a, /.../a",
            "/.a, /.a",
            "/..a, /..a",
            "/a., /a.",
            "/a.., /a..",
            "/a/..;x/b, /a/..;x/b",
            "/a/..%2Fb, /a/..%2Fb",
            "/a/..%2fb/../c, /a/c",
        })
        void losesItsDotSegments(String path, String canonical) {
            assertEquals(canonical, uri("https://h" + path).path());
            assertEqual("https://h" + path, "https://h" + canonical);
        }

        @ParameterizedTest
        @CsvSource({
            "/a, /A",
            "/a, /a/",
            "/a/b, /a//b",
            "/a/b, //a/b",
            "/a/b, /a/b//",
            "/a, /a;x=1",
            "/a;x=1, /a;x=2",
            "/a;x/b, /a/b",
            "/a;, /a",
            "/a, /a/b",
            "/a, /ab",
            "/%252e%252e/a, /../a",
        })
        void countsOtherwise(String one, String other) {
            assertDifferent("https://h" + one, "https://h" + other);
        }

        @Test
        void keepsWhatBrowsersLeaveAlone() {
            String path = "/!$&'()*+,-.0:;=@A[]^_`a{|}~";
            assertEquals(path, uri("https://h" + path).path());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/a b",
                    "/a\\b",
                    "/a\"b",
                    "/a<b",
                    "/a>b",
                    "/a\tb",
                    "/a\nb",
                    "/a\rb",
                    "/a\u0000",
                    "/a\u007F",
                    "/a\u0080",
                    "/\u00FC",
                    "/\u202Ea",
                    "/\u200B",
                    "/\uD83D\uDE00",
                    "/\uD83D",
                    "/a ",
                    "\\a",
                    " /a"
                })
        void refusesWhatNoUriHolds(String path) {
            assertRefused("https://h" + path);
            assertEquals(Optional.empty(), TargetUri.of("https", "h", path));
        }
    }

    @Nested
    @DisplayName("P-32: the length is bounded")
    class Length {
        @Test
        void isAtMost2048Characters() {
            String longest = "https://h/" + repeat("a", TargetUri.MAX_CHARS - 10);
            assertEquals(longest, uri(longest).toString());
            assertRefused(longest + "a");
            assertEquals(
                    uri(longest),
                    TargetUri.of("https", "h", longest.substring(9)).orElseThrow());
            assertEquals(Optional.empty(), TargetUri.of("https", "h", longest.substring(9) + "a"));
        }

        @Test
        void includesQueryAndFragment() {
            assertTrue(TargetUri.parse("https://h/?" + repeat("q", TargetUri.MAX_CHARS - 11))
                    .isPresent());
            assertRefused("https://h/?" + repeat("q", TargetUri.MAX_CHARS - 10));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/..", "/.", "/", "/%2e%2e", "/a/..", "%", "/%", ":", "[", "@", ".", "a", "?", "#"})
        void isReadToTheEndWhateverRepeats(String unit) {
            String text = "https://h/" + repeat(unit, (TargetUri.MAX_CHARS - 10) / unit.length());
            TargetUri.parse(text).ifPresent(uri -> assertEquals(uri, uri(uri.toString())));
            TargetUri.parse("https://" + repeat(unit, (TargetUri.MAX_CHARS - 8) / unit.length()))
                    .ifPresent(uri -> assertEquals(uri, uri(uri.toString())));
            assertRefused(repeat(unit, 1 << 20));
        }
    }

    @Nested
    class Canonical {
        @Test
        void textIsNotCopied() {
            String canonical = new String("https://api.example:8443/a/b;x=%2F");
            assertSame(canonical, uri(canonical).toString());
        }

        @Test
        void partsAreAtHand() {
            TargetUri uri = uri("HTTPS://API.example:8443/x/../a?q");
            assertEquals("api.example:8443", uri.authority());
            assertEquals("/a", uri.path());
            assertEquals("https://api.example:8443/a", uri.toString());
            assertNotEquals(uri, new Object());
        }
    }

    @Nested
    class OfARequest {
        @ParameterizedTest
        @CsvSource({
            "https, h, /a, https://h/a",
            "HTTPS, H:443, /x/%2e%2E/%7eA, https://h/~A",
            "http, h:8080, '', http://h:8080/",
            "http, '[::1]:80', /, 'http://[::1]/'",
        })
        void putsThePartsTogether(String scheme, String authority, String rawPath, String expected) {
            assertEquals(uri(expected), TargetUri.of(scheme, authority, rawPath).orElseThrow());
            assertEquals(
                    expected,
                    TargetUri.of(scheme, authority, rawPath).orElseThrow().toString());
        }

        @ParameterizedTest
        @CsvSource({
            "ws, h, /a",
            "'', h, /a",
            "https:, h, /a",
            "https, '', /a",
            "https, h/x, /a",
            "https, h?x, /a",
            "https, u@h, /a",
            "https, 'h, h', /a",
            "https, h, a",
            "https, h, *",
            "https, h, h:443",
            "https, h, /a?q",
            "https, h, /a#f",
            "https, h, /%zz",
            "https, h:0, /a",
        })
        void refusesWhatIsNotAPart(String scheme, String authority, String rawPath) {
            assertEquals(Optional.empty(), TargetUri.of(scheme, authority, rawPath));
        }

        @Test
        @DisplayName("H-65: 's' has a look-alike that equalsIgnoreCase accepts")
        void refusesSchemesOutsideOfAscii() {
            assertEquals(Optional.empty(), TargetUri.of("http\u017F", "h", "/"));
        }
    }

    @Nested
    class Loopback {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost/",
                    "http://LOCALHOST:8080/a",
                    "http://127.0.0.1/",
                    "http://127.255.255.255:8080/",
                    "http://[::1]/",
                    "https://[::1]:8443/"
                })
        void isThisMachine(String htu) {
            assertTrue(uri(htu).isLoopback());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://localhost./",
                    "http://a.localhost/",
                    "http://localhost.evil/",
                    "http://localhosts/",
                    "http://127.1/",
                    "http://127.0.0.1.evil/",
                    "http://127.0.0.256/",
                    "http://127.0.0.01/",
                    "http://127.0.0/",
                    "http://127.0.0.1./",
                    "http://128.0.0.1/",
                    "http://0x7f.0.0.1/",
                    "http://0.0.0.0/",
                    "http://[::]/",
                    "http://[::2]/",
                    "http://[::ffff:127.0.0.1]/",
                    "http://api.example/localhost"
                })
        void isNothingElse(String htu) {
            assertFalse(uri(htu).isLoopback());
        }
    }
}
