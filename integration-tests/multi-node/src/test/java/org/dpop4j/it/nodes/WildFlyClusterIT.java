package org.dpop4j.it.nodes;

import static org.dpop4j.it.nodes.Client.ORDERS;
import static org.dpop4j.it.nodes.Client.REFUNDS;
import static org.dpop4j.it.nodes.Client.assertReplay;
import static org.dpop4j.it.nodes.Client.assertTurnedAway;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dpop4j.it.server.Jdk;
import org.dpop4j.it.server.NodeSettings;
import org.dpop4j.it.server.WildFly;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-06, R-13, R-14, H-100..H-103, H-107, H-116 with two nodes of WildFly and the cache of their cluster")
class WildFlyClusterIT {
    private static final String SECRET = Rotation.secret();

    private static final Pattern JOINED =
            Pattern.compile("\\[Context=proofs] ISPN100010: Finished rebalance with members \\[\\w+, \\w+]");

    private static final List<JakartaNode> NODES = new ArrayList<>();

    @BeforeAll
    static void start() {
        NODES.add(start(clustered("first", Jdk.running())));
        NODES.add(join("second", Jdk.other()));
    }

    @AfterAll
    static void stop() {
        NODES.forEach(JakartaNode::stop);
    }

    private static NodeSettings clustered(String name, Jdk jdk) {
        return NodeSettings.in(name + "-of-cluster")
                .on(jdk)
                .configuration("standalone-ha.xml")
                .changedBy(Path.of(System.getProperty("guide.examples"), "dpop-cluster.cli"), resource("discovery.cli"))
                .property("jboss.node.name", name)
                .property("cluster.directory", NodeSettings.in("cluster").path().toString());
    }

    /** Starts a node, and waits until it has found the other one: those that do not see each other go on by themselves. */
    private static JakartaNode join(String name, Jdk jdk) {
        JakartaNode node = start(clustered(name, jdk));
        Patience.await(
                "a node that has found the other one",
                () -> JOINED.matcher(node.log()).find());
        return node;
    }

    private static JakartaNode start(NodeSettings settings) {
        JakartaNode node = JakartaNode.start(
                WildFly::start,
                settings,
                JakartaNode.WITH_CACHE,
                Map.of(
                        "public-base-uris",
                        "https://api.example",
                        "nonce.secrets",
                        SECRET,
                        // Longer than any restart may take.
                        "proof.max-age",
                        "PT30M"));
        node.awaitReady();
        warmUp(node);
        return node;
    }

    /** The first requests of a server are slow. A hundred at once could take longer than the cache waits for its nodes. */
    private static void warmUp(JakartaNode node) {
        Client client = new Client();
        for (int i = 0; i < 50; i++) {
            client.call(node, ORDERS);
        }
    }

    private static Path resource(String name) {
        try {
            return Path.of(WildFlyClusterIT.class.getResource("/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertAllRefuse(Client client, String captured) {
        for (JakartaNode node : NODES) {
            assertReplay(node.send(ORDERS, client.token(), captured));
        }
    }

    @Test
    @DisplayName("R-06, H-101, H-102: of 100 copies at two nodes one is accepted")
    void h101_h102_oneOfManyCopies() {
        for (int round = 0; round < Soak.times(30); round++) {
            Copies.assertOneIsAccepted(NODES);
        }
    }

    @Test
    @DisplayName("H-100, H-102, H-116: a nonce of one node is good at the other, each proof once altogether")
    void h116_nonceOfAnotherNode() {
        Client client = new Client();
        assertTrue(Client.asksForNonce(client.call(NODES.get(0), REFUNDS)));
        String proof = client.proof(REFUNDS).serialize();
        assertEquals(200, NODES.get(1).send(REFUNDS, client.token(), proof).statusCode());
        for (JakartaNode node : NODES) {
            assertReplay(node.send(REFUNDS, client.token(), proof));
        }
    }

    @Test
    @DisplayName("H-103: a captured proof after a restart of the node that has accepted it")
    void h103_restartOfANode() {
        Client client = new Client();
        String captured = client.proof(ORDERS).serialize();
        assertEquals(200, NODES.get(0).send(ORDERS, client.token(), captured).statusCode());
        NODES.remove(0).stop();
        assertAllRefuse(client, captured);
        NODES.add(0, join("first", Jdk.running()));
        assertAllRefuse(client, captured);
    }

    @Test
    @DisplayName("R-14, H-103, H-107: a node crashes under load, and comes back: no replay, no 500, recovery")
    void h107_aNodeCrashesUnderLoad() {
        Client client = new Client();
        String captured = client.proof(ORDERS).serialize();
        assertEquals(200, NODES.get(1).send(ORDERS, client.token(), captured).statusCode());
        try (Replays replays = new Replays(List.of(NODES.get(0)))) {
            replays.awaitMany();
            NODES.remove(1).close();
            replays.awaitRecovery();
            replays.replayAll();
        }
        assertAllRefuse(client, captured);
        NODES.add(join("second", Jdk.other()));
        try (Replays replays = new Replays(NODES)) {
            replays.awaitMany();
            replays.replayAll();
        }
        assertAllRefuse(client, captured);
    }

    @Test
    @DisplayName("H-103: when no node is left nothing is known, and what may have been used is refused")
    void h103_allNodesStop() {
        Client client = new Client();
        assertTrue(Client.asksForNonce(client.call(NODES.get(0), REFUNDS)));
        String captured = client.proof(ORDERS).without("nonce").serialize();
        assertEquals(200, NODES.get(0).send(ORDERS, client.token(), captured).statusCode());
        String withNonce = client.proof(REFUNDS).serialize();
        assertEquals(200, NODES.get(0).send(REFUNDS, client.token(), withNonce).statusCode());
        NODES.forEach(JakartaNode::stop);
        NODES.clear();
        start();
        for (JakartaNode node : NODES) {
            assertTurnedAway(node.send(ORDERS, client.token(), captured));
            assertTrue(Client.asksForNonce(node.send(REFUNDS, client.token(), withNonce)));
        }
    }

    @Test
    @DisplayName("R-13: nothing is said of a cache that is as the guide has it")
    void r13_nothingToWarnOf() {
        for (JakartaNode node : NODES) {
            assertFalse(node.log().contains("private module"), "a module that applications should not use");
            assertFalse(node.log().contains("merge-policy"), "partition handling");
        }
    }

    @Test
    @DisplayName("R-13: a cache of a node alone stops the start-up")
    void r13_localCache() {
        NodeSettings alone = NodeSettings.in("node-alone").changedBy(resource("local-cache.cli"));
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> start(alone));
        assertTrue(
                failure.getMessage()
                        .contains("The cache proofs is not replicated, so each node would accept a proof once"),
                failure::getMessage);
    }
}
