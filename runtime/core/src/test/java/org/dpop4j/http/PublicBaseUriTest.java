package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** U-16, U-17, H-134. */
class PublicBaseUriTest {
    private static String resolve(String base, String rawPath) {
        return PublicBaseUri.parse(base).resolve(rawPath).orElseThrow().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example, /a, https://api.example/a",
        "https://api.example/, /a, https://api.example/a",
        "https://api.example/, '', https://api.example/",
        "https://api.example, /, https://api.example/",
        "https://gw.example/orders, /a, https://gw.example/orders/a",
        "https://gw.example/orders/, /a, https://gw.example/orders/a",
        "https://gw.example/orders, /, https://gw.example/orders/",
        "https://gw.example/orders, '', https://gw.example/orders/",
        "https://gw.example/a/b, /c/, https://gw.example/a/b/c/",
        "HTTPS://GW.example:443/%7ea/./b, /%7Ec, https://gw.example/~a/b/~c",
        "http://localhost:8080, /a, http://localhost:8080/a",
    })
    void putsThePrefixBeforeThePath(String base, String rawPath, String expected) {
        assertEquals(expected, resolve(base, rawPath));
        assertEquals(TargetUri.parse(expected), PublicBaseUri.parse(base).resolve(rawPath));
    }

    @Test
    @DisplayName("U-09: slashes of the request are its own")
    void keepsEmptySegmentsOfTheRequest() {
        assertEquals("https://api.example//a", resolve("https://api.example/", "//a"));
        assertEquals("https://gw.example/p//a", resolve("https://gw.example/p/", "//a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../x", "/a/../../x", "/%2e%2E/x", "/./../x"})
    void doesNotLetTheRequestClimbOutOfThePrefix(String rawPath) {
        assertEquals("https://gw.example/orders/x", resolve("https://gw.example/orders", rawPath));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "*", "/a b", "/a?q", "/a#f", "/%zz", "/\u00FC"})
    void refusesPathsThatAreNone(String rawPath) {
        assertEquals(
                Optional.empty(), PublicBaseUri.parse("https://api.example/p").resolve(rawPath));
    }

    @Test
    void boundsTheLength() {
        PublicBaseUri base = PublicBaseUri.parse("https://h/p");
        String longest = "/" + "a".repeat(TargetUri.MAX_CHARS - 12);
        assertEquals(
                TargetUri.MAX_CHARS,
                base.resolve(longest).orElseThrow().toString().length());
        assertEquals(Optional.empty(), base.resolve(longest + "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "api.example",
                "//api.example",
                "/orders",
                "ftp://api.example",
                "https://",
                "https://user@api.example",
                "https://api.example:0",
                "https://api.example:99999",
                "https://b\u00FCcher.example",
                "https://api.example/a b",
                "https://api.example/%zz",
                " https://api.example",
                "https://api.example?q",
                "https://api.example/?",
                "https://api.example/#f",
                "https://api.example//",
                "https://gw.example/orders//"
            })
    void refusesToStartWithABadValue(String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> PublicBaseUri.parse(value))
                .getMessage();
        assertTrue(message.contains(";"), "a remedy stands behind the fault: " + message);
    }

    @Test
    void tellsItsParts() {
        PublicBaseUri base = PublicBaseUri.parse("https://GW.example:8443/orders/");
        assertTrue(base.isHttps());
        assertEquals("https://gw.example:8443/orders", base.toString());
        assertFalse(PublicBaseUri.parse("http://localhost/").isHttps());
    }

    @Test
    void isEqualWhenTheCanonicalTextIs() {
        assertEquals(PublicBaseUri.parse("https://h:443/p/"), PublicBaseUri.parse("HTTPS://H/p"));
        assertEquals(
                PublicBaseUri.parse("https://h:443").hashCode(),
                PublicBaseUri.parse("HTTPS://H/").hashCode());
        assertNotEquals(PublicBaseUri.parse("https://h/p"), PublicBaseUri.parse("https://h"));
        assertNotEquals(PublicBaseUri.parse("https://h/p"), new Object());
    }
}
