package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** H-134: what cannot be right does not start, and the log says what to change. */
public interface UnfitContract {
    Server running();

    /** What it says of dpop4j-infinispan where there is no cache. */
    String withoutCache();

    @TestFactory
    default Stream<DynamicTest> h134_anUnfitApplicationDoesNotStart() {
        return UnfitWars.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> one.name().compareTo(other.name())))
                .map(unfit -> DynamicTest.dynamicTest(
                        unfit.getKey().name(), () -> doesNotStart(unfit.getKey(), unfit.getValue())));
    }

    @Test
    @DisplayName("R-13, Q-19: a shared cache that is not there stops the start-up")
    default void r13_aMissingCache() {
        doesNotStart(UnfitWars.withoutCache(), withoutCache());
    }

    /** Deploys it, and expects the log to hold this. */
    default void doesNotStart(War war, String reason) {
        ServerUnderTest server = running().with(war);
        List<String> log = running().tryToDeploy(war);
        assertTrue(log.stream().anyMatch(line -> line.contains(reason)), () -> String.join("\n", log));
        assertEquals(404, server.get("/contract/public").send().status());
    }
}
