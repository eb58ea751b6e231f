package org.dpop4j.it.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.test.TestNonce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The clients and a server that demands a nonce of every caller. */
@QuarkusTest
@TestProfile(RequiredNoncesTest.Config.class)
class RequiredNoncesTest extends NpmClientTest {
    private static final byte[] SECRET = secret("signs and verifies, 32 bytes....");
    private static final byte[] RETIRED_SECRET = secret("only verifies: 32 bytes as well.");
    private static final byte[] FOREIGN_SECRET = secret("unknown to this server 32 bytes.");
    private static final String AUDIENCE = "dpop4j-it-clients";

    public static class Config extends Profile {
        public Config() {
            super(
                    "quarkus.dpop.nonce.mode",
                    "required",
                    "quarkus.dpop.nonce.lifetime",
                    "5M",
                    "quarkus.dpop.nonce.secrets",
                    base64(SECRET) + "," + base64(RETIRED_SECRET));
        }
    }

    // ---- the challenge

    /** K5, N-04, N-11. */
    @ParameterizedTest
    @EnumSource
    void aClientIsChallengedOnceAndUsesTheNonceFromThenOn(NpmClient client) {
        List<Seen> seen = run(client, Call.get("/orders"), Call.get("/orders/7"), Call.get("/orders"));

        assertEquals(List.of(200, 200, 200), statuses(seen));
        assertEquals(List.of(401, 200, 200, 200), statusesOnTheWire());
        String nonce = assertChallenged(0, null);
        for (int i = 1; i < 4; i++) {
            assertAccepted(i, nonce);
        }
    }

    /** N-04: the refused call has done nothing. */
    @ParameterizedTest
    @EnumSource
    void aPostIsRepeatedWithItsBody(NpmClient client) {
        List<Seen> seen = run(client, Call.post("/orders", "a bicycle"));

        assertEquals(List.of(new Seen(200, "placed: a bicycle", null)), seen);
        assertEquals(List.of(401, 200), statusesOnTheWire());
        assertEquals("POST", wire.exchanges().get(1).method());
    }

    /** N-04, U-02. */
    @ParameterizedTest
    @EnumSource
    void aQueryIsRepeatedAsItIs(NpmClient client) {
        List<Seen> seen = run(client, Call.get("/orders?status=open%20or%20paid"));

        assertEquals(List.of(new Seen(200, "orders: open or paid", null)), seen);
        assertEquals(List.of(401, 200), statusesOnTheWire());
        assertEquals("/orders?status=open%20or%20paid", wire.exchanges().get(1).target());
    }

    /** K5. */
    @ParameterizedTest
    @EnumSource
    void whoSendsATokenToAnOpenEndpointIsChallengedToo(NpmClient client) {
        List<Seen> seen = run(client, Call.get("/catalog"));

        assertEquals(List.of(new Seen(200, "catalog", null)), seen);
        assertEquals(List.of(401, 200), statusesOnTheWire());
    }

    /** K7, C-15. */
    @ParameterizedTest
    @EnumSource
    void aForbiddenCallIsNotRepeatedAndSpoilsNothing(NpmClient client) {
        List<Seen> seen =
                run(client, Call.get("/orders/everyones"), Call.get("/orders/everyones"), Call.get("/orders"));

        assertEquals(List.of(403, 403, 200), statuses(seen));
        assertEquals("insufficient_scope", seen.get(0).error());
        assertEquals(List.of(401, 403, 403, 200), statusesOnTheWire());
    }

    /** N-11: a nonce that were good for one call only would leave nine of them refused. */
    @ParameterizedTest
    @EnumSource
    void tenCallsAtATimeNeedAChallengeEachAtMostAndNoneLaterOn(NpmClient client) {
        List<Seen> seen =
                run(client, Call.get("/orders").times(10), Call.get("/orders").times(10));

        assertEquals(Collections.nCopies(20, 200), statuses(seen));
        List<Integer> statuses = statusesOnTheWire();
        int challenges = Collections.frequency(statuses, 401);
        assertTrue(challenges >= 1 && challenges <= 10, statuses::toString);
        assertEquals(challenges + 20, statuses.size());
        assertEquals(Collections.nCopies(10, 200), statuses.subList(statuses.size() - 10, statuses.size()));
    }

    // ---- nonces of another time

    /** N-09, N-16. */
    @ParameterizedTest
    @EnumSource
    void anAgeingNonceIsRenewedOnSuccess(NpmClient client) {
        String ageing = TestNonce.with(SECRET)
                .audience(AUDIENCE)
                .issuedAgo(Duration.ofMinutes(3))
                .serialize();

        List<Seen> seen = run(
                client, Call.get("/orders").nextNonce(ageing), Call.get("/orders"), Call.post("/orders", "a bicycle"));

        assertEquals(List.of(200, 200, 200), statuses(seen));
        assertRenewed(ageing, 200);
    }

    /** N-09, C-15. */
    @ParameterizedTest
    @EnumSource
    void anAgeingNonceIsRenewedWhereTheCallIsForbidden(NpmClient client) {
        String ageing = TestNonce.with(SECRET)
                .audience(AUDIENCE)
                .issuedAgo(Duration.ofMinutes(3))
                .serialize();

        List<Seen> seen =
                run(client, Call.get("/orders").nextNonce(ageing), Call.get("/orders/everyones"), Call.get("/orders"));

        assertEquals(List.of(200, 403, 200), statuses(seen));
        assertRenewed(ageing, 403);
    }

