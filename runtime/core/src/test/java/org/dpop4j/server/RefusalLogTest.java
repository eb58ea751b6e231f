package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Deviation;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.Reports;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.ApplicationLog;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("issue 13: what operators are told of refusals")
class RefusalLogTest {
    private final TestClock clock = TestClock.at(Verifying.NOW);
    private final ToldEvents told = new ToldEvents();
    private final RefusalLog log = new RefusalLog(new ApplicationLog("/shop"), "the validator", clock, told);

    private static Outcome.Rejected late(long seconds) {
        return new Outcome.Rejected(
                Rejection.PROOF_EXPIRED,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Deviation.OfClock("iat", seconds, 300)));
    }

    private void refuse(Rejection reason) {
        log.rejected(new Outcome.Rejected(reason));
    }

    @Test
    @DisplayName("the first refusal is told at once, those of the next minute together")
    void summarisesOncePerMinute() {
        assertEquals(
                List.of("/shop: Requests refused since 2026-11-22T12:00:00Z: htu_mismatch 1"),
                Reports.from(Level.INFO, () -> refuse(Rejection.HTU_MISMATCH)));
        assertEquals(List.of(), Reports.from(Level.INFO, () -> {
            refuse(Rejection.HTU_MISMATCH);
            log.rejected(late(312));
            log.rejected(late(-400));
            log.rejected(late(305));
            clock.advance(Duration.ofSeconds(59));
            log.finishedRejected(Rejection.TOKEN_INVALID);
        }));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(
                List.of("/shop: Requests refused since 2026-11-22T12:00:00Z: token_invalid 1, htu_mismatch 2,"
                        + " proof_expired 3; a client's clock was 400 seconds ahead of ours, or its proof had waited"),
                Reports.from(Level.INFO, () -> refuse(Rejection.HTU_MISMATCH)));
        clock.advance(Duration.ofMinutes(2));
        assertEquals(
                List.of("/shop: Requests refused since 2026-11-22T12:01:00Z: htm_mismatch 1"),
                Reports.from(Level.INFO, () -> refuse(Rejection.HTM_MISMATCH)));
    }

    @Test
    @DisplayName("a clock that is set back silences nobody for longer than a minute")
    void survivesAClockThatIsSetBack() {
        refuse(Rejection.HTU_MISMATCH);
        clock.advance(Duration.ofHours(-1));
        assertEquals(
                1,
                Reports.from(Level.INFO, () -> refuse(Rejection.HTU_MISMATCH)).size());
    }

    @Test
    @DisplayName("what belongs to the protocol, and what a role forbids, is in no summary")
    void countsNoEverydayRefusals() {
        assertEquals(List.of(), Reports.from(Level.INFO, () -> {
            refuse(Rejection.CREDENTIALS_MISSING);
            refuse(Rejection.NONCE_MISSING);
            refuse(Rejection.NONCE_STALE);
            log.finishedRejected(Rejection.INSUFFICIENT_SCOPE);
        }));
    }

    @Test
    @DisplayName("each refusal has a line for those who want to read it, with our side of what did not match")
    void describesEach() {
        List<String> lines = Reports.from(Level.FINE, () -> {
            refuse(Rejection.CREDENTIALS_MISSING);
            log.finishedRejected(Rejection.TOKEN_INVALID);
            log.rejected(late(312));
        });
        assertEquals(4, lines.size(), lines::toString);
        List<String> each = new ArrayList<>(lines);
        each.removeIf(line -> line.contains("Requests refused since"));
        assertEquals(
                List.of(
                        "/shop: Request refused: credentials_missing",
                        "/shop: Request refused: token_invalid: tokens are validated by the validator, see its log",
                        "/shop: Request refused: proof_expired: its iat is 312 seconds behind our clock, and the limit is"
                                + " 300"),
                each);
    }

    @Test
    @DisplayName("all that happens is told to the next listener")
    void tellsTheNext() {
        log.accepted(null);
        refuse(Rejection.HTU_MISMATCH);
        log.finishedAccepted();
        log.finishedRejected(Rejection.TOKEN_INVALID);
        assertEquals(List.of("accepted", "htu_mismatch", "finished accepted", "finished token_invalid"), told.events());
    }
}
