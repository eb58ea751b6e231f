package org.dpop4j.it.nodes;

import static org.dpop4j.it.nodes.Client.ORDERS;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * As many clients that send what was accepted once more as honest ones. The honest ones may be turned away, with 503; no
 * replay may get in. Nothing else may be answered.
 */
final class Replays extends Traffic {
    private static final int AT_A_TIME = 40;

    private final List<? extends Node> nodes;
    private final Queue<Used> used = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    private record Used(Client client, String proof) {}

    Replays(List<? extends Node> nodes) {
        this.nodes = nodes;
        for (int i = 0; i < 4; i++) {
            Client client = new Client();
            add(() -> callOnce(client));
            add(this::callAgain);
        }
    }

    private void callOnce(Client client) {
        Used proof = new Used(client, client.proof(ORDERS).serialize());
        int status = status(proof);
        assertTrue(status == 200 || status == 503, () -> "status " + status);
        if (status == 200) {
            accepted.incrementAndGet();
            used.add(proof);
        }
    }

    private void callAgain() {
        Used proof = used.poll();
        if (proof == null) {
            Patience.pause(1);
            return;
        }
        int status = status(proof);
        assertTrue(status == 401 || status == 503, () -> "a replay: status " + status);
        if (replayed.incrementAndGet() % 4 != 0 && used.size() < 2_000) {
            used.add(proof); // and again
        }
    }

    private int status(Used proof) {
        return status(send(proof));
    }

    private CompletableFuture<HttpResponse<String>> send(Used proof) {
        Node any = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
        return any.sendAsync(ORDERS, proof.client.token(), proof.proof);
    }

    private static int status(CompletableFuture<HttpResponse<String>> sent) {
        HttpResponse<String> answer = sent.join();
        if (answer.statusCode() == 503) {
            Client.assertTurnedAway(answer);
        }
        return answer.statusCode();
    }

    /** Waits until many honest clients were served, and many replays were refused. */
    void awaitMany() {
        int acceptedBefore = accepted.get();
        int replayedBefore = replayed.get();
        await("load", () -> accepted.get() > acceptedBefore + 50 && replayed.get() > replayedBefore + 50);
    }

    void awaitRecovery() {
        int before = accepted.get();
        await("recovery", () -> accepted.get() > before + 20);
    }

    /** Everything that was accepted of late, once more; many at a time, lest it be one ninth of the load. */
    void replayAll() {
        List<Used> proofs = List.copyOf(used);
        for (int i = 0; i < proofs.size(); i += AT_A_TIME) {
            List<CompletableFuture<HttpResponse<String>>> sent =
                    proofs.subList(i, Math.min(i + AT_A_TIME, proofs.size())).stream()
                            .map(this::send)
                            .toList();
            for (CompletableFuture<HttpResponse<String>> replay : sent) {
                assertNotEquals(200, status(replay), "a replay");
            }
        }
    }
}
