package org.dpop4j.it.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A rotation of the secret of nonces, while clients call that have to be served each time: as the guide has it. */
final class Rotation extends Traffic {
    private final AtomicInteger served = new AtomicInteger();

    private Rotation(Balancer nodes) {
        List<Client> clients = Stream.generate(Client::new).limit(4).toList();
        clients.forEach(client -> assertTrue(Client.asksForNonce(nodes.call(client, Client.REFUNDS))));
        clients.forEach(client -> add(() -> {
            HttpResponse<String> answer = nodes.call(client, Client.REFUNDS);
            assertEquals(200, answer.statusCode(), () -> Client.challenge(answer));
            served.incrementAndGet();
            Patience.pause(50);
        }));
    }

    /** A new one. */
    static String secret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Stops a node, and starts the one that takes its place. */
    @FunctionalInterface
    interface Successor {
        Node of(Node before, int index, String secrets);
    }

    /**
     * @param nodes whose only secret is the older one
     * @param lifetime of nonces
     */
    static void run(Balancer nodes, String older, String newer, Duration lifetime, Successor successor) {
        try (Rotation rotation = new Rotation(nodes)) {
            for (String secrets : List.of(older + "," + newer, newer + "," + older)) {
                restart(nodes, successor, secrets);
            }
            Instant end = Instant.now().plus(lifetime).plusSeconds(1);
            rotation.await("the end of the older nonces", () -> Instant.now().isAfter(end));
            restart(nodes, successor, newer);
            int before = rotation.served.get();
            rotation.await("requests after the rotation", () -> rotation.served.get() > before + 20);
        }
    }

    /** One after the other. What a node has accepted before is refused afterwards, by all. */
    private static void restart(Balancer nodes, Successor successor, String secrets) {
        for (int i = 0; i < nodes.all().size(); i++) {
            Client client = new Client();
            String captured = client.proof(Client.ORDERS).serialize();
            Node before = nodes.all().get(i);
            assertEquals(
                    200, before.send(Client.ORDERS, client.token(), captured).statusCode());
            int index = i;
            nodes.replace(index, node -> successor.of(node, index, secrets));
            for (Node node : nodes.all()) {
                Client.assertReplay(node.send(Client.ORDERS, client.token(), captured));
            }
        }
    }
}
