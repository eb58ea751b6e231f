package org.dpop4j.parity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a test method, for people. Ordered by rule.
 *
 * @param rule the id of the rule that the test is named after, such as {@code H-94}; empty when it names none
 * @param sentence what the test says
 */
record CaseName(String rule, String sentence) implements Comparable<CaseName> {
    private static final Pattern NAME = Pattern.compile("(?:([a-z]+)(\\d+)(?:_to_([a-z]+)(\\d+))?_)?(\\w+)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    /** Before a capital, and before a number of three digits, which is a status. */
    private static final Pattern WORD = Pattern.compile("(?=[A-Z])|(?<=[a-z])(?=\\d{3})");
    /** Words that are not written as they are spoken. */
    private static final Map<String, String> SPELLINGS = Map.of(
            "dpop", "DPoP",
            "bearer", "Bearer",
            "cors", "CORS",
            "uri", "URI",
            "uris", "URIs",
            "url", "URL",
            "ascii", "ASCII",
            "head", "HEAD",
            "get", "GET",
            "options", "OPTIONS");

    private static final Comparator<CaseName> ORDER = Comparator.comparing(CaseName::letters)
            .thenComparing(CaseName::number)
            .thenComparing(CaseName::rule)
            .thenComparing(CaseName::sentence);

    static CaseName ofMethod(String method) {
        Matcher matcher = NAME.matcher(method);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(method);
        }
        String rule = matcher.group(1) == null ? "" : id(matcher.group(1), matcher.group(2));
        String last = matcher.group(3) == null ? "" : " to " + id(matcher.group(3), matcher.group(4));
        return new CaseName(rule + last, sentence(matcher.group(5)));
    }

    /** The name of an interface of the contract. */
    static String ofTopic(String topic) {
        return sentence(topic.replaceFirst("Contract$", ""));
    }

    private static String id(String letters, String number) {
        // The codes of outcomes have no hyphen, unlike the rules.
        return letters.toUpperCase(Locale.ROOT) + (letters.equals("k") ? "" : "-") + number;
    }

    private static String sentence(String camelCase) {
        List<String> words = new ArrayList<>();
        for (String word : WORD.split(camelCase.replace("DPoP", "Dpop"))) {
            String lower = word.toLowerCase(Locale.ROOT);
            words.add(SPELLINGS.getOrDefault(lower, lower));
        }
        String sentence = String.join(" ", words);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    private String letters() {
        return rule.replaceAll("\\d.*", "");
    }

    private Integer number() {
        Matcher matcher = NUMBER.matcher(rule);
        return matcher.find() ? Integer.valueOf(matcher.group()) : 0;
    }

    @Override
    public int compareTo(CaseName other) {
        return ORDER.compare(this, other);
    }
}
