package org.dpop4j.jakarta.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @ParameterizedTest
    @CsvSource({
        "orders, /orders, true",
        "/orders/, /orders, true",
        "orders, /orders/, true",
        "orders, /order, false",
        "orders, /orders/1, false",
        "orders, /orders1, false",
        "orders, /Orders, false",
        "orders/{id}, /orders/1, true",
        "orders/{id}, /orders/1/2, false",
        "orders/{id}, /orders/, false",
        "orders/{id}/lines, /orders/1/lines, true",
        "{a}-{b}, /x-y, true",
        "a{b}c, /abc, true",
        "any/{path: .*}, /any/x/y/z, true",
        "any/{path: .*}, /any/, true",
        "any/{id: [0-9]{2}}, /any/12, true",
        "any/{id: [0-9]{2}}, /any/123, false",
        "any/{id: (a|b)}, /any/b, true",
        "a.b, /axb, false",
        "'', '', true",
        "'', /, true",
        "/, '', true",
    })
    void matchesAsJakartaRestDoes(String template, String path, boolean expected) {
        assertEquals(expected, PathTemplate.of(template).matches(path));
    }

    @ParameterizedTest
    @CsvSource({
        "orders, /orders, ''",
        "orders, /orders/, /",
        "orders, /orders/1/lines, /1/lines",
        "{id: (a|b)}, /b/lines, /lines",
        "'', /orders, /orders",
    })
    void leavesTheRest(String template, String path, String rest) {
        assertEquals(Optional.of(rest), PathTemplate.of(template).remainder(path));
    }

    @Test
    void leavesNothingOfAnotherPath() {
        assertEquals(Optional.empty(), PathTemplate.of("orders").remainder("/ordersx/1"));
    }

    /** H-61: a line break is a character like any other. */
    @ParameterizedTest
    @ValueSource(strings = {"/orders/a\nb", "/orders/\u0085", "/orders/\u2028x", "/orders/\r"})
    void h61_leavesLineBreaksToTheRest(String path) {
        assertEquals(Optional.of(path.substring(7)), PathTemplate.of("orders").remainder(path));
    }

    /** Section 3.7.2: the more literal characters, then variables, then expressions of one's own, the better. */
    @Test
    void isOrderedByPreference() {
        List<String> templates =
                List.of("/{a}", "/orders/{id}", "/{a: .*}", "/orders", "/orders/{id: .*}", "/orders/1");
        assertEquals(
                Stream.of("/orders/1", "/orders/{id: .*}", "/orders/{id}", "/orders", "/{a: .*}", "/{a}")
                        .map(PathTemplate::of)
                        .toList(),
                templates.stream().map(PathTemplate::of).sorted().toList());
    }

    /** Names of variables tell nothing. */
    @Test
    void isTheSameWithOtherVariableNames() {
        assertEquals(PathTemplate.of("a/{id}"), PathTemplate.of("/a/{name}/"));
        assertEquals(
                PathTemplate.of("a/{id}").hashCode(),
                PathTemplate.of("/a/{name}/").hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "{a: [}"})
    void refusesWhatIsNoTemplate(String template) {
        assertThrows(PatternSyntaxException.class, () -> PathTemplate.of(template));
    }
}
