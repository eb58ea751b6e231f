package org.dpop4j.contract.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.contract.KeptConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * no spelling of a path gets around the demand. The system property {@code fuzz.duration} says for how long spellings
 * are tried; {@code fuzz.seed} says which.
 */
public interface PathFuzzContract {
    /** Tried in any case. */
    int FEWEST = 5_000;

    /** Of what is tried in any case, far more are routed. */
    int FEWEST_ROUTED = 100;

    /** The application where DPoP is demanded. */
    FuzzedApplication guarded();

    /** The same without the demand. */
    FuzzedApplication open();

    /** Where to find everything by which a {@link Marker} is served, by its name: a path below the context path. */
    Map<String, String> targets();

    @Test
    default void q14_whatIsServedDemandsDPoP() {
        try (PathFuzz fuzz = new PathFuzz(guarded(), open());
                KeptConnection connection = new KeptConnection(guarded().root())) {
            targets().forEach((target, path) -> {
                String line = "GET " + guarded().context() + path + " HTTP/1.1";
                assertEquals(Optional.of(target), fuzz.reachedBy(line), path);
                assertEquals(401, connection.exchange(guarded().request(line)).status(), path);
            });
            assertEquals(List.of(), fuzz.findings());
        }
    }

    @ParameterizedTest
    @MethodSource("org.dpop4j.contract.paths.KnownSpellings#all")
    default void q14_aKnownSpellingReachesNothing(String path) {
        try (PathFuzz fuzz = new PathFuzz(guarded(), open())) {
            fuzz.reachedBy("GET " + guarded().context() + path + " HTTP/1.1");
            assertEquals(List.of(), fuzz.findings());
        }
    }

    @Test
    default void q14_noSpellingReachesAnything() {
        long seed = Long.getLong("fuzz.seed", 9449);
        long start = System.nanoTime();
        long end = start
                + Duration.parse(System.getProperty("fuzz.duration", "PT0S")).toNanos();
        Spellings spellings = new Spellings(
                seed, KnownSpellings.beside(targets().values(), guarded().context()));
        try (PathFuzz fuzz = new PathFuzz(guarded(), open())) {
            while (fuzz.findings().isEmpty() && (fuzz.tried() < FEWEST || System.nanoTime() < end)) {
                fuzz.reachedBy(spellings.next()).ifPresent(spellings::learn);
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            System.getLogger(PathFuzzContract.class.getName())
                    .log(
                            Level.INFO,
                            () -> "seed " + seed + ": tried " + fuzz.tried() + " in " + taken + ", routed "
                                    + fuzz.routed());
            assertEquals(List.of(), fuzz.findings(), "seed " + seed);
            int routed =
                    fuzz.routed().values().stream().mapToInt(Integer::intValue).sum();
            assertTrue(routed >= FEWEST_ROUTED, () -> "routed " + fuzz.routed());
            assertEquals(targets().keySet(), fuzz.routed().keySet());
        }
    }
}
