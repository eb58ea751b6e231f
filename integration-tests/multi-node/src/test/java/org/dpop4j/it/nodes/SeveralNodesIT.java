package org.dpop4j.it.nodes;

import static org.dpop4j.it.nodes.Client.ORDERS;
import static org.dpop4j.it.nodes.Client.REFUNDS;
import static org.dpop4j.it.nodes.Client.assertReplay;
import static org.dpop4j.it.nodes.Client.assertTurnedAway;
import static org.dpop4j.it.nodes.Patience.await;
import static org.dpop4j.it.nodes.Patience.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dpop4j.redis.RedisServer;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What all servers have in common is in {@link MixedNodesIT}. */
@DisplayName("R-06, R-13, R-14, H-101..H-107, H-111, H-116 with nodes on Quarkus")
class SeveralNodesIT {
    private static final String PASSWORD = "a-password-of-redis";

    /** Of nonces. Half of it is how long clients may have to wait for an answer, while a node starts beside them. */
    private static final Duration LIFETIME = Duration.ofSeconds(10);

    private final RedisServer redis = RedisServer.start("--requirepass", PASSWORD);
    private final String sharing = "quarkus.dpop.replay.redis.uri=redis://:" + PASSWORD + "@127.0.0.1:" + redis.port();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(Node::close);
        redis.close();
        for (Node node : nodes) {
            assertFalse(node.log().contains(PASSWORD), "a node tells the password");
        }
    }

    private void start(int count, String... settings) {
        nodes.addAll(QuarkusNode.start(count, settings));
        nodes.forEach(Node::awaitReady);
    }

    @Test
    @DisplayName("R-06, H-101, H-102: of 100 copies at two nodes one is accepted, in each of many rounds")
    void h101_h102_oneOfManyCopies() {
        start(2, sharing);
        for (int round = 0; round < Soak.times(30); round++) {
            Copies.assertOneIsAccepted(nodes);
        }
    }

    @Test
    @DisplayName("R-13: with dpop4j-redis and without its URI each node accepts a proof once, and warns")
    void r13_withoutSharing() {
        start(2);
        Client client = new Client();
        String proof = client.proof(ORDERS).serialize();
        for (Node node : nodes) {
            assertEquals(200, node.send(ORDERS, client.token(), proof).statusCode());
            assertReplay(node.send(ORDERS, client.token(), proof));
            assertTrue(node.log().contains("quarkus.dpop.replay.redis.uri is not set"), node::log);
        }
    }

    @Test
    @DisplayName("H-103: a captured proof after a restart: refused with Redis, the documented hole without")
    void h103_restartOfANode() {
        for (boolean isShared : List.of(true, false)) {
            String[] settings = isShared ? new String[] {sharing} : new String[0];
            start(1, settings);
            Client client = new Client();
            String captured = client.proof(ORDERS).serialize();
            assertEquals(
                    200, nodes.get(0).send(ORDERS, client.token(), captured).statusCode());
            nodes.remove(0).close();
            start(1, settings);
            HttpResponse<String> replay = nodes.get(0).send(ORDERS, client.token(), captured);
            if (isShared) {
                assertReplay(replay);
            } else {
                assertEquals(200, replay.statusCode());
            }
            nodes.remove(0).close();
        }
    }

    @Test
    @DisplayName("R-14, H-103, H-107: Redis is killed and started again under load: no replay, no 500, recovery")
    void h107_redisIsKilledUnderLoad() {
        start(2, sharing);
        try (Replays replays = new Replays(nodes)) {
            for (int kill = 0; kill < Soak.times(3); kill++) {
                replays.awaitMany();
                redis.kill();
                pause(300);
                redis.restart();
                replays.awaitRecovery();
                replays.replayAll();
            }
        }
    }

    @Test
    @DisplayName("H-103, H-116: after a restart of Redis a client with a nonce gets a newer one, and goes on")
    void h103_noncesFromBeforeARestartOfRedis() {
        start(2, sharing, "quarkus.dpop.nonce.secrets=" + Rotation.secret());
        Client client = new Client();
        assertTrue(Client.asksForNonce(client.call(nodes.get(0), REFUNDS)));
        String captured = client.proof(REFUNDS).serialize();
        assertEquals(200, nodes.get(0).send(REFUNDS, client.token(), captured).statusCode());
        redis.kill();
        assertTurnedAway(client.call(nodes.get(1), REFUNDS));
        redis.restart();
        nodes.get(1).awaitReady();
        HttpResponse<String> challenge = client.call(nodes.get(1), REFUNDS);
        assertTrue(Client.asksForNonce(challenge), challenge::toString);
        assertEquals(200, client.call(nodes.get(0), REFUNDS).statusCode());
        for (Node node : nodes) {
            assertTrue(Client.asksForNonce(node.send(REFUNDS, client.token(), captured)));
        }
    }

    @Test
    @DisplayName(
            "H-103, H-116, N-14: nodes crash and come back with newer secrets: all honest clients are served, and no replay")
    void h103_h116_rotationUnderTraffic() {
        String older = Rotation.secret();
        start(2, rotating(older));
        Rotation.run(new Balancer(nodes), older, Rotation.secret(), LIFETIME, (before, index, secrets) -> {
            before.close();
            nodes.set(index, QuarkusNode.start(1, rotating(secrets)).get(0));
            return nodes.get(index);
        });
    }

    private String[] rotating(String secrets) {
        return new String[] {sharing, "quarkus.dpop.nonce.lifetime=" + LIFETIME, "quarkus.dpop.nonce.secrets=" + secrets
        };
    }

    @Test
    @DisplayName("H-107: nodes start while Redis is down, refuse, and recover")
    void h107_redisIsDownAtTheStart() {
        redis.kill();
        nodes.addAll(QuarkusNode.start(1, sharing));
        assertTurnedAway(new Client().call(nodes.get(0), ORDERS));
        assertTrue(nodes.get(0).log().contains("cannot be asked"));
        redis.restart();
        nodes.get(0).awaitReady();
    }

    @Test
    @DisplayName("H-102, H-104, H-111: the clocks of two nodes are six seconds apart: no copy is accepted at any time")
    void h111_clocksApart() {
        String maxAge = "quarkus.dpop.proof.max-age=5S";
        nodes.addAll(QuarkusNode.start(1, sharing, maxAge, "nodes.clock-offset=3S"));
        nodes.addAll(QuarkusNode.start(1, sharing, maxAge, "nodes.clock-offset=-3S"));
        Node ahead = nodes.get(0);
        Node behind = nodes.get(1);
        Client client = new Client();
        // The node ahead has set the marker by its own clock.
        ahead.awaitReady();
        assertEquals(200, client.call(behind, ORDERS).statusCode());

        String atAhead = client.proof(ORDERS).serialize();
        assertEquals(200, ahead.send(ORDERS, client.token(), atAhead).statusCode());
        TestProof dated = client.proof(ORDERS).issuedAhead(Duration.ofSeconds(5));
        String datedAhead = dated.serialize();
        assertEquals(200, ahead.send(ORDERS, client.token(), datedAhead).statusCode());
        String atBehind = client.proof(ORDERS).serialize();
        assertEquals(200, behind.send(ORDERS, client.token(), atBehind).statusCode());
        // For as long as the node behind would accept them, which is longer than the node ahead would.
        for (String proof : List.of(atAhead, atBehind, datedAhead)) {
            await("the end of the window", () -> {
                assertFalse(ahead.send(ORDERS, client.token(), proof).statusCode() == 200);
                HttpResponse<String> answer = behind.send(ORDERS, client.token(), proof);
                assertEquals(401, answer.statusCode());
                return Client.challenge(answer).contains("The DPoP proof is too old");
            });
        }
    }
}
