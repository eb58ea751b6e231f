package org.dpop4j.contract.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Request lines that may or may not lead to some paths: random ones, the same ones for the same seed and the same news of
 * what was routed. What was routed is spelt further, so that oddities add up.
 *
 * <p>A server is a process of its own, where no fuzzer of this JVM sees which branches are taken. What comes of a request is
 * what there is to learn from.
 */
public final class Spellings {
    /** What is worth to be put anywhere. */
    private static final List<String> PIECES = words("""
            / // /. /./ /.. /../x/ /../xxxx/ /../xxxxx/ xx xxxx /../ /x/.. /x/../ /... . .. /; /..; /..;a=b/
            /.;/ ; ;a=b ;a=b/c ;jsessionid=1 ;JSESSIONID=1!2 %3b %3Ba=b %2e %2E%2e %2f %2F %2f..%2f %5c \\
            ..\\ %5C..%5c %252e %252f %25 % %2 %zz %u002f %c0%ae %c0%af %e0%80%af %ef%bc%8f %C3%A9 %E9
            \303\251 \351 \377 %ff %fe%ff %00 %01 %09 %0a %0d%0a %20 %7f %c2%a0 %e2%80%8b \0 \t %2b
            \177 \205 \240 + * ~ ? ?a=b ?/../ ?a=/../b# %3f %3Fa # #a %23 & &a=b = : :// @ ! $ ' ( ) ,
            | ^ ` " < > { } [ ] - _ a A 0 .txt .html .do .json index.html WEB-INF/ /META-INF/resources/
            /http://localhost
            """);

    /** What somebody may take for a slash, or leave out beside one. */
    private static final List<String> SLASHES = words("""
            %2f %2F \\ %5c // /// /./ /x/../ /.// /;/ /;a=b/ ;a=b/ %252f /%2e/ /%2E%2F /x/%2e%2e/ /x/..;/
            /x/..;a=b/ /x;a/../ /x%2f..%2f /x/%252e%252e/ /x//../../ %c0%af %ef%bc%8f : ?/ #/
            """);

    /** Other forms of a request target, and what is close to them. */
    private static final List<String> FRONTS = words("""
            http://localhost HTTP://LOCALHOST https://localhost http://localhost:80 http://other.example
            http://localhost?a= http://localhost# http://localhost;a=b http://user@localhost http:// http:
            http:/ //localhost /http://localhost ws://localhost ftp://localhost file:// x: localhost * ?a= .
            .. \\ %2f ;a=b /%2e%2e http://localhost/..
            """);

    private static final List<String> METHODS = List.of("GET", "get", "Get", "POST", "OPTIONS", "PROPFIND", "X");
    private static final List<String> VERSIONS = List.of(" HTTP/1.0", "", " HTTP/1.1 ", "  HTTP/1.1", "\tHTTP/1.1");

    private static final int MOST_CHARS = 200;
    private static final int MOST_LEARNT = 2_000;

    private final Random random;
    private final List<String> paths;
    private final Map<String, List<String>> learnt = new TreeMap<>();
    private String last = "";

    Spellings(long seed, List<String> paths) {
        this.random = new Random(seed);
        this.paths = List.copyOf(paths);
    }

    /** A request line without its line break, for a {@link FuzzedApplication}. */
    String next() {
        String target = known();
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            target = changed(target);
        }
        last = target.length() > MOST_CHARS ? changed(one(paths)) : target;
        String line = rarely() ? one(METHODS) : "GET";
        line += rarely() ? "  " : " ";
        line += rarely() ? one(FRONTS) : "";
        line += last;
        line += rarely() ? one(VERSIONS) : " HTTP/1.1";
        return line.replaceAll("[\r\n]", "");
    }

    /** What may be sent as paths, without a query, and need not be correct: the same ones for the same seed. */
    public static List<String> ofPaths(long seed, int count) {
        Spellings spellings = new Spellings(seed, KnownSpellings.all());
        return Stream.generate(() -> {
                    spellings.next();
                    return spellings.last.replace(FuzzedApplication.DIGIT, '1').replaceAll("(?s)[?#\r\n].*", "");
                })
                .limit(count)
                .toList();
    }

    /** Tells what the last request line was routed to. */
    void learn(String target) {
        List<String> known = learnt.computeIfAbsent(target, name -> new ArrayList<>());
        if (known.size() < MOST_LEARNT) {
            known.add(last);
        } else {
            known.set(random.nextInt(MOST_LEARNT), last);
        }
    }

    /** Of all targets as often, however many ways lead there. */
    private String known() {
        return random.nextBoolean() || learnt.isEmpty() ? one(paths) : one(one(List.copyOf(learnt.values())));
    }

    private static List<String> words(String text) {
        return List.of(text.split("[ \n]+"));
    }

    private boolean rarely() {
        return random.nextInt(40) == 0;
    }

    private <T> T one(List<T> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String changed(String text) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        int slash = text.indexOf('/', at);
        int edge = slash < 0 ? text.length() : slash + random.nextInt(2);
        return switch (random.nextInt(12)) {
            case 0, 1 -> replaced(text, at, at + 1, Escapes.random(random, text.charAt(at)));
            case 2, 3 -> replaced(text, edge, edge, one(PIECES));
            case 4, 5 -> slash < 0 ? text : replaced(text, slash, slash + 1, one(SLASHES));
            case 6 -> replaced(text, at, at, one(PIECES));
            case 7 -> text + one(PIECES);
            case 8 -> Escapes.decodedBehind(text, at);
            case 9 -> replaced(text, at, at + 1, otherCase(text.charAt(at)));
            case 10 ->
                random.nextBoolean()
                        ? replaced(text, at, to, "") + "/"
                        : replaced(text, at, at, text.substring(at, to));
            default -> crossed(text, edge);
        };
    }

    private static String replaced(String text, int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }

    /** Or any other byte. */
    private String otherCase(char c) {
        if (Character.isLetter(c) && c < 0x80) {
            return String.valueOf((char) (c ^ 0x20));
        }
        return String.valueOf((char) random.nextInt(0x100));
    }

    /** Up to a place, and from there on as another one, which may step up before. */
    private String crossed(String text, int at) {
        String other = known();
        int slash = other.indexOf('/', random.nextInt(other.length()));
        String rest = slash < 0 ? other : other.substring(slash);
        return text.substring(0, at) + (random.nextBoolean() ? "/.." : "") + rest;
    }
}
