package org.dpop4j.it.quarkus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.http.impl.HttpUtils;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.contract.paths.Spellings;
import org.dpop4j.http.PathReadings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what Vert.x makes of a path is one of its readings, where those are known")
class VertxPathsTest {
    @Test
    void normalizedPaths() {
        int known = 0;
        for (String path : Spellings.ofPaths(9449, 30_000)) {
            Optional<Set<String>> readings = PathReadings.of(path);
            if (readings.isEmpty()) {
                continue;
            }
            known++;
            String normalized = HttpUtils.normalizePath(path);
            assertTrue(readings.get().contains(normalized), () -> path + " is normalized to " + normalized);
            String withoutDots = HttpUtils.removeDots(path);
            assertTrue(readings.get().contains(withoutDots), () -> path + " is without dots " + withoutDots);
        }
        assertTrue(known > 3_000, "only " + known + " were readable");
    }
}
