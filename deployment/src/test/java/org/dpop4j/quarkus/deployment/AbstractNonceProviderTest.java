package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.NonceVerdict.Valid;
import org.dpop4j.quarkus.deployment.NonceProviders.Constant;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestProof;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A nonce provider of the application, good and bad, whether authentication is proactive or lazy. */
abstract class AbstractNonceProviderTest {
    private static final String GOOD = Constant.NONCE;

    static QuarkusUnitTest application(boolean proactive, Class<?> provider) {
        return Callers.application(NonceProviders.classesWith(provider))
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.log.min-level", "TRACE");
    }

    @BeforeEach
    void forget() {
        NonceProviders.behaviour = new Constant();
        NonceProviders.EVENTS.clear();
        NonceProviders.ISSUED.set(0);
        NonceProviders.CHECKED.set(0);
    }

    private static Response get(String path) {
        return Callers.dpop("user").accept("text/plain").get(path);
    }

    private static Response get(String path, String nonce) {
        return Callers.dpopWithNonce(nonce, "user").accept("text/plain").get(path);
    }

    /** The events of all requests so far, in their order. */
    private static List<Object> events() {
        List<Object> events = new ArrayList<>();
        NonceProviders.EVENTS.drainTo(events);
        return events;
    }

    @FunctionalInterface
    private interface Issue extends DPoPNonceProvider {
        @Override
        default NonceVerdict check(String nonce, NonceRequest request) {
            return new Valid(Optional.empty(), true);
        }
    }

