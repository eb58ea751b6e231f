package org.dpop4j.quarkus;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dpop4j.server.AnswerFields;
import org.dpop4j.server.DPoPExchange;

/**
 * Completes the header fields of every answer just before they are sent, whoever made the answer: a mechanism, an
 * exception mapper, the application, or the server itself.
 */
@Singleton
public class DPoPAnswer {
    private final DPoPEvents events;
    private final Clock clock = Clock.systemUTC();
    private volatile DateText date = new DateText(Instant.EPOCH, "");

    DPoPAnswer(DPoPEvents events) {
        this.events = events;
    }

    void completeHeadersOf(RoutingContext context, DPoPExchange exchange) {
        context.addHeadersEndHandler(ignored -> {
            MultiMap headers = context.response().headers();
            int status = context.response().getStatusCode();
            exchange.completeAnswer(status, new Fields(headers));
            if (exchange.rejection().isEmpty() && exchange.proof().isPresent()) {
                events.answeredAccepted(context);
            }
            exchange.reasonFor(status).ifPresent(reason -> events.answered(context, reason));
            if (!headers.contains("Date")) {
                headers.set("Date", date());
            }
        });
    }

    private record Fields(MultiMap headers) implements AnswerFields {
        @Override
        public List<String> get(String name) {
            return headers.getAll(name);
        }

        @Override
        public void set(String name, List<String> values) {
            headers.remove(name);
            if (!values.isEmpty()) {
                headers.set(name, values);
            }
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
}
