package org.dpop4j.it.nodes;

import static org.dpop4j.it.nodes.Client.ORDERS;
import static org.dpop4j.it.nodes.Client.REFUNDS;
import static org.dpop4j.it.nodes.Client.assertReplay;
import static org.dpop4j.it.nodes.Client.assertTurnedAway;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.redis.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R-06, R-13, R-14, H-100..H-103, H-107, H-116 with one node each on Quarkus, Open Liberty and WildFly")
class MixedNodesIT {
    private static final String PASSWORD = "a-password-of-redis";

    /** Half of it is how long all clients may have to wait for an answer, while servers start beside them. */
    private static final Duration LIFETIME = Duration.ofSeconds(20);

    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static RedisServer redis;

    /** In the order of their platforms. */
    private static Balancer nodes;

    @BeforeAll
    static void start() {
        redis = RedisServer.start("--requirepass", PASSWORD);
        SETTINGS.put("public-base-uris", "https://api.example");
        SETTINGS.put("replay.namespace", "shop");
        SETTINGS.put("replay.redis.uri", "redis://:" + PASSWORD + "@127.0.0.1:" + redis.port());
        SETTINGS.put("nonce.secrets", Rotation.secret());
        SETTINGS.put("nonce.lifetime", LIFETIME.toString());
        // Longer than any restart may take.
        SETTINGS.put("proof.max-age", "PT30M");
        nodes = new Balancer(Stream.of(Platform.values())
                .parallel()
                .map(platform -> platform.start("shop", SETTINGS))
                .toList());
        nodes.all().forEach(Node::awaitReady);
    }

    @AfterAll
    static void stop() {
        if (nodes != null) {
            nodes.all().forEach(MixedNodesIT::stop);
        }
        redis.close();
    }

    private static void stop(Node node) {
        node.close();
        assertFalse(node.log().contains(PASSWORD), "a node tells the password");
    }

    @Test
    @DisplayName("R-06, H-101, H-102: of 100 copies at three nodes one is accepted")
    void h101_h102_oneOfManyCopies() {
        for (int round = 0; round < Soak.times(30); round++) {
            Copies.assertOneIsAccepted(nodes.all());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("H-100, H-102, H-116: a nonce of one node is good at all, each proof once altogether")
    void h116_nonceOfAnotherNode(Platform platform) {
        Client client = new Client();
        assertTrue(Client.asksForNonce(client.call(nodes.on(platform), REFUNDS)));
        for (Node node : nodes.all()) {
            String proof = client.proof(REFUNDS).serialize();
            assertEquals(200, node.send(REFUNDS, client.token(), proof).statusCode());
            for (Node any : nodes.all()) {
                assertReplay(any.send(REFUNDS, client.token(), proof));
            }
        }
    }

    @Test
    @DisplayName("R-14, H-103, H-107: Redis is killed and started again under load: no replay, no 500, recovery")
    void h107_redisIsKilledUnderLoad() {
        try (Replays replays = new Replays(nodes.all())) {
            for (int kill = 0; kill < Soak.times(3); kill++) {
                replays.awaitMany();
                redis.kill();
                for (Node node : nodes.all()) {
                    assertTurnedAway(new Client().call(node, ORDERS));
                }
                redis.restart();
                nodes.all().forEach(Node::awaitReady);
                replays.awaitRecovery();
                replays.replayAll();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "QUARKUS", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("H-107: a node starts while Redis is down, refuses, and recovers with the others")
    void h107_redisIsDownAtTheStart(Platform platform) {
        redis.kill();
        try (Node node = platform.start("early", SETTINGS)) {
            assertTurnedAway(new Client().call(node, ORDERS));
            redis.restart();
            node.awaitReady();
            assertTrue(node.log().contains("cannot be asked"), node::log);
        }
        nodes.all().forEach(Node::awaitReady);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "soak",
            matches = "true",
            disabledReason = "nine starts of servers; SeveralNodesIT does it with Quarkus in every run")
    @DisplayName(
            "H-103, H-116, N-14: nodes crash and come back with newer secrets: all honest clients are served, and no replay")
    void h103_h116_rotationUnderTraffic() {
        String older = SETTINGS.get("nonce.secrets");
        Rotation.run(nodes, older, Rotation.secret(), LIFETIME, (before, index, secrets) -> {
            stop(before);
            SETTINGS.put("nonce.secrets", secrets);
            return Platform.values()[index].start("shop", SETTINGS);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "QUARKUS", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("R-13: with dpop4j-redis and without its URI a node remembers by itself, and warns")
    void r13_withoutSharing(Platform platform) {
        Map<String, String> alone = new HashMap<>(SETTINGS);
        alone.remove("replay.redis.uri");
        try (Node node = platform.start("alone", alone)) {
            Client client = new Client();
            String proof = client.proof(ORDERS).serialize();
            for (Node first : new Node[] {node, nodes.on(platform)}) {
                assertEquals(200, first.send(ORDERS, client.token(), proof).statusCode());
                assertReplay(first.send(ORDERS, client.token(), proof));
            }
            assertTrue(node.log().contains("dpop.replay.redis.uri is not set"), node::log);
        }
    }
}
