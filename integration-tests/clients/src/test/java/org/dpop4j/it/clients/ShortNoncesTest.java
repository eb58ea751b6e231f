package org.dpop4j.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients and a server whose nonces age while they look on. */
@QuarkusTest
@TestProfile(ShortNoncesTest.Config.class)
class ShortNoncesTest extends NpmClientTest {
    public static class Config extends Profile {
        public Config() {
            super("quarkus.dpop.nonce.mode", "required", "quarkus.dpop.nonce.lifetime", "2S");
        }
    }

    /** N-09, N-10: whether a nonce is renewed on success or demanded anew is a matter of how late the next call comes. */
    @ParameterizedTest
    @EnumSource
    void aClientKeepsUpWithTheNonces(NpmClient client) {
        List<Seen> seen = run(client, Call.get("/orders").untilRenewed(1), Call.get("/orders"));

        assertEquals(Collections.nCopies(seen.size(), 200), statuses(seen));
        String latest = null;
        for (Exchange exchange : wire.exchanges()) {
            assertEquals(latest, exchange.sentNonce());
            latest = exchange.newNonce() == null ? latest : exchange.newNonce();
        }
        long nonces =
                wire.exchanges().stream().map(Exchange::sentNonce).distinct().count();
        assertTrue(nonces >= 3, "none, the first, and one that was renewed: " + nonces);
    }
}
