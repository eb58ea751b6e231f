package org.dpop4j.contract;

import java.util.List;

/**
 * One HTTP response.
 *
 * @param status 0 when the server closed the connection without an answer
 * @param lines header lines in the order they came
 * @param body after transfer decoding, as ISO-8859-1
 */
public record Answer(int status, List<Line> lines, String body) {
    /** A header line; the name in lower case. */
    public record Line(String name, String value) {}

    /** The values of all lines of that name, in order. */
    public List<String> headers(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Line::value)
                .toList();
    }

    public List<String> challenges() {
        return headers("WWW-Authenticate");
    }

    /** A value of {@code CallerReport}; fails when the body is none. */
    public String said(String name) {
        return body.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in: " + this));
    }
}
