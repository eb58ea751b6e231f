package org.dpop4j.it.nodes;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One node of the application: a server as a process of its own. */
abstract class Node implements AutoCloseable {
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI root;

    /** @param root what paths are resolved against */
    Node(URI root) {
        this.root = root;
    }

    final URI uri(String path) {
        return root.resolve(path);
    }

    final HttpResponse<String> send(String path, String token, String proof) {
        return sendAsync(path, token, proof).join();
    }

    final CompletableFuture<HttpResponse<String>> sendAsync(String path, String token, String proof) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofMinutes(2))
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", proof)
                        .build(),
                BodyHandlers.ofString());
    }

    /** The proofs of the second in which the first node has met Redis are refused. */
    final void awaitReady() {
        Patience.await("a node that is ready", () -> {
            HttpResponse<String> answer = new Client().call(this, Client.ORDERS);
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 503, answer::toString);
            return answer.statusCode() == 200;
        });
    }

    /** What it has printed, or written to its logs. */
    abstract String log();

    /** Kills it. */
    @Override
    public abstract void close();
}
