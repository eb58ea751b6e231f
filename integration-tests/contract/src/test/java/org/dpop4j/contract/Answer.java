package org.dpop4j.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dpop4j.Rejection;

/**
 * One HTTP response.
 *
 * @param status 0 when the server closed the connection without an answer
 * @param lines header lines in the order they came
 * @param body after transfer decoding, as ISO-8859-1
 */
public record Answer(int status, List<Line> lines, String body) {
    private static final Pattern ERROR = Pattern.compile("\\berror=\"([^\"]*)\"");
    private static final Pattern DESCRIPTION = Pattern.compile("\\berror_description=\"([^\"]*)\"");

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

    /**
     * What does not depend on host, time and keys: the status; for each challenge the scheme, the error and, in brackets,
     * the {@link Rejection} that has this text; and whether there is a nonce. Such as {@code 401 DPoP invalid_token
     * (key_mismatch)}, {@code 401 DPoP, Bearer} or {@code 200 +nonce}.
     */
    public String inShort() {
        if (status == 0) {
            return "closed";
        }
        List<String> shortened = challenges().stream().map(Answer::inShort).toList();
        return status
                + (shortened.isEmpty() ? "" : " " + String.join(", ", shortened))
                + (headers("DPoP-Nonce").isEmpty() ? "" : " +nonce");
    }

    private static String inShort(String challenge) {
        List<String> words = new ArrayList<>(List.of(challenge.split(" ", 2)[0]));
        first(ERROR, challenge).ifPresent(words::add);
        first(DESCRIPTION, challenge).flatMap(Answer::code).ifPresent(code -> words.add("(" + code + ")"));
        return String.join(" ", words);
    }

    private static Optional<String> first(Pattern pattern, String challenge) {
        Matcher matcher = pattern.matcher(challenge);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Empty when the error says it all. */
    private static Optional<String> code(String description) {
        List<Rejection> alike = Arrays.stream(Rejection.values())
                .filter(rejection -> rejection.description().equals(description))
                .toList();
        if (alike.isEmpty()) {
            return Optional.of("other");
        }
        Rejection rejection = alike.get(0);
        boolean onlyText = Arrays.stream(Rejection.values())
                .filter(other -> other.error().equals(rejection.error()))
                .allMatch(other -> other.description().equals(description));
        return onlyText ? Optional.empty() : Optional.of(rejection.code());
    }
}
