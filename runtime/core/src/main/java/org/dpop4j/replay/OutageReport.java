package org.dpop4j.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.dpop4j.settings.ApplicationLog;

/**
 * Tells operators that something the verifier depends on is down, and that it is back: at most once a minute, because
 * what is down fails for every request, and what is full for every other.
 *
 * <p><b>Threading:</b> safe for many threads.
 */
public final class OutageReport {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final ApplicationLog log;
    private final String name;
    private final Clock clock;
    private final AtomicBoolean isDown = new AtomicBoolean();
    private final AtomicReference<Instant> lastReport = new AtomicReference<>(Instant.MIN);

    /** @param name of what the verifier depends on, as the subject of a sentence */
    public OutageReport(ApplicationLog log, String name, Clock clock) {
        this.log = log;
        this.name = name;
        this.clock = clock;
    }

    public void failed(Throwable cause) {
        Instant now = clock.instant();
        Instant last = lastReport.get();
        if (Duration.between(last, now).abs().compareTo(INTERVAL) >= 0 && lastReport.compareAndSet(last, now)) {
            isDown.set(true);
            log.warn(name + " cannot answer; requests with a proof are refused with status 503 until it can", cause);
        }
    }

    public void answered() {
        if (isDown.get() && isDown.compareAndSet(true, false)) {
            log.info(name + " answers again");
        }
    }
}