    /** N-14: secrets are rotated without a client noticing. */
    @ParameterizedTest
    @EnumSource
    void aNonceOfARetiredSecretIsRenewedOnSuccess(NpmClient client) {
        String retired = TestNonce.with(RETIRED_SECRET).audience(AUDIENCE).serialize();

        List<Seen> seen = run(client, Call.get("/orders").nextNonce(retired), Call.get("/orders"), Call.get("/orders"));

        assertEquals(List.of(200, 200, 200), statuses(seen));
        assertRenewed(retired, 200);
    }

    /** N-05, H-115. */
    @ParameterizedTest
    @EnumSource
    void aClientWithAStaleNonceIsChallengedAgain(NpmClient client) {
        assertRecoversFrom(
                client,
                TestNonce.with(SECRET)
                        .audience(AUDIENCE)
                        .issuedAgo(Duration.ofMinutes(6))
                        .serialize());
    }

    /** N-05, H-116: as after a restart of a server whose secret is a new one every time. */
    @ParameterizedTest
    @EnumSource
    void aClientWithANonceOfAnUnknownSecretIsChallengedAgain(NpmClient client) {
        assertRecoversFrom(
                client, TestNonce.with(FOREIGN_SECRET).audience(AUDIENCE).serialize());
    }

    // ---- other proofs

    /** with nonces it is the server's clock that counts. */
    @ParameterizedTest
    @EnumSource
    void aClientWithASlowClockGetsIn(NpmClient client) {
        assertEquals(
                List.of(200, 200),
                statuses(
                        run(client, Duration.ofMinutes(-10), Call.get("/orders").times(2))));
    }

    /** */
    @ParameterizedTest
    @EnumSource
    void aClientWithAFastClockGetsIn(NpmClient client) {
        assertEquals(
                List.of(200, 200),
                statuses(run(client, Duration.ofMinutes(10), Call.get("/orders").times(2))));
    }

    static final List<Arguments> ALGORITHMS = Stream.concat(
                    Stream.of(NpmClient.values())
                            .flatMap(client -> Stream.of("RS256", "PS256", "Ed25519")
                                    .map(algorithm -> arguments(client, algorithm))),
                    Stream.of("ES384", "ES512", "PS512")
                            .map(algorithm -> arguments(NpmClient.OPENID_CLIENT, algorithm)))
            .toList();

    /** J-07. */
    @ParameterizedTest
    @FieldSource("ALGORITHMS")
    void keysOfOtherAlgorithmsAreAsGood(NpmClient client, String algorithm) {
        List<Seen> seen = run(client, Map.of("ALGORITHM", algorithm), Call.get("/orders"));

        assertEquals(List.of(200), statuses(seen));
        assertEquals(List.of(401, 200), statusesOnTheWire());
        assertEquals(algorithm, wire.exchanges().get(1).algorithm());
    }

    /** U-02, U-03, U-06, U-07: the package {@code dpop} signs the URL as the application has spelt it. */
    @Test
    void aUrlIsSignedAsItIsSpelt() {
        String base = api().replace("localhost", "LocalHost");
        String path = "/catalog/../%6Frders/a%7Eb;v=1?status=open#top";

        List<Seen> seen = run(NpmClient.DPOP, Call.get(path).at(base));

        assertEquals(List.of(new Seen(200, "order a~b", null)), seen);
        assertEquals(List.of(401, 200), statusesOnTheWire());
        Exchange accepted = wire.exchanges().get(1);
        assertEquals(base + path, accepted.htu());
        assertEquals("/%6Frders/a%7Eb;v=1?status=open", accepted.target());
    }

    // ---- what is expected

    /** Of three calls the first was challenged, the second sent this nonce, the third the one that replaced it. */
    private void assertRenewed(String due, int status) {
        assertEquals(List.of(401, 200, status, 200), statusesOnTheWire());
        Exchange renewing = wire.exchanges().get(2);
        assertEquals(due, renewing.sentNonce());
        assertNotNull(renewing.newNonce());
        assertNotEquals(due, renewing.newNonce());
        assertTrue(TestNonce.parse(renewing.newNonce()).isSignedWith(SECRET, AUDIENCE));
        assertAccepted(3, renewing.newNonce());
    }

    /** The client gets this nonce, is told at its next call that it is no good, and repeats that call by itself. */
    private void assertRecoversFrom(NpmClient client, String nonce) {
        List<Seen> seen = run(
                client, Call.get("/orders").nextNonce(nonce), Call.post("/orders", "a bicycle"), Call.get("/orders"));

        assertEquals(List.of(200, 200, 200), statuses(seen));
        assertEquals(List.of(401, 200, 401, 200, 200), statusesOnTheWire());
        String fresh = assertChallenged(2, nonce);
        assertAccepted(3, fresh);
        assertAccepted(4, fresh);
    }

    private String assertChallenged(int index, String nonce) {
        Exchange challenged = wire.exchanges().get(index);
        assertEquals(nonce, challenged.sentNonce());
        assertTrue(challenged.demandsNonce(), challenged.toString());
        assertTrue(TestNonce.parse(challenged.newNonce()).isSignedWith(SECRET, AUDIENCE));
        return challenged.newNonce();
    }

    private void assertAccepted(int index, String nonce) {
        Exchange accepted = wire.exchanges().get(index);
        assertEquals(nonce, accepted.sentNonce());
        assertEquals(200, accepted.status());
        assertNull(accepted.challenge());
        assertNull(accepted.newNonce());
    }

    private static byte[] secret(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
