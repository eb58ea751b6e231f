package org.dpop4j.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** A wall clock and a monotonic clock that the test moves. */
final class TestTime extends Clock implements LongSupplier {
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private volatile Instant wall = START;
    /** Close to its overflow, as {@link System#nanoTime} may be. */
    private volatile long nanos = Long.MAX_VALUE - 5;

    /** Time passes; both clocks show it. */
    void pass(Duration time) {
        stepWall(time);
        passUnseen(time);
    }

    /** The wall clock is set; no time passes. */
    void stepWall(Duration step) {
        wall = wall.plus(step);
    }

    /** Time passes; the wall clock stands still. */
    void passUnseen(Duration time) {
        nanos += time.toNanos();
    }

    Instant in(long seconds) {
        return wall.plusSeconds(seconds);
    }

    @Override
    public long getAsLong() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
