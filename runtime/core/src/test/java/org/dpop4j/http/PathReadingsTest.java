package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what servers may take a path for")
class PathReadingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/b/", "/a.b/c", "/pkg.Service/Method", "/a:b@c!d"})
    @DisplayName("nothing else, for nearly all paths")
    void plain(String path) {
        assertEquals(Optional.of(Set.of(path)), PathReadings.of(path));
    }

    @ParameterizedTest(name = "{0} may be read as {1}")
    @CsvSource({
        "/a/%62, /a/b",
        "/%61%64min, /admin",
        "/a%2Fb, /a/b",
        "/a%2fb, /a/b",
        "/a;v=1/b, /a/b",
        "/a%3Bv=1/b, /a/b",
        "/a;v=1%2Fb, /a",
        "/a;v=%2Fb, /a;v=/b",
        "//a, /a",
        "/a//b, /a/b",
        "/x/../a, /a",
        "/x/./a, /x/a",
        "/x/%2e%2e/a, /a",
        "/x/%2E./a, /a",
        "/x%2f..%2fa, /a",
        "/x/..;v=1/a, /a",
        "/x;v/..;w/a, /a",
        "/../a, /a",
        "/x/../../a, /a",
        "/a/., /a/",
        "/a/b/.., /a/",
        "/x%2Fy/%2e%2e/a, /a",
        "/x%2Fy/%2e%2e/a, /x/a",
        "/%2561, /a",
        "/.//a, /a",
        "/%2F/a, /a",
        "/a/%3B/b, /a//b",
        "/a/;x/b, /a/b",
        "/a;x/b, /a"
    })
    void mayBeReadAs(String path, String reading) {
        Set<String> readings = PathReadings.of(path).orElseThrow();
        assertTrue(readings.contains(reading), readings::toString);
        assertTrue(readings.contains(path), "as it was sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a",
                "/a%",
                "/a%2",
                "/a%zz",
                "/a%u0061",
                "/a\\b",
                "/a%5cb",
                "/a%00",
                "/a%0ab",
                "/a%7f",
                "/a//../b",
                "/a/b///../..",
                "/a/%2F/..",
                "/x/;/../a",
                "/a\u0001"
            })
    @DisplayName("nobody knows")
    void unknown(String path) {
        assertEquals(Optional.empty(), PathReadings.of(path));
    }

    @Test
    @DisplayName("a path that never comes to an end is given up, and costs little until then")
    void isBounded() {
        assertEquals(Optional.empty(), PathReadings.of("/%" + "25".repeat(4_000) + "61"));
        assertEquals(Optional.empty(), PathReadings.of("/" + "%2525252e;a%2f//./".repeat(400)));
        assertTrue(PathReadings.of("/" + "a;v=1/%2e%2e/".repeat(600)).isPresent());
        assertTrue(PathReadings.of("/%61" + "a".repeat(8_188)).isPresent());
        assertEquals(Optional.empty(), PathReadings.of("/%61" + "a".repeat(8_189)));
    }

    @Test
    @DisplayName("octets beyond ASCII do not become ASCII")
    void beyondAscii() {
        Set<String> readings = PathReadings.of("/%C0%AE%C0%AE/a").orElseThrow();
        assertEquals(Set.of("/%C0%AE%C0%AE/a", "/\u00c0\u00ae\u00c0\u00ae/a"), readings);
    }
}
