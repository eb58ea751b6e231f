package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("paths that the settings name")
class PathPatternTest {
    @ParameterizedTest(name = "{0} matches {1}")
    @CsvSource({
        "/orders, /orders",
        "/orders, /orders/",
        "/a/b, /a/b",
        "/orders/*, /orders",
        "/orders/*, /orders/",
        "/orders/*, /orders/1",
        "/orders/*, /orders/1/2",
        "/*, /",
        "/*, /anything/at/all",
        "/, /",
        "/pkg.Service/*, /pkg.Service/Method",
        "/a!$&()+=:@-._~, /a!$&()+=:@-._~"
    })
    void matches(String pattern, String path) {
        assertTrue(PathPattern.parse(pattern).matches(path));
    }

    @ParameterizedTest(name = "{0} does not match {1}")
    @CsvSource({
        "/orders, /order",
        "/orders, /orders1",
        "/orders, /orders/1",
        "/orders, /Orders",
        "/orders, /",
        "/orders, /a/orders",
        "/orders/*, /orders1",
        "/orders/*, /order",
        "/a/b, /a",
        "/a/b/*, /a",
        "/, /a"
    })
    void doesNotMatch(String pattern, String path) {
        assertFalse(PathPattern.parse(pattern).matches(path));
    }

    @ParameterizedTest
    @CsvSource({
        "orders, Begin it with a slash",
        "*, Begin it with a slash",
        "/orders*, Use a star only at the end",
        "/*/orders, Use a star only at the end",
        "/**, Use a star only at the end",
        "/a/*/*, Use a star only at the end",
        "//orders, Use a path such as",
        "/orders//*, Use a path such as",
        "/a/../b, Use a path such as",
        "/a/..,  Use a path such as",
        "/a/../*, Use a path such as",
        "/./a, Use a path such as",
        "/a%20b, Use a path such as",
        "/a;v=1, Use a path such as",
        "/a?b, Use a path such as",
        "/a b, Use a path such as",
        "/\u00fcber, Use a path such as",
        "/a\\b, Use a path such as"
    })
    void refuses(String text, String remedy) {
        String message = assertThrows(IllegalArgumentException.class, () -> PathPattern.parse(text))
                .getMessage();
        assertTrue(message.startsWith(remedy), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/orders", "/a/b", "/orders/*", "/*"})
    void prints(String text) {
        assertEquals(text, PathPattern.parse(text).toString());
    }

    @Test
    @DisplayName("a name in braces stands for one segment")
    void templates() {
        PathPattern pattern = PathPattern.ofTemplate("/chat/{room}/log");
        assertTrue(pattern.matches("/chat/a/log"));
        assertTrue(pattern.matches("/chat/a/log/"));
        assertFalse(pattern.matches("/chat//log"));
        assertFalse(pattern.matches("/chat/a/b/log"));
        assertFalse(pattern.matches("/chat/a"));
        assertFalse(pattern.matches("/chat/a/log/b"));
        assertTrue(PathPattern.ofTemplate("/chat-{room}").matches("/anything"));
        assertTrue(PathPattern.ofTemplate("/chat/:room").matches("/chat/a"));
        assertTrue(PathPattern.ofTemplate("/chat/*").matches("/chat/a/b"));
        assertTrue(PathPattern.ofTemplate("/chat").isLiteral());
        assertFalse(PathPattern.ofTemplate("/chat/{room}").isLiteral());
    }

    @Test
    @DisplayName("a page is served for its directory, too")
    void directoryOf() {
        assertEquals(Optional.of(PathPattern.parse("/a")), directoryOf("/a/index.html"));
        assertEquals(Optional.of(PathPattern.parse("/a")), directoryOf("/a/index.html/*"));
        assertEquals(Optional.of(PathPattern.parse("/")), directoryOf("/index.html"));
        for (String other : new String[] {"/", "/*", "/a", "/a/*", "/index.html/a", "/a/xindex.html"}) {
            assertEquals(Optional.empty(), directoryOf(other));
        }
    }

    private static Optional<PathPattern> directoryOf(String path) {
        return PathPattern.parse(path).directoryOf("index.html");
    }

    @Test
    @DisplayName("they are relative to the root of the application")
    void below() {
        PathPattern below = PathPattern.parse("/orders/*").below("/api/v1");
        assertTrue(below.matches("/api/v1/orders/1"));
        assertFalse(below.matches("/orders/1"));
        assertFalse(below.matches("/api/orders/1"));
        assertTrue(PathPattern.parse("/*").below("/api").matches("/api"));
        assertFalse(PathPattern.parse("/*").below("/api").matches("/other"));
        for (String whole : new String[] {"", "/"}) {
            assertEquals(PathPattern.parse("/a"), PathPattern.parse("/a").below(whole));
        }
        assertTrue(PathPattern.parse("/a").below("/api/").matches("/api/a"));
    }

    @Test
    @DisplayName("the one that names more of the path is longer, the path itself more than all below it")
    void isLonger() {
        assertTrue(isLonger("/a/b/*", "/a/*"));
        assertTrue(isLonger("/a", "/a/*"));
        assertTrue(isLonger("/a/b", "/a/*"));
        assertFalse(isLonger("/a/*", "/a"));
        assertFalse(isLonger("/a/*", "/a/b"));
        assertFalse(isLonger("/a", "/a"));
        assertFalse(isLonger("/a", "/b"));
    }

    private static boolean isLonger(String one, String other) {
        return PathPattern.parse(one).isLongerThan(PathPattern.parse(other));
    }
}
