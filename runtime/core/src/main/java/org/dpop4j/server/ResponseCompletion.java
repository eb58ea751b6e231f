package org.dpop4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** What the header fields of a response have to say about DPoP, whoever made it. */
final class ResponseCompletion {
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String DPOP_NONCE = "DPoP-Nonce";
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
    /** What a browser has to be allowed to read, on success and on failure. */
    private static final List<String> EXPOSED = List.of(DPOP_NONCE, WWW_AUTHENTICATE);

    private ResponseCompletion() {}

    static void complete(DPoPExchange exchange, int status, ResponseHeaders headers) {
        boolean isOurRefusal = exchange.rejection().isPresent();
        Optional<String> nonce = exchange.nonceFor(status);
        Optional<Challenge> challenge = exchange.challengeFor(status);
        if (challenge.isPresent()) {
            // Some clients take up a nonce only when its challenge is the only one.
            boolean isAlone = isOurRefusal && nonce.isPresent();
            List<String> others = isAlone ? List.of() : headers.get(WWW_AUTHENTICATE);
            challenge(headers, challenge.get(), others, isOurRefusal);
        } else if (isOurRefusal) {
            withdraw(headers, exchange.challenge());
        }
        nonce.ifPresent(value -> {
            headers.set(DPOP_NONCE, List.of(value));
            headers.set(CACHE_CONTROL, List.of("no-store"));
        });
        if (!headers.get("Access-Control-Allow-Origin").isEmpty()) {
            expose(headers);
        }
    }

    /**
     * One challenge a line, ours first. Challenges of other schemes stay, and so does a Bearer or DPoP challenge with
     * parameters of its own where the refusal is not ours: the application asks for something, a step-up perhaps.
     */
    private static void challenge(
            ResponseHeaders headers, Challenge challenge, List<String> others, boolean isOurRefusal) {
        List<String> lines = new ArrayList<>(challenge.wwwAuthenticate());
        for (String line : others) {
            int blank = line.indexOf(' ');
            String scheme = blank < 0 ? line : line.substring(0, blank);
            boolean isOurs = scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("DPoP");
            boolean asksForMore = line.length() > scheme.length() && !isOurRefusal && !lines.contains(line);
            if (isOurs && asksForMore) {
                lines.removeIf(own -> own.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1));
            }
            if (!isOurs || asksForMore) {
                lines.add(line);
            }
        }
        headers.set(WWW_AUTHENTICATE, lines);
        headers.set(CACHE_CONTROL, List.of("no-store"));
        challenge.retryAfterSeconds().ifPresent(seconds -> headers.set("Retry-After", List.of(seconds)));
    }

    /** The challenge may be in place before an exception mapper of the application turns the refusal into something else. */
    private static void withdraw(ResponseHeaders headers, Challenge challenge) {
        List<String> lines = new ArrayList<>(headers.get(WWW_AUTHENTICATE));
        if (lines.removeAll(challenge.wwwAuthenticate())) {
            headers.set(WWW_AUTHENTICATE, lines);
        }
    }

    /** The wildcard does not count for requests with credentials, so the names are added beside it. */
    private static void expose(ResponseHeaders headers) {
        List<String> names = new ArrayList<>();
        for (String line : headers.get(EXPOSE_HEADERS)) {
            for (StringTokenizer listed = new StringTokenizer(line, ", \t"); listed.hasMoreTokens(); ) {
                names.add(listed.nextToken());
            }
        }
        for (String name : EXPOSED) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        headers.set(EXPOSE_HEADERS, List.of(String.join(", ", names)));
    }
}
