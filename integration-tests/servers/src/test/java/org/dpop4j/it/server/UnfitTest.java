package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** H-134: what cannot be right does not start, and the log says what to change. */
class UnfitTest {
    /** What a server says of dpop4j-infinispan where there is no cache. */
    private static final Map<String, String> WITHOUT_CACHE = Map.of(
            "open-liberty", "there is no Infinispan cache at java:comp/env/dpop4j/replay-cache",
            "wildfly", "jboss.naming.context.java.jboss.infinispan.cache.dpop4j.proofs");

    /** What a server says where web fragments are switched off, and MicroProfile JWT with them on WildFly. */
    private static final Map<String, String> UNGUARDED = Map.of(
            "open-liberty", "The servlet filter of dpop4j-jakarta is not installed in /unguarded",
            "wildfly", "dpop4j needs MicroProfile JWT, without which nobody can validate access tokens");

    @TestFactory
    Stream<DynamicTest> h134_anUnfitApplicationDoesNotStart() {
        return UnfitWars.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey((one, other) -> one.name().compareTo(other.name())))
                .map(unfit -> DynamicTest.dynamicTest(
                        unfit.getKey().name(), () -> doesNotStart(unfit.getKey(), unfit.getValue())));
    }

    @Test
    void h134_anApplicationWithoutOurFilter() {
        doesNotStart(
                UnfitWars.withoutFragments(), UNGUARDED.get(TestedServer.get().name()));
    }

    @Test
    @EnabledIfSystemProperty(
            named = "server",
            matches = "open-liberty",
            disabledReason = "on WildFly it is the same for the application without fragments")
    void h134_aServerWithoutMicroProfileJwt() {
        NodeSettings node = NodeSettings.in("without-jwt").configuration("server-without-jwt.xml");
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> OpenLiberty.start(node, List.of(Wars.OPTIONAL)));
        assertTrue(
                failure.getMessage().contains("dpop4j needs MicroProfile JWT, without which nobody can validate"),
                failure::getMessage);
    }

    @Test
    @DisplayName("R-13, Q-19: a shared cache that is not there stops the start-up")
    void r13_aMissingCache() {
        doesNotStart(
                UnfitWars.withoutCache(), WITHOUT_CACHE.get(TestedServer.get().name()));
    }

    @Test
    @EnabledIfSystemProperty(named = "server", matches = "wildfly", disabledReason = "RESTEasy is WildFly's")
    void q19_restEasyAsAServletFilter() {
        doesNotStart(UnfitWars.behindFilter(), "The servlet filter rest is RESTEasy");
    }

    /** Deploys it, and expects the log to hold this. */
    private void doesNotStart(War war, String reason) {
        ServerUnderTest server = TestedServer.with(war);
        List<String> log = TestedServer.get().tryToDeploy(war);
        assertTrue(log.stream().anyMatch(line -> line.contains(reason)), () -> String.join("\n", log));
        // Whatever else is wrong, nobody is to look for the filter.
        assertEquals(
                reason.contains("is not installed"),
                log.stream().anyMatch(line -> line.contains("is not installed")),
                () -> String.join("\n", log));
        assertEquals(404, server.get("/contract/public").send().status());
    }
}
