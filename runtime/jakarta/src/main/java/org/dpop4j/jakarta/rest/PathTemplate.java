package org.dpop4j.jakarta.rest;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The value of an {@code @Path} annotation as a regular expression, in the order in which Jakarta REST prefers them.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/">Jakarta RESTful Web Services 3.1, sections 3.4 and
 *     3.7.2</a>
 */
final class PathTemplate implements Comparable<PathTemplate> {
    /** A path may hold line breaks, which a dot does not match. */
    private static final String REST = "(/[\\s\\S]*)?";

    private static final Comparator<PathTemplate> PREFERENCE = Comparator.comparingInt(
                    (PathTemplate template) -> -template.literals)
            .thenComparingInt(template -> -template.variables)
            .thenComparingInt(template -> -template.ownExpressions)
            .thenComparing(template -> template.pattern.pattern());

    private final Pattern pattern;
    private final int literals;
    private final int variables;
    private final int ownExpressions;

    private PathTemplate(Pattern pattern, int literals, int variables, int ownExpressions) {
        this.pattern = pattern;
        this.literals = literals;
        this.variables = variables;
        this.ownExpressions = ownExpressions;
    }

    /** @throws PatternSyntaxException when an expression in the template is none; the server refuses it as well */
    static PathTemplate of(String path) {
        StringBuilder regex = new StringBuilder();
        int literals = 0;
        int variables = 0;
        int ownExpressions = 0;
        String text = withSlashes(path);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                int end = closingBrace(text, i);
                int colon = text.indexOf(':', i);
                variables++;
                if (colon >= 0 && colon < end) {
                    ownExpressions++;
                    regex.append("(?:")
                            .append(text.substring(colon + 1, end).strip())
                            .append(')');
                } else {
                    regex.append("[^/]+?");
                }
                i = end;
            } else {
                int end = text.indexOf('{', i) < 0 ? text.length() : text.indexOf('{', i);
                literals += end - i;
                regex.append(Pattern.quote(text.substring(i, end)));
                i = end - 1;
            }
        }
        return new PathTemplate(Pattern.compile(regex + REST), literals, variables, ownExpressions);
    }

    /** With a slash at the beginning and none at the end; nothing for the root. */
    private static String withSlashes(String path) {
        String text = path.startsWith("/") ? path : "/" + path;
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static int closingBrace(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i;
            }
        }
        throw new PatternSyntaxException("no closing brace", text, from);
    }

    /**
     * What of a path is left behind this template.
     *
     * @param path begins with a slash, or is empty
     * @return empty when the path does not begin like this; otherwise nothing, or what begins with a slash
     */
    Optional<String> remainder(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        // The template may have groups of its own.
        String rest = matcher.group(matcher.groupCount());
        return Optional.of(rest == null ? "" : rest);
    }

    /** Whether the whole path is like this. */
    boolean matches(String path) {
        return remainder(path)
                .filter(rest -> rest.isEmpty() || rest.equals("/"))
                .isPresent();
    }

    /** The one that Jakarta REST prefers comes first. */
    @Override
    public int compareTo(PathTemplate other) {
        return PREFERENCE.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && compareTo(template) == 0;
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    @Override
    public String toString() {
        return pattern.pattern();
    }
}
