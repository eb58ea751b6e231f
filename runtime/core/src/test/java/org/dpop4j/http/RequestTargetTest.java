package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U-01, U-18, U-20, U-21, H-55, H-59. */
class RequestTargetTest {
    private static RequestTarget target(String scheme, String host, String rawTarget) {
        return RequestTarget.of(scheme, null, List.of(host), rawTarget).orElseThrow();
    }

    private static void assertRefused(String scheme, @Nullable String pseudoHeader, List<String> hosts, String target) {
        assertEquals(
                Optional.empty(),
                RequestTarget.of(scheme, pseudoHeader, hosts, target).map(RequestTarget::rawPath));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a, /a",
        "/a?q, /a",
        "/?q, /",
        "/a?x=/../b?c, /a",
        "//evil/a, //evil/a",
        "/a;x=1/b?q, /a;x=1/b",
        "/x/../%7ea, /x/../%7ea",
        "/a|b, /a|b",
        "/http://other/, /http://other/",
    })
    @DisplayName("U-18: origin-form gives the path as on the wire")
    void takesThePathOfOriginForm(String rawTarget, String rawPath) {
        assertEquals(rawPath, target("https", "h", rawTarget).rawPath());
        assertEquals(
                TargetUri.of("https", "h", rawPath),
                target("https", "h", rawTarget).targetUri());
    }

    @Test
    void tellsSchemeAndAuthorityInCanonicalForm() {
        RequestTarget target = target("HTTPS", " API.example:443\t", "/a");
        assertEquals("https", target.scheme());
        assertEquals(Optional.of("api.example"), target.authority());
        assertEquals("http", target("http", "h", "/a").scheme());
    }

    @Nested
    @DisplayName("U-20, H-59: absolute-form, Host and :authority have to agree")
    class Agreement {
        @ParameterizedTest
        @CsvSource({
            "https, h, https://h/a?q, /a",
            "https, h:443, HTTPS://H/a, /a",
            "https, h, https://h:/a, /a",
            "https, h, https://h, /",
            "https, h, https://h?q, /",
            "http, h:80, http://h//a, //a",
            "http, '[::1]:8080', 'http://[::1]:8080/a', /a",
        })
        void acceptsAbsoluteFormThatAgrees(String scheme, String host, String rawTarget, String rawPath) {
            RequestTarget target = target(scheme, host, rawTarget);
            assertEquals(rawPath, target.rawPath());
            assertEquals(TargetUri.parse(rawTarget), target.targetUri());
        }

        @ParameterizedTest
        @CsvSource({
            "https, h, https://other/a",
            "https, h, https://h:8443/a",
            "https, h:8443, https://h/a",
            "https, h, https://h.evil/a",
            "https, h, http://h/a",
            "http, h, https://h/a",
            "https, h, https://u@h/a",
            "https, h, https:///a",
            "https, h, https:/a",
            "https, h, ws://h/a",
            "https, h, 'https://h\\@other/a'",
            "https, '', https://h/a",
        })
        void refusesAbsoluteFormThatDoesNot(String scheme, String host, String rawTarget) {
            assertRefused(scheme, null, List.of(host), rawTarget);
        }

        @Test
        void refusesTwoHostLines() {
            assertRefused("https", null, List.of("h", "other"), "/a");
            assertRefused("https", null, List.of("h", "h"), "/a");
            assertRefused("https", null, List.of("h", ""), "/a");
            assertRefused("https", null, List.of("h,h"), "/a");
            assertRefused("https", null, List.of("h, other"), "/a");
        }

        @Test
        void comparesThePseudoHeaderWithHost() {
            assertEquals(
                    Optional.of("h"),
                    RequestTarget.of("https", "h", List.of(), "/a")
                            .orElseThrow()
                            .authority());
            assertEquals(
                    Optional.of("h"),
                    RequestTarget.of("https", "H:443", List.of("h"), "/a")
                            .orElseThrow()
                            .authority());
            assertRefused("https", "h", List.of("other"), "/a");
            assertRefused("https", "h", List.of(""), "/a");
            assertRefused("https", "", List.of(), "/a");
            assertRefused("https", "u@h", List.of(), "/a");
            assertRefused("https", "other", List.of("h"), "https://h/a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"u@h", "h/x", "h:0", "h:x", "[::1", "h h", "b\u00FCcher", "h\u0000", "%zz", "https://h"})
        void refusesAMalformedHost(String host) {
            assertRefused("https", null, List.of(host), "/a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "h:443", "h", "", "a", "a/b", "?q", "#", "*/a", "\\a", " /a"})
    @DisplayName("U-21: asterisk-form and authority-form name no resource")
    void refusesOtherForms(String rawTarget) {
        assertRefused("https", null, List.of("h"), rawTarget);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a#f", "/a?q#f", "/#", "/%zz", "/a b", "/a\\b", "/\u00FC", "/a\u0000"})
    void refusesAPathThatIsNone(String rawTarget) {
        assertRefused("https", null, List.of("h"), rawTarget);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws", "wss", "https:", "http\u017F"})
    void refusesOtherSchemes(String scheme) {
        assertRefused(scheme, null, List.of("h"), "/a");
    }

    @Test
    void canDoWithoutAuthority() {
        RequestTarget target = RequestTarget.of("http", null, List.of(), "/a?q").orElseThrow();
        assertEquals("/a", target.rawPath());
        assertEquals(Optional.empty(), target.authority());
        assertEquals(Optional.empty(), target.targetUri());
        assertEquals(
                TargetUri.parse("https://api.example/a"),
                PublicBaseUri.parse("https://api.example").resolve(target.rawPath()));
        assertEquals(
                Optional.empty(),
                RequestTarget.of("http", null, List.of(" "), "/a").orElseThrow().authority());
        assertEquals(
                Optional.of("h"),
                RequestTarget.of("http", null, List.of(), "http://h/a")
                        .orElseThrow()
                        .authority());
    }

    @Test
    @DisplayName("H-55: a forged Host has no influence on the configured URI")
    void isReplacedByTheConfiguredBase() {
        RequestTarget target = target("http", "counterfeit.example", "/a");
        assertEquals(
                "https://api.example/a",
                PublicBaseUri.parse("https://api.example")
                        .resolve(target.rawPath())
                        .orElseThrow()
                        .toString());
    }

    @Test
    void readsALongQueryAndRefusesALongPathLater() {
        assertEquals("/a", target("https", "h", "/a?" + "q".repeat(100_000)).rawPath());
        assertEquals(
                Optional.empty(),
                target("https", "h", "/" + "a".repeat(100_000)).targetUri());
    }
}
