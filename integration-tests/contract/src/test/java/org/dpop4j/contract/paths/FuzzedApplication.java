package org.dpop4j.contract.paths;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One of two applications that are alike but for the demand. They differ by a digit at the end of the context path, by header
 * lines, or by both.
 *
 * @param root ends with that digit
 * @param headerLines that every request to it has, each with its line break
 */
public record FuzzedApplication(URI root, String headerLines) {
    /** Stands in request lines for the digit. As its escape is {@code %3} and the digit itself, it may be escaped as well. */
    static final char DIGIT = '\uE000';

    /** Without header lines of its own. */
    public FuzzedApplication(URI root) {
        this(root, "");
    }

    /** The context path as request lines have it, with {@link #DIGIT}. */
    String context() {
        String path = root.getRawPath();
        return path.substring(0, path.length() - 1) + DIGIT;
    }

    private char digit() {
        return root.getRawPath().charAt(root.getRawPath().length() - 1);
    }

    /** @param line with {@link #DIGIT}; other characters stand for one byte each */
    byte[] request(String line) {
        return (line.replace(DIGIT, digit()) + "\r\nHost: localhost\r\n" + headerLines + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
