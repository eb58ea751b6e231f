package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TestClockTest {
    private final Instant start = Instant.parse("2026-01-02T03:04:05Z");
    private final TestClock clock = TestClock.at(start);

    @Test
    void standsStill() {
        assertEquals(start, clock.instant());
        assertEquals(ZoneOffset.UTC, clock.getZone());
    }

    @Test
    void movesBothWays() {
        clock.advance(Duration.ofSeconds(3));
        assertEquals(start.plusSeconds(3), clock.instant());
        clock.advance(Duration.ofSeconds(-5));
        assertEquals(start.minusSeconds(2), clock.instant());
        clock.set(Instant.EPOCH);
        assertEquals(Instant.EPOCH, clock.instant());
    }

    @Test
    void movesItsViewsInOtherZones() {
        Clock view = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofHours(1));
        assertEquals(clock.instant(), view.instant());
        assertEquals(ZoneId.of("Europe/Berlin"), view.getZone());
    }
}