    @FunctionalInterface
    private interface Check extends DPoPNonceProvider {
        @Override
        default String issue(NonceRequest request) {
            return GOOD;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T, E extends Throwable> T fail(Supplier<Throwable> failure) throws E {
        throw (E) failure.get();
    }

    /** What a provider may throw, declared or not. */
    private static final Map<String, Supplier<Throwable>> FAILURES = Map.of(
            "RuntimeException", () -> new IllegalStateException("secret of the provider"),
            "IOException", () -> new IOException("secret of the provider"),
            "InterruptedException", InterruptedException::new,
            "LinkageError", () -> new NoClassDefFoundError("secret of the provider"),
            "StackOverflowError", StackOverflowError::new,
            "AssertionError", () -> new AssertionError("secret of the provider"));

    private static void isUnavailableEverywhere(String name, Optional<String> nonce) {
        for (String path : NonceProviders.PATHS) {
            int reached = NonceProviders.REACHED.get();
            events();
            Response answer = nonce.isPresent() ? get(path, nonce.get()) : get(path);
            assertAll(
                    name + " at " + path,
                    () -> Answers.isUnavailable(answer),
                    () -> assertNull(answer.header("X-Injected")),
                    () -> assertEquals(reached, NonceProviders.REACHED.get()),
                    () -> assertEquals(List.of("nonce_provider_unavailable"), events()));
        }
    }

    @Test
    @DisplayName("the application's provider replaces the default, and is asked once per request")
    void asksTheProviderOfTheApplication() {
        for (String path : NonceProviders.PATHS) {
            assertEquals(GOOD, Answers.asksForNonce(get(path)), path);
            assertEquals(1, NonceProviders.ISSUED.getAndSet(0), path);
            assertEquals(0, NonceProviders.CHECKED.get(), path);
            Answers.letsIn(get(path, GOOD), "reached");
            assertEquals(0, NonceProviders.ISSUED.get(), path);
            assertEquals(1, NonceProviders.CHECKED.getAndSet(0), path);
        }
    }

    @Test
    @DisplayName("N-20, H-118, K8: a provider that fails refuses with 503, and tells nobody why")
    void refusesWhenTheProviderFails() {
        FAILURES.forEach((name, failure) -> {
            NonceProviders.behaviour = (Issue) request -> fail(failure);
            isUnavailableEverywhere(name + " from issue", Optional.empty());
            isUnavailableEverywhere(name + " from issue of a newer one", Optional.of(GOOD));
            NonceProviders.behaviour = (Check) (nonce, request) -> fail(failure);
            isUnavailableEverywhere(name + " from check", Optional.of(GOOD));
        });
        NonceProviders.behaviour = new Constant();
        Answers.letsIn(get("/nonce", GOOD), "reached");
    }

    @Test
    @DisplayName("N-03, N-20, H-118, K8: a provider that answers what is no nonce, or nothing, refuses with 503")
    void refusesWhenTheProviderAnswersNonsense() {
        for (String nonce : new String[] {
            null,
            "",
            " ",
            "a b",
            "a\r\nX-Injected: 1",
            "a\nX-Injected: 1",
            "\"a\"",
            "a\\b",
            "a\u0000",
            "n\u00f6nce",
            "a\u010a\u010dX-Injected: 1",
            "\ud835",
            "a".repeat(513)
        }) {
            NonceProviders.behaviour = (Issue) request -> nonce;
            isUnavailableEverywhere("issue answers " + nonce, Optional.empty());
            isUnavailableEverywhere("a newer one is " + nonce, Optional.of(GOOD));
        }
        NonceProviders.behaviour = (Check) (nonce, request) -> null;
        isUnavailableEverywhere("check answers null", Optional.of(GOOD));
        NonceProviders.behaviour = (Check) (nonce, request) -> new Valid(null, false);
        isUnavailableEverywhere("check answers half a verdict", Optional.of(GOOD));

        String longest = "~".repeat(512);
        NonceProviders.behaviour = (Issue) request -> longest;
        assertEquals(longest, Answers.asksForNonce(get("/nonce")));
    }

    @Test
    @DisplayName("N-08, N-19: where no nonce is demanded the provider is not asked, so its failure harms nobody")
    void asksNobodyWhereNoNonceIsDemanded() {
        NonceProviders.behaviour = (Check) (nonce, request) -> fail(AssertionError::new);
        Answers.letsIn(get("/plain"), "reached");
        Answers.letsIn(get("/plain", GOOD), "reached");
        Answers.letsIn(get("/plain/public", GOOD), "public");
        Answers.letsIn(get("/late/unannotated"), "reached");
        Answers.letsIn(Callers.bearer("user").get("/plain/public"), "public");
        assertEquals(0, NonceProviders.ISSUED.get() + NonceProviders.CHECKED.get());
    }

    @Test
    @DisplayName("N-20, Q-17: a provider may block; whoever does not need it is answered meanwhile")
    void blocksNobodyElse() throws InterruptedException {
        int perPath = 6;
        for (boolean hasNonce : new boolean[] {false, true}) {
            CountDownLatch release = new CountDownLatch(1);
            Semaphore waiting = new Semaphore(0);
            NonceProviders.behaviour = new Constant() {
                @Override
                public String issue(NonceRequest request) {
                    await();
                    return super.issue(request);
                }

                @Override
                public NonceVerdict check(String nonce, NonceRequest request) {
                    await();
                    return super.check(nonce, request);
                }

                private void await() {
                    waiting.release();
                    try {
                        assertTrue(release.await(60, TimeUnit.SECONDS));
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
            HttpClient client = HttpClient.newHttpClient();
            List<CompletableFuture<HttpResponse<String>>> blocked = new ArrayList<>();
            for (int i = 0; i < perPath; i++) {
                for (String path : NonceProviders.PATHS) {
                    blocked.add(client.sendAsync(request(path, hasNonce), BodyHandlers.ofString()));
                }
            }
            assertTrue(waiting.tryAcquire(blocked.size(), 30, TimeUnit.SECONDS), "all of them block");
            for (int i = 0; i < perPath; i++) {
                String body = client.sendAsync(request("/plain/public", hasNonce), BodyHandlers.ofString())
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join()
                        .body();
                assertEquals("public", body);
            }
            assertTrue(blocked.stream().noneMatch(CompletableFuture::isDone));
            release.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : blocked) {
                assertEquals(
                        hasNonce ? 200 : 401,
                        answer.orTimeout(30, TimeUnit.SECONDS).join().statusCode());
            }
        }
        assertEquals(0, NonceProviders.ON_EVENT_LOOP.get());
    }

    private static HttpRequest request(String path, boolean hasNonce) {
        String uri = RestAssured.baseURI + ":" + RestAssured.port + path;
        String token = Callers.boundToken("user");
        TestProof proof = TestProof.with(Callers.KEY).uri(uri).accessToken(token);
        return HttpRequest.newBuilder(URI.create(uri))
                .header("Accept", "text/plain")
                .header("Authorization", "DPoP " + token)
                .header("DPoP", (hasNonce ? proof.nonce(GOOD) : proof).serialize())
                .build();
    }

    @Test
    @DisplayName("N-11, H-117: a provider may make nonces good for one proof")
    void takesSingleUseNonces() {
        Set<String> unused = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        NonceProviders.behaviour = new DPoPNonceProvider() {
            @Override
            public String issue(NonceRequest request) {
                String nonce = "nonce-" + count.incrementAndGet();
                unused.add(nonce);
                return nonce;
            }

            @Override
            public NonceVerdict check(String nonce, NonceRequest request) {
                return unused.remove(nonce) ? new Valid(Optional.empty(), true) : Refused.UNKNOWN;
            }
        };
        for (String path : NonceProviders.PATHS) {
            String first = Answers.asksForNonce(get(path));
            String second = Answers.letsInAndRenewsTheNonce(get(path, first), "reached");
            String third = Answers.asksForNonce(get(path, first));
            assertEquals(3, Set.of(first, second, third).size());
            Answers.letsInAndRenewsTheNonce(get(path, second), "reached");
            Answers.letsInAndRenewsTheNonce(get(path, third), "reached");
        }
    }

    @Test
    @DisplayName("A-06: a nonce without time leaves the window of iat on, one with a time replaces it")
    void keepsTheWindowWithoutATime() {
        for (String path : NonceProviders.PATHS) {
            Supplier<Response> late = () -> Callers.dpopWith(
                            proof -> proof.issuedAgo(Duration.ofHours(1)).nonce(GOOD))
                    .accept("text/plain")
                    .get(path);
            NonceProviders.behaviour = new Constant();
            Answers.refusesTheProof(late.get(), "The DPoP proof is too old");
            Answers.letsIn(get(path, GOOD), "reached");
            NonceProviders.behaviour = (Check)
                    (nonce, request) -> NonceVerdict.validUntil(request.now().plusSeconds(1));
            Answers.letsIn(late.get(), "reached");
            NonceProviders.behaviour = (Check)
                    (nonce, request) -> NonceVerdict.validUntil(request.now().minusNanos(1));
            Answers.asksForNonce(late.get());
            NonceProviders.behaviour = (Check) (nonce, request) -> NonceVerdict.validUntil(Instant.MIN);
            Answers.asksForNonce(late.get());
        }
    }

    @Test
    @DisplayName("N-21: a provider may bind its nonces to the client's key")
    void bindsNoncesToTheKey() {
        NonceProviders.behaviour = new DPoPNonceProvider() {
            @Override
            public String issue(NonceRequest request) {
                return "for-" + request.jkt();
            }

            @Override
            public NonceVerdict check(String nonce, NonceRequest request) {
                return nonce.equals(issue(request)) ? NonceVerdict.valid() : Refused.UNKNOWN;
            }
        };
        ClientKey other = Callers.OTHER_KEY;
        String token =
                Callers.ISSUER.microProfile().boundTo(other).groups("user").serialize();
        for (String path : NonceProviders.PATHS) {
            String nonce = Answers.asksForNonce(get(path));
            assertEquals("for-" + Callers.KEY.jkt(), nonce);
            Answers.letsIn(get(path, nonce), "reached");
            DPoPFilter withForeignNonce =
                    DPoPFilter.of(other, token).withoutNonces().altering(proof -> proof.nonce(nonce));
            String theirs = Answers.asksForNonce(Callers.anonymous()
                    .filter(withForeignNonce)
                    .accept("text/plain")
                    .get(path));
            assertNotEquals(nonce, theirs);
        }
    }

    @Test
    @DisplayName("Q-21: each request is reported once, by its reason, to observers and counters")
    void reportsEachRequestOnce() {
        for (String path : NonceProviders.PATHS) {
            Map<String, Long> before = NonceProviders.counters();
            get(path);
            assertEquals(List.of("nonce_missing"), events(), path);
            get(path, "stale");
            assertEquals(List.of("nonce_stale"), events(), path);
            get(path, "foreign");
            assertEquals(List.of("nonce_unknown"), events(), path);
            get(path, GOOD);
            assertEquals(List.of("accepted"), events(), path);
            NonceProviders.behaviour = (Check) (nonce, request) -> null;
            get(path, GOOD);
            assertEquals(List.of("nonce_provider_unavailable"), events(), path);
            NonceProviders.behaviour = new Constant();
            assertEquals(
                    Map.of(
                            "nonce_missing", 1L,
                            "nonce_stale", 1L,
                            "nonce_unknown", 1L,
                            "accepted", 1L,
                            "nonce_provider_unavailable", 1L),
                    difference(before, NonceProviders.counters()),
                    path);
        }
    }

    @Test
    @DisplayName("Q-21: so is a request for which it was not clear at first whether it needs a nonce")
    void reportsWhoeverNeededNoNonce() {
        for (String path : List.of("/late/unannotated", "/negotiated", "/late/nothing")) {
            Map<String, Long> before = NonceProviders.counters();
            boolean isThere = !path.endsWith("nothing");
            Response answer = Callers.dpop("user").accept("text/csv").get(path);
            assertEquals(isThere ? 200 : 404, answer.statusCode());
            if (isThere) {
                assertEquals(List.of("accepted"), events(), path);
                assertEquals(Map.of("accepted", 1L), difference(before, NonceProviders.counters()), path);
            }
            assertFalse(events().contains("nonce_missing"));
        }
    }

    @Test
    @DisplayName("Q-21: no refusal goes unreported, not even of a request that was accepted where it came from")
    void reportsTheRefusalOfReroutedRequests() {
        Map<String, Long> before = NonceProviders.counters();
        Answers.asksForNonce(get("/old"));
        List<Object> events = events();
        assertEquals("nonce_missing", events.get(events.size() - 1));
        assertEquals(1, Collections.frequency(events, "nonce_missing"));
        assertEquals(1L, difference(before, NonceProviders.counters()).get("nonce_missing"));
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> difference = new HashMap<>();
        after.forEach((outcome, count) -> difference.put(outcome, count - before.get(outcome)));
        difference.values().removeIf(count -> count == 0);
        return difference;
    }

    @Test
    @DisplayName("no token, proof or nonce is logged, however much is logged")
    void logsNoSecrets() {
        Queue<String> messages = new ConcurrentLinkedQueue<>();
        PatternFormatter format = new PatternFormatter("%s %e");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                messages.add(format.format(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger logger = Logger.getLogger("org.dpop4j");
        Level before = logger.getLevel();
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        String issued = "issued-by-the-provider";
        String sent = "sent-by-the-client";
        try {
            NonceProviders.behaviour = (Issue) request -> issued;
            for (String path : NonceProviders.PATHS) {
                Answers.asksForNonce(get(path));
                Answers.letsInAndRenewsTheNonce(get(path, sent), "reached");
            }
            NonceProviders.behaviour = new Constant();
            Answers.asksForNonce(get("/nonce", sent));
            NonceProviders.behaviour = (Issue) request -> issued + "\r\n";
            Answers.isUnavailable(get("/nonce", sent));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        String log = String.join("\n", messages);
        assertTrue(log.contains("nonce_missing") && log.contains("nonce_unknown"), log);
        // The start of every token and proof of this test.
        Stream.of(issued, sent, "eyJ", Callers.KEY.jkt()).forEach(text -> assertFalse(log.contains(text), log));
    }
}
