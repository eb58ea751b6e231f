package org.dpop4j.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients and a server that demands no nonce, but at one endpoint. */
@QuarkusTest
@TestProfile(DisabledNoncesTest.Config.class)
class DisabledNoncesTest extends NpmClientTest {
    public static class Config extends Profile {}

    /** N-01, N-08. */
    @ParameterizedTest
    @EnumSource
    void noCallIsChallenged(NpmClient client) {
        List<Seen> seen =
                run(client, Call.get("/orders"), Call.post("/orders", "a bicycle"), Call.get("/orders/everyones"));

        assertEquals(List.of(200, 200, 403), statuses(seen));
        assertEquals("all orders", seen.get(0).body());
        assertEquals("placed: a bicycle", seen.get(1).body());
        assertEquals("insufficient_scope", seen.get(2).error());
        assertEquals(List.of(200, 200, 403), statusesOnTheWire());
        for (Exchange exchange : wire.exchanges()) {
            assertNull(exchange.sentNonce());
            assertNull(exchange.newNonce());
        }
    }

    /** N-19: the clients keep one nonce for all of a server. */
    @ParameterizedTest
    @EnumSource
    void oneEndpointThatDemandsANonceDisturbsNoOther(NpmClient client) {
        List<Seen> seen = run(
                client,
                Call.get("/orders"),
                Call.post("/refunds", "7"),
                Call.get("/orders"),
                Call.post("/refunds", "8"));

        assertEquals(List.of(200, 200, 200, 200), statuses(seen));
        assertEquals("refunded: 8", seen.get(3).body());
        assertEquals(List.of(200, 401, 200, 200, 200), statusesOnTheWire());
        List<Exchange> exchanges = wire.exchanges();
        assertTrue(exchanges.get(1).demandsNonce());
        for (int i = 2; i < 5; i++) {
            assertEquals(exchanges.get(1).newNonce(), exchanges.get(i).sentNonce());
            assertNull(exchanges.get(i).newNonce());
        }
    }

    /** P-22, H-112. */
    @ParameterizedTest
    @EnumSource
    void aClientWithASlowClockIsRefused(NpmClient client) {
        assertRefused(run(client, Duration.ofMinutes(-10), Call.get("/orders")));
    }

    /** P-22, H-112. */
    @ParameterizedTest
    @EnumSource
    void aClientWithAFastClockIsRefused(NpmClient client) {
        assertRefused(run(client, Duration.ofMinutes(10), Call.get("/orders")));
    }

    private void assertRefused(List<Seen> seen) {
        assertEquals(List.of(new Seen(401, null, "invalid_dpop_proof")), seen);
        assertEquals(List.of(401), statusesOnTheWire());
    }
}
