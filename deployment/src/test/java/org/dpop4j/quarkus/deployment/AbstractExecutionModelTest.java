package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dpop4j.quarkus.deployment.ExecutionModels.CountingStore;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What has to hold with every execution model, whether authentication is proactive or lazy. */
abstract class AbstractExecutionModelTest {
    static QuarkusUnitTest application(boolean proactive) {
        return Callers.application(ExecutionModels.class, AbstractExecutionModelTest.class)
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive));
    }

    /** Asks for a resource and says how often the replay store was asked meanwhile. */
    private static int usesOf(Runnable request) {
        int before = CountingStore.USES.get();
        request.run();
        return CountingStore.USES.get() - before;
    }

    @Test
    @DisplayName(
            "Q-07, Q-11, Q-17, Q-22: one verification off the event loop, and the context of the request everywhere")
    void verifiesOnceAndKnowsTheProof() {
        assertAll(Stream.concat(ExecutionModels.PATHS.stream(), Stream.of("/old/blocking", "/old/public"))
                .map(path -> () -> assertAll(
                        path,
                        () -> assertEquals(
                                1,
                                usesOf(() -> Answers.letsIn(Callers.dpop("user").get(path), Callers.KEY.jkt()))))));
        assertEquals(0, CountingStore.USES_ON_EVENT_LOOP.get());
    }

    @Test
    @DisplayName("Q-11, H-126: a stream keeps its context to the end")
    void streams() {
        Response[] answer = new Response[1];
        assertEquals(
                1,
                usesOf(() -> answer[0] =
                        Callers.dpop("user").accept("text/event-stream").get("/models/stream")));
        assertEquals(200, answer[0].statusCode());
        assertEquals(
                Collections.nCopies(3, "data:" + Callers.KEY.jkt()),
                answer[0].asString().lines().filter(line -> !line.isEmpty()).toList());
        Answers.asksForDPoP(Callers.anonymous().accept("text/event-stream").get("/models/stream"));
    }

    @Test
    @DisplayName("H-119: a rerouted request is judged by the endpoint that it reaches")
    void judgesReroutedRequests() {
        Answers.asksForDPoP(Callers.anonymous().get("/old/blocking"));
        Answers.refusesTheToken(
                Callers.bearer("user").get("/old/blocking"), "This resource requires a DPoP-bound access token");
        Answers.letsIn(Callers.bearer("user").get("/old/public"), "none");
    }

    @Test
    @DisplayName("H-127: a replayed proof is refused, whatever became of the first request")
    void refusesReplays() {
        for (String path : List.of("/models/blocking", "/models/failing-stage", "/failing", "/nothing-here")) {
            TestProof proof =
                    TestProof.with(Callers.KEY).method("GET").uri(RestAssured.baseURI + ":" + RestAssured.port + path);
            String token = Callers.boundToken("user");
            String text = proof.accessToken(token).serialize();
            for (int i = 0; i < 2; i++) {
                Response answer = Callers.anonymous()
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", text)
                        .get(path);
                if (path.equals("/nothing-here")) {
                    // Nobody is there to be protected; whether the second is 404 or 401 depends on the authentication
                    // mode.
                    assertEquals(4, answer.statusCode() / 100);
                } else if (i == 0) {
                    assertEquals(path.equals("/models/blocking") ? 200 : 422, answer.statusCode(), path);
                } else {
                    Answers.refusesTheProof(answer, "The DPoP proof was used before");
                }
            }
        }
    }

    @Test
    @DisplayName("Q-09, H-124: exception mappers neither see the refusals nor lose the challenge")
    void keepsTheChallengeInSpiteOfMappers() {
        assertEquals(
                1,
                usesOf(() ->
                        assertEquals(422, Callers.dpop("user").get("/failing").statusCode())));
        assertEquals(
                1,
                usesOf(() -> assertEquals(
                        422, Callers.dpop("user").get("/models/failing-stage").statusCode())));
        Answers.asksForDPoP(Callers.anonymous().get("/failing"));
        Answers.refusesTheProof(Callers.dpopWithoutProof("user").get("/failing"), "The DPoP proof is missing");
        // A 401 of the application itself: a good proof was not good enough, so there is nothing to say about it.
        Answers.asksForDPoP(Callers.dpop("user").get("/failing/unauthorized"));
        assertEquals(
                List.of("DPoP error=\"insufficient_user_authentication\",max_age=\"60\""),
                Answers.challenges(Callers.dpop("user").get("/failing/step-up")).stream()
                        .map(line -> line.replace(", ", ","))
                        .toList());
    }

    @Test
    @DisplayName("H-87, H-127: parallel requests of two clients never see each other's proof")
    void neverMixesClients() {
        HttpClient client = HttpClient.newHttpClient();
        List<ClientKey> keys = List.of(Callers.KEY, Callers.OTHER_KEY);
        List<String> tokens = keys.stream()
                .map(key -> Callers.ISSUER
                        .microProfile()
                        .boundTo(key)
                        .groups("user")
                        .serialize())
                .toList();
        int before = CountingStore.USES.get();
        List<CompletableFuture<Void>> requests = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String path = ExecutionModels.PATHS.get(i / 2 % ExecutionModels.PATHS.size());
            URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + path);
            String token = tokens.get(i % 2);
            ClientKey key = keys.get(i % 2);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "DPoP " + token)
                    .header(
                            "DPoP",
                            TestProof.with(key)
                                    .method("GET")
                                    .uri(uri.toString())
                                    .accessToken(token)
                                    .serialize())
                    .build();
            requests.add(client.sendAsync(request, BodyHandlers.ofString())
                    .thenAccept(answer -> assertEquals(key.jkt(), answer.body(), path)));
        }
        CompletableFuture.allOf(requests.toArray(CompletableFuture<?>[]::new)).join();
        assertEquals(200, CountingStore.USES.get() - before);
    }
}
