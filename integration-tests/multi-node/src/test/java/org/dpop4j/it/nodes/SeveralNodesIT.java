package org.dpop4j.it.nodes;

import static org.dpop4j.it.nodes.Client.ORDERS;
import static org.dpop4j.it.nodes.Client.REFUNDS;
import static org.dpop4j.it.nodes.Client.assertReplay;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dpop4j.redis.RedisServer;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-06, R-13, R-14, H-101..H-107, H-111, H-116 with nodes that are processes of their own")
class SeveralNodesIT {
    private static final TestIssuer ISSUER = TestIssuer.rs256();
    private static final String PASSWORD = "a-password-of-redis";

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
        nodes.addAll(Node.start(count, ISSUER, settings));
        awaitReady();
    }

    private void awaitReady() {
        nodes.forEach(SeveralNodesIT::awaitReady);
    }

    /** The proofs of the second in which the first node has met Redis are refused. */
    private static void awaitReady(Node node) {
        await("a node that is ready", () -> {
            HttpResponse<String> answer = new Client(ISSUER).call(node, ORDERS);
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 503, answer::toString);
            return answer.statusCode() == 200;
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(deadline), what);
            pause(50);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String secret() {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Test
    @DisplayName("R-06, H-101, H-102: of 100 copies at two nodes one is accepted, in each of 30 rounds")
    void h101_h102_oneOfManyCopies() {
        start(2, sharing);
        Client client = new Client(ISSUER);
        for (int round = 0; round < 30; round++) {
            String proof = client.proof(ORDERS).serialize();
            List<CompletableFuture<HttpResponse<String>>> copies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                copies.add(nodes.get(i % 2).sendAsync(ORDERS, client.token(), proof));
            }
            int accepted = 0;
            for (CompletableFuture<HttpResponse<String>> copy : copies) {
                HttpResponse<String> answer = copy.join();
                if (answer.statusCode() == 200) {
                    accepted++;
                } else {
                    assertReplay(answer);
                }
            }
            assertEquals(1, accepted, "accepted in round " + round);
        }
    }

    @Test
    @DisplayName("R-13: with dpop4j-redis and without its URI each node accepts a proof once, and warns")
    void r13_withoutSharing() {
        start(2);
        Client client = new Client(ISSUER);
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
            Client client = new Client(ISSUER);
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
    @DisplayName("H-116: a nonce of one node is good at the other")
    void h116_nonceOfAnotherNode() {
        start(2, sharing, "quarkus.dpop.nonce.secrets=" + secret());
        Client client = new Client(ISSUER);
        assertTrue(Client.asksForNonce(client.call(nodes.get(0), REFUNDS)));
        for (int i = 0; i < 10; i++) {
            assertEquals(200, client.call(nodes.get((i + 1) % 2), REFUNDS).statusCode());
        }
        String proof = client.proof(REFUNDS).serialize();
        assertEquals(200, nodes.get(0).send(REFUNDS, client.token(), proof).statusCode());
        assertReplay(nodes.get(1).send(REFUNDS, client.token(), proof));
    }

    @Test
    @DisplayName("H-116, N-14: secrets are rotated under traffic, and no honest client is refused")
    void h116_rotationUnderTraffic() throws Exception {
        String older = secret();
        String newer = secret();
        Duration lifetime = Duration.ofSeconds(8);
        String life = "quarkus.dpop.nonce.lifetime=" + lifetime;
        start(2, sharing, life, "quarkus.dpop.nonce.secrets=" + older);

        Balancer balancer = new Balancer(nodes);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger requests = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(executor.submit(() -> {
                    Client client = new Client(ISSUER);
                    assertTrue(Client.asksForNonce(balancer.call(client)));
                    while (!isOver.get()) {
                        HttpResponse<String> answer = balancer.call(client);
                        assertEquals(200, answer.statusCode(), () -> Client.challenge(answer));
                        requests.incrementAndGet();
                        pause(20);
                    }
                    return null;
                }));
            }
            for (String secrets : List.of(older + "," + newer, newer + "," + older, newer)) {
                if (secrets.equals(newer)) {
                    // Until the last nonce of the older secret has ended, as the guide says.
                    Instant end = Instant.now().plus(lifetime).plusSeconds(1);
                    await("the end of the older nonces", () -> Instant.now().isAfter(end));
                }
                for (int i = 0; i < 2; i++) {
                    balancer.replace(i, () -> {
                        Node node = Node.start(ISSUER, sharing, life, "quarkus.dpop.nonce.secrets=" + secrets);
                        nodes.add(node);
                        return node;
                    });
                }
            }
            int before = requests.get();
            await("requests after the rotation", () -> requests.get() > before + 20);
            isOver.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            isOver.set(true);
            executor.shutdownNow();
        }
    }

    /** Sends to any of two nodes, and takes one out of service before it is replaced. */
    private static final class Balancer {
        private final Node[] serving;
        private final ReentrantReadWriteLock[] inUse = {new ReentrantReadWriteLock(), new ReentrantReadWriteLock()};

        Balancer(List<Node> nodes) {
            serving = nodes.toArray(Node[]::new);
        }

        HttpResponse<String> call(Client client) {
            int i = ThreadLocalRandom.current().nextInt(2);
            if (!inUse[i].readLock().tryLock()) {
                i = 1 - i;
                inUse[i].readLock().lock();
            }
            try {
                return client.call(serving[i], REFUNDS);
            } finally {
                inUse[i].readLock().unlock();
            }
        }

        void replace(int i, Supplier<Node> next) {
            inUse[i].writeLock().lock();
            try {
                serving[i].close();
                serving[i] = next.get();
            } finally {
                inUse[i].writeLock().unlock();
            }
        }
    }

    private record Used(Client client, String proof) {}

    @Test
    @DisplayName("R-14, H-103, H-107: Redis is killed and started again under load: no replay, no 500, recovery")
    void h107_redisIsKilledUnderLoad() throws Exception {
        start(2, sharing);
        Queue<Used> accepted = new ConcurrentLinkedQueue<>();
        AtomicInteger replayed = new AtomicInteger();
        AtomicInteger recent = new AtomicInteger();
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(executor.submit(() -> {
                    Client client = new Client(ISSUER);
                    while (!isOver.get()) {
                        String proof = client.proof(ORDERS).serialize();
                        int status =
                                anyNode().send(ORDERS, client.token(), proof).statusCode();
                        assertTrue(status == 200 || status == 503, () -> "status " + status);
                        if (status == 200) {
                            recent.incrementAndGet();
                            accepted.add(new Used(client, proof));
                        }
                    }
                    return null;
                }));
                clients.add(executor.submit(() -> {
                    while (!isOver.get()) {
                        Used used = accepted.poll();
                        if (used == null) {
                            pause(1);
                            continue;
                        }
                        HttpResponse<String> answer = anyNode().send(ORDERS, used.client.token(), used.proof);
                        assertTrue(
                                answer.statusCode() == 401 || answer.statusCode() == 503,
                                () -> "a replay: status " + answer.statusCode());
                        replayed.incrementAndGet();
                        if (replayed.get() % 4 != 0 && accepted.size() < 2_000) {
                            accepted.add(used); // and again
                        }
                    }
                    return null;
                }));
            }
            for (int kill = 0; kill < 3; kill++) {
                recent.set(0);
                int replaysBefore = replayed.get();
                await("load", () -> (recent.get() > 50 && replayed.get() > replaysBefore + 50) || anyDone(clients));
                redis.kill();
                pause(300);
                redis.restart();
                recent.set(0);
                await("recovery", () -> recent.get() > 20 || anyDone(clients));
                for (Used used : List.copyOf(accepted)) {
                    assertTrue(anyNode()
                                    .send(ORDERS, used.client.token(), used.proof)
                                    .statusCode()
                            != 200);
                    if (anyDone(clients)) {
                        break;
                    }
                }
            }
            isOver.set(true);
            for (Future<?> client : clients) {
                client.get();
            }
        } finally {
            isOver.set(true);
            executor.shutdownNow();
        }
    }

    private static boolean anyDone(List<Future<?>> futures) {
        return futures.stream().anyMatch(Future::isDone);
    }

    private Node anyNode() {
        return nodes.get(ThreadLocalRandom.current().nextInt(2));
    }

    @Test
    @DisplayName("H-103, H-116: after a restart of Redis a client with a nonce gets a newer one, and goes on")
    void h103_noncesFromBeforeARestartOfRedis() {
        start(2, sharing, "quarkus.dpop.nonce.secrets=" + secret());
        Client client = new Client(ISSUER);
        assertTrue(Client.asksForNonce(client.call(nodes.get(0), REFUNDS)));
        String captured = client.proof(REFUNDS).serialize();
        assertEquals(200, nodes.get(0).send(REFUNDS, client.token(), captured).statusCode());
        redis.kill();
        assertEquals(503, client.call(nodes.get(1), REFUNDS).statusCode());
        redis.restart();
        await("the first proof after the restart", () -> {
            int status = new Client(ISSUER).call(nodes.get(1), ORDERS).statusCode();
            assertTrue(status == 200 || status == 503, () -> "status " + status);
            return status == 200;
        });
        HttpResponse<String> challenge = client.call(nodes.get(1), REFUNDS);
        assertTrue(Client.asksForNonce(challenge), challenge::toString);
        assertEquals(200, client.call(nodes.get(0), REFUNDS).statusCode());
        for (Node node : nodes) {
            assertTrue(Client.asksForNonce(node.send(REFUNDS, client.token(), captured)));
        }
    }

    @Test
    @DisplayName("H-107: nodes start while Redis is down, refuse, and recover")
    void h107_redisIsDownAtTheStart() {
        redis.kill();
        nodes.addAll(Node.start(1, ISSUER, sharing));
        HttpResponse<String> answer = new Client(ISSUER).call(nodes.get(0), ORDERS);
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
        assertTrue(nodes.get(0).log().contains("cannot be asked"));
        redis.restart();
        awaitReady();
    }

    @Test
    @DisplayName("H-102, H-104, H-111: the clocks of two nodes are six seconds apart: no copy is accepted at any time")
    void h111_clocksApart() {
        String maxAge = "quarkus.dpop.proof.max-age=5S";
        nodes.addAll(Node.start(1, ISSUER, sharing, maxAge, "nodes.clock-offset=3S"));
        nodes.addAll(Node.start(1, ISSUER, sharing, maxAge, "nodes.clock-offset=-3S"));
        Node ahead = nodes.get(0);
        Node behind = nodes.get(1);
        Client client = new Client(ISSUER);
        // The node ahead has set the marker by its own clock.
        awaitReady(ahead);
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
