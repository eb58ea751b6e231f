package org.dpop4j.it.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Copies of one proof that are sent at the same time. */
final class Copies {
    private Copies() {}

    /** A hundred, to each node in turn: one is accepted, and all others are refused as replays. */
    static void assertOneIsAccepted(List<? extends Node> nodes) {
        Client client = new Client();
        String proof = client.proof(Client.ORDERS).serialize();
        List<CompletableFuture<HttpResponse<String>>> copies = IntStream.range(0, 100)
                .mapToObj(i -> nodes.get(i % nodes.size()).sendAsync(Client.ORDERS, client.token(), proof))
                .toList();
        int accepted = 0;
        for (CompletableFuture<HttpResponse<String>> copy : copies) {
            HttpResponse<String> answer = copy.join();
            if (answer.statusCode() == 200) {
                accepted++;
            } else {
                Client.assertReplay(answer);
            }
        }
        assertEquals(1, accepted, "accepted");
    }
}
