package org.dpop4j.quarkus.runtime.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths as Vert.x normalises them. That Quarkus REST matches the same is tested over HTTP. */
class RestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b, /a/b",
        "/a/b/, /a/b/",
        "/a%2Fb, /a%2Fb",
        "/a%3Bb, /a%3Bb",
        "/a+b, /a+b",
    })
    void leavesPathsWithoutMatrixParametersAlone(String path, String matched) {
        assertEquals(Optional.of(matched), RestPath.of("", path));
        assertEquals(Optional.of(matched), RestPath.of("/", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/a;, /a",
        "/a;/, /a/",
        "/a;x=1;y=2/b;z, /a/b",
        "/a/b;x=%2F..%2Fc, /a/b",
        "/a;;;/b;=;=/, /a/b/",
        "/;, /",
        "/;/, //",
        "/;x/a, //a",
        "/a/;x, /a/",
        "/a/;x/, /a//",
        "/a/;x/b, /a//b",
        "/a/;/;/b, /a///b",
    })
    void cutsMatrixParametersOffEachSegment(String path, String matched) {
        assertEquals(Optional.of(matched), RestPath.of("", path));
    }

    @ParameterizedTest
    @DisplayName("one matrix parameter anywhere, and Quarkus REST decodes the whole path")
    @CsvSource({
        "/a%2Fb;x, /a/b",
        "/a%2Fb/c;x, /a/b/c",
        "/a%3Bb;x, /a;b",
        "/a%252Fb;x, /a%2Fb",
        "/%2F;x, //",
        "/a%20b;x, /a b",
        "/a+b;x, /a+b",
        "/%E2%82%AC;x, /\u20AC",
        "/..%2Fa;x, /../a",
    })
    void decodesPathsWithMatrixParameters(String path, String matched) {
        assertEquals(Optional.of(matched), RestPath.of("", path));
    }

    @ParameterizedTest
    @CsvSource({
        "/api, /",
        "/api/, /",
        "/api/a, /a",
        "/api/a;x/b, /a/b",
        "/api/;x, /",
        "/api/a%2Fb;x, /a/b",
    })
    void startsBelowTheRestRoot(String path, String matched) {
        assertEquals(Optional.of(matched), RestPath.of("/api", path));
    }

    @ParameterizedTest
    @DisplayName("what Vert.x hands to others is not below the root, whatever it looks like decoded")
    @ValueSource(
            strings = {"/", "/ap", "/apis", "/apis/a", "/api;x", "/api;x/a", "/api%2Fa;x", "/other/api/a", "//api/a"})
    void knowsWhatLiesOutside(String path) {
        assertEquals(Optional.empty(), RestPath.of("/api", path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%+5;x", "/a;x=%+5", "/a;%zz", "/a;x%", "/%;x"})
    void failsAsQuarkusRestDoes(String path) {
        assertThrows(IllegalArgumentException.class, () -> RestPath.of("", path));
    }
}
