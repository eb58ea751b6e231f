package org.dpop4j.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-08, H-103, H-104: the times of a store that many nodes share")
class SharedStoreClockTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final long SECOND = NOW.getEpochSecond();

    private final TestClock time = TestClock.at(NOW);
    private final SharedStoreClock clock = new SharedStoreClock(time);

    @Test
    void r08_anEntryLivesHalfAMinuteLongerThanItsProof() {
        assertEquals(91_000, clock.lifeMillis(NOW.plusSeconds(61)));
        assertEquals(91_000, clock.lifeMillis(NOW.plusSeconds(61).minusNanos(1)));
        assertEquals(91_001, clock.lifeMillis(NOW.plusSeconds(61).plusNanos(1)));
    }

    @Test
    void r08_anEntryOfThePastLivesAllTheSame() {
        for (Instant past : new Instant[] {NOW, NOW.minusNanos(1), NOW.minusSeconds(1), Instant.EPOCH, Instant.MIN}) {
            assertEquals(30_000, clock.lifeMillis(past), past::toString);
        }
    }

    @Test
    void r08_noEntryLivesForever() {
        long century = Duration.of(36_525, ChronoUnit.DAYS).toMillis();
        assertEquals(century + 30_000, clock.lifeMillis(NOW.plusMillis(century)));
        assertEquals(century, clock.lifeMillis(NOW.plusMillis(century).plusSeconds(1)));
        assertEquals(century, clock.lifeMillis(Instant.MAX));
    }

    @Test
    void h103_theNextSecondHasNotBegunBeforeNow() {
        assertEquals(SECOND, clock.nextSecond());
        assertTrue(clock.isAhead(SECOND));
        time.set(NOW.plusNanos(1));
        assertEquals(SECOND + 1, clock.nextSecond());
        assertFalse(clock.isAhead(SECOND));
        assertTrue(clock.isAhead(SECOND + 1));
    }

    @Test
    void h103_aNewProofHelpsFromTheNextSecondOn() {
        time.set(NOW.minusNanos(1));
        assertEquals(Reason.UNAVAILABLE, clock.forgotten("The store", SECOND).reason());
        time.set(NOW);
        assertEquals(Reason.FORGOTTEN, clock.forgotten("The store", SECOND).reason());
        assertEquals(Duration.ofSeconds(1), clock.forgotten("The store", SECOND).retryAfter());
    }
}
