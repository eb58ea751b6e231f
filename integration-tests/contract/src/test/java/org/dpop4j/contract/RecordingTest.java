package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dpop4j.contract.Recording.Case;
import org.dpop4j.contract.Recording.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    private static final Case PLAIN = new Case("ProofContract", "p02_lines", "");
    private static final Case FIRST = new Case("ProofContract", "p03_name", "dpop");
    private static final Case SECOND = new Case("ProofContract", "p03_name", "a=\"x y\" b=c");

    @Test
    void whatIsReadIsWhatWasWritten(@TempDir Path directory) {
        Recording recording = new Recording(
                "wildfly",
                "required-nonces",
                Map.of(
                        PLAIN,
                        new Outcome(List.of("200", "401 DPoP, Bearer"), Set.of()),
                        FIRST,
                        new Outcome(List.of("closed"), Set.of(Difference.SCHEME_SPELT_EXACTLY)),
                        SECOND,
                        new Outcome(List.of(), Set.of())));

        recording.write(directory);

        assertEquals(recording, Recording.read(directory.resolve("wildfly-required-nonces.txt")));
    }

    @Test
    void casesAreInOrderAndTheirArgumentsAsTheyCame() {
        Map<Case, Outcome> cases = new LinkedHashMap<>();
        for (Case key : List.of(FIRST, SECOND, PLAIN)) {
            cases.put(key, new Outcome(List.of(), Set.of()));
        }

        Recording recording = new Recording("wildfly", "optional", cases);

        assertEquals(
                List.of(PLAIN, FIRST, SECOND), List.copyOf(recording.cases().keySet()));
    }
}
