package org.dpop4j.quarkus.runtime.auth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The value of {@code Date}, by which clients set their clocks when a proof was refused for its age. */
final class ResponseDate {
    private final Clock clock = Clock.systemUTC();
    private volatile Text last = new Text(Instant.EPOCH, "");

    private record Text(Instant second, String value) {}

    String value() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Text text = last;
        if (!text.second.equals(now)) {
            text = new Text(now, DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
            last = text;
        }
        return text.value;
    }
}
