package org.dpop4j.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-01, R-02, R-08, A-04, A-35: the window for iat, and how long a used proof is remembered")
class FreshnessWindowTest {
    private final FreshnessWindow window = new FreshnessWindow(Duration.ofSeconds(60), Duration.ofSeconds(30));

    @Test
    @DisplayName("A-35: both ends are inclusive")
    void bothEndsAreInclusive() {
        assertFalse(window.isTooOld(1000, 1060));
        assertTrue(window.isTooOld(1000, 1061));
        assertFalse(window.isTooFarAhead(1030, 1000));
        assertTrue(window.isTooFarAhead(1031, 1000));
        assertFalse(window.isTooOld(1030, 1000));
        assertFalse(window.isTooFarAhead(1000, 1060));
    }

    @Test
    @DisplayName("R-08: one second longer than the proof is accepted, counted from iat")
    void remembersFromIat() {
        assertEquals(Instant.ofEpochSecond(1061), window.retainUntil(1000));
    }

    @Test
    @DisplayName("R-08: no proof is accepted at a time at which it may have been forgotten")
    void neverForgetsWhatItAccepts() {
        long iat = 1000;
        for (long now = iat - 40; now < iat + 80; now++) {
            if (!window.isTooOld(iat, now)) {
                // The last moment of that second.
                assertTrue(Instant.ofEpochSecond(now, 999_999_999).isBefore(window.retainUntil(iat)));
            }
        }
    }

    @Test
    @DisplayName("R-09, A-04: as long as the nonce is good, and one second, when that is later than iat says")
    void remembersUntilTheNonceExpires() {
        assertEquals(Instant.ofEpochSecond(1301), window.retainUntil(1000, Instant.ofEpochSecond(1300), 1000));
        assertEquals(Instant.ofEpochSecond(1301), window.retainUntil(0, Instant.ofEpochSecond(1300), 1000));
    }

    @Test
    @DisplayName("R-08, R-09: where no nonce is demanded its iat may keep the same proof good for longer")
    void remembersForIatToo() {
        assertEquals(Instant.ofEpochSecond(1061), window.retainUntil(1000, Instant.ofEpochSecond(1010), 1000));
        assertEquals(Instant.ofEpochSecond(1091), window.retainUntil(1030, Instant.ofEpochSecond(1010), 1000));
    }

    @Test
    @DisplayName("R-10: but not for as long as the client pleases")
    void doesNotRememberForAnIatTooFarAhead() {
        assertEquals(Instant.ofEpochSecond(1011), window.retainUntil(1031, Instant.ofEpochSecond(1010), 1000));
        assertEquals(
                Instant.ofEpochSecond(1011), window.retainUntil((1L << 53) - 1, Instant.ofEpochSecond(1010), 1000));
    }

    @Test
    @DisplayName("H-54: the largest iat that is accepted as a number overflows nothing")
    void largestNumbers() {
        long largest = (1L << 53) - 1;
        assertTrue(window.isTooFarAhead(largest, 0));
        assertTrue(window.isTooOld(0, largest));
        assertFalse(window.isTooOld(largest, 0));
        assertEquals(largest + 61, window.retainUntil(largest).getEpochSecond());
    }
}
