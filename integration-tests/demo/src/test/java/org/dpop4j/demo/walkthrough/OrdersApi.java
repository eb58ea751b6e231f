package org.dpop4j.demo.walkthrough;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The orders API as its clients see it. */
final class OrdersApi {
    static final String TOKEN = "/dev/token";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(PATIENCE)
            .build();
    private final String baseUri;

    /** @param baseUri without a slash at the end */
    OrdersApi(String baseUri) {
        this.baseUri = baseUri;
    }

    /** Where clients find this path. */
    String uri(String path) {
        return baseUri + path;
    }

    /** Gets an access token from the development issuer: bound to the key of the proof, or unbound without one. */
    String token(Optional<String> proof) {
        Call call =
                new Call("POST", TOKEN, Optional.empty(), proof.map(jwt -> new Call.Line(jwt, "")), Optional.empty());
        Answer answer = send(call);
        if (answer.status() != 200) {
            throw new IllegalStateException("the development issuer answered " + answer);
        }
        return answer.body();
    }

    /** Whether the server answers at all. */
    boolean isUp() {
        try {
            return exchange(Call.get("/dev/jwks")).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    Answer send(Call call) {
        try {
            HttpResponse<String> response = exchange(call);
            return new Answer(
                    response.statusCode(),
                    response.headers().allValues("WWW-Authenticate"),
                    response.headers().firstValue("DPoP-Nonce"),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(call.method() + " " + uri(call.path()), e);
        }
    }

    private HttpResponse<String> exchange(Call call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri(call.path())))
                .timeout(PATIENCE)
                .method(call.method(), call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
        call.authorization().ifPresent(line -> request.header("Authorization", line.value()));
        call.proof().ifPresent(line -> request.header("DPoP", line.value()));
        call.body().ifPresent(json -> request.header("Content-Type", "application/json"));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
