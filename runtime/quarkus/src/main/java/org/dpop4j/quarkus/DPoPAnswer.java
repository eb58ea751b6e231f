package org.dpop4j.quarkus;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dpop4j.Challenge;
import org.dpop4j.DPoPExchange;

/**
 * Completes the header fields of every answer just before they are sent, whoever made the answer: a mechanism, an
 * exception mapper, the application, or the server itself.
 */
@Singleton
public class DPoPAnswer {
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String DPOP_NONCE = "DPoP-Nonce";
    private static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
    /** What a browser has to be allowed to read, on success and on failure. */
    private static final List<String> EXPOSED = List.of(DPOP_NONCE, WWW_AUTHENTICATE);

    private final DPoPEvents events;
    private final Clock clock = Clock.systemUTC();
    private volatile DateText date = new DateText(Instant.EPOCH, "");

    DPoPAnswer(DPoPEvents events) {
        this.events = events;
    }

    void completeHeadersOf(RoutingContext context, DPoPExchange exchange) {
        context.addHeadersEndHandler(ignored -> {
            MultiMap headers = context.response().headers();
            boolean isOurVerdict = exchange.rejection().isPresent();
            int status = context.response().getStatusCode();
            Optional<String> nonce = exchange.nonceFor(status);
            if (isOurVerdict && nonce.isPresent()) {
                // Some clients take up a nonce only when its challenge is the only one.
                headers.remove(WWW_AUTHENTICATE);
            }
            Optional<Challenge> challenge = exchange.challengeFor(status);
            if (challenge.isPresent()) {
                challenge(headers, challenge.get(), isOurVerdict);
            } else if (isOurVerdict) {
                withdraw(headers, exchange.challenge());
            }
            nonce.ifPresent(value -> {
                headers.set(DPOP_NONCE, value);
                headers.set("Cache-Control", "no-store");
            });
            if (!isOurVerdict && exchange.proof().isPresent()) {
                events.answeredAccepted(context);
            }
            exchange.reasonFor(status).ifPresent(reason -> events.answered(context, reason));
            if (headers.contains("Access-Control-Allow-Origin")) {
                expose(headers);
            }
            if (!headers.contains("Date")) {
                headers.set("Date", date());
            }
        });
    }

    /**
     * One challenge a line, ours first. What other mechanisms offer stays, and so does a Bearer or DPoP challenge with
     * parameters of its own where the refusal is not ours: the application asks for something, a step-up perhaps.
     */
    private static void challenge(MultiMap headers, Challenge challenge, boolean isOurVerdict) {
        List<String> lines = new ArrayList<>(challenge.wwwAuthenticate());
        for (String line : headers.getAll(WWW_AUTHENTICATE)) {
            String scheme = line.split(" ", 2)[0];
            boolean isOurs = scheme.equalsIgnoreCase("Bearer") || scheme.equalsIgnoreCase("DPoP");
            boolean asksForMore = line.length() > scheme.length() && !isOurVerdict && !lines.contains(line);
            if (isOurs && asksForMore) {
                lines.removeIf(own -> own.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1));
            }
            if (!isOurs || asksForMore) {
                lines.add(line);
            }
        }
        replaceChallenges(headers, lines);
        headers.set("Cache-Control", "no-store");
        challenge.retryAfterSeconds().ifPresent(seconds -> headers.set("Retry-After", seconds));
    }

    /**
     * With proactive authentication the challenge is in place before an exception mapper of the application turns the
     * refusal into something else.
     */
    private static void withdraw(MultiMap headers, Challenge challenge) {
        List<String> lines = new ArrayList<>(headers.getAll(WWW_AUTHENTICATE));
        if (lines.removeAll(challenge.wwwAuthenticate())) {
            replaceChallenges(headers, lines);
        }
    }

    private static void replaceChallenges(MultiMap headers, List<String> lines) {
        headers.remove(WWW_AUTHENTICATE);
        if (!lines.isEmpty()) {
            headers.set(WWW_AUTHENTICATE, lines);
        }
    }

    /** Clients set their clocks by it when a proof was refused for its age. */
    private String date() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        DateText text = date;
        if (!text.second.equals(now)) {
            text = new DateText(now, DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
            date = text;
        }
        return text.text;
    }

    private record DateText(Instant second, String text) {}

    /** The wildcard does not count for requests with credentials, so the names are added beside it. */
    private static void expose(MultiMap headers) {
        List<String> names = new ArrayList<>();
        for (String line : headers.getAll(EXPOSE_HEADERS)) {
            for (String name : line.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        for (String name : EXPOSED) {
            if (names.stream().noneMatch(name::equalsIgnoreCase)) {
                names.add(name);
            }
        }
        headers.set(EXPOSE_HEADERS, String.join(", ", names));
    }
}
