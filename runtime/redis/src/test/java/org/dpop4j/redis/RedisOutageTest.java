package org.dpop4j.redis;

import static org.dpop4j.redis.Stores.assertRefused;
import static org.dpop4j.redis.Stores.awaitAnswer;
import static org.dpop4j.redis.Stores.newKey;
import static org.dpop4j.redis.Stores.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.proof.Reports;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-14, A-23, H-107: whatever keeps Redis from answering refuses, and it recovers by itself")
class RedisOutageTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestClock clock = TestClock.at(NOW);
    private RedisServer redis;
    private RedisReplayStore store;

    private void start(String... arguments) {
        redis = RedisServer.start(arguments);
        store = Stores.of(redis, clock);
        assertTrue(use(store, newKey(), NOW));
    }

    @AfterEach
    void stop() {
        store.close();
        redis.close();
    }

    private ReplayStoreException assertUnavailable() {
        ReplayStoreException refusal = assertRefused(Reason.UNAVAILABLE, () -> use(store, newKey(), NOW));
        assertFalse(refusal.retryAfter().isNegative() || refusal.retryAfter().isZero());
        return refusal;
    }

    @Test
    void h107_down() {
        start();
        redis.kill();
        for (int i = 0; i < 20; i++) {
            assertUnavailable();
        }
        redis.restart();
        awaitAnswer(store, clock);
    }

    @Test
    @DisplayName("H-107: down when the application starts")
    void h107_downAtTheStart() {
        redis = RedisServer.start();
        redis.kill();
        store = Stores.of(redis, clock);
        List<String> warnings = Reports.warnings(store::connect);
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).startsWith("orders: Redis at 127.0.0.1:" + redis.port()), warnings::toString);
        assertUnavailable();
        redis.restart();
        awaitAnswer(store, clock);
    }

    @Test
    @DisplayName(
            "H-107: slow; a use of which nobody knows whether it counted is refused, and its proof is not accepted later")
    void h107_timeout() throws Exception {
        redis = RedisServer.start();
        store = new RedisReplayStore(redis.uri(), Duration.ofMillis(500), "orders", clock);
        awaitAnswer(store, clock);
        ReplayKey unknown = newKey();
        redis.freeze();
        assertRefused(Reason.UNAVAILABLE, () -> use(store, unknown, NOW));
        ExecutorService executor = Executors.newFixedThreadPool(100);
        try {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(executor.submit(this::assertUnavailable));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        } finally {
            executor.shutdownNow();
        }
        redis.wake();
        awaitAnswer(store, clock);
        // It had reached the server before the timeout, and counts.
        assertFalse(use(store, unknown, NOW));
    }

    @Test
    @DisplayName("H-107: connections that the server has closed meanwhile cost nobody a refusal")
    void h107_closedByTheServer() {
        start();
        for (int i = 0; i < 5; i++) {
            redis.ask("CLIENT", "KILL", "TYPE", "normal");
            assertTrue(use(store, newKey(), NOW));
        }
    }

    @Test
    @DisplayName("R-11, H-106, H-107: out of memory: a full Redis refuses")
    void r11_outOfMemory() {
        start("--maxmemory-policy", "noeviction");
        ReplayKey known = newKey();
        assertTrue(use(store, known, NOW));
        redis.ask("CONFIG", "SET", "maxmemory", "1");
        assertTrue(assertUnavailable().getMessage().contains("OOM"));
        assertUnavailable();
        redis.ask("CONFIG", "SET", "maxmemory", "0");
        assertTrue(use(store, newKey(), NOW));
        assertFalse(use(store, known, NOW));
    }

    @Test
    void h107_demotedToReplica() {
        start();
        redis.ask("REPLICAOF", "127.0.0.1", "1");
        assertTrue(assertUnavailable().getMessage().contains("READONLY"));
        assertUnavailable();
        redis.ask("REPLICAOF", "NO", "ONE");
        awaitAnswer(store, clock);
    }

    @Test
    @DisplayName("H-107: a master that has become a replica, be it with our marker, is passed over for the next host")
    void h107_demotedAndReplaced() {
        start();
        try (RedisServer other = RedisServer.start();
                RedisReplayStore both = Stores.of(redis.uri() + ",127.0.0.1:" + other.port(), clock)) {
            assertTrue(use(both, newKey(), NOW));
            redis.ask("REPLICAOF", "127.0.0.1", "1");
            awaitAnswer(both, clock);
        }
    }

    @Test
    @DisplayName("H-107: enough replicas are demanded, and missing")
    void h107_replicasMissing() {
        start();
        redis.ask("CONFIG", "SET", "min-replicas-to-write", "1");
        assertTrue(assertUnavailable().getMessage().contains("NOREPLICAS"));
        redis.ask("CONFIG", "SET", "min-replicas-to-write", "0");
        assertTrue(use(store, newKey(), NOW));
    }

    @Test
    @DisplayName("H-107: still loading its data")
    void h107_loading() {
        start("--save", "3600 1", "--rdbcompression", "no");
        for (int i = 0; i < 200; i++) {
            redis.ask("SET", "key" + i, "x".repeat(100_000));
        }
        redis.ask("SAVE");
        redis.kill();
        redis.launch("--key-load-delay", "20000");
        Stores.await("loading", () -> {
            ReplayStoreException refusal = assertRefused(Reason.UNAVAILABLE, () -> use(store, newKey(), NOW));
            return String.valueOf(refusal.getMessage()).contains("LOADING");
        });
        awaitAnswer(store, clock);
    }

    @Test
    @DisplayName("H-107: the wrong password; none is shown")
    void h107_wrongPassword() {
        redis = RedisServer.start("--requirepass", "right-secret");
        for (String credentials : List.of("", ":wrong-secret@", "nobody:right-secret@")) {
            try (RedisReplayStore refused = Stores.of("redis://" + credentials + "127.0.0.1:" + redis.port(), clock)) {
                ReplayStoreException refusal = assertRefused(Reason.UNAVAILABLE, () -> use(refused, newKey(), NOW));
                StringWriter text = new StringWriter();
                refusal.printStackTrace(new PrintWriter(text));
                assertFalse(text.toString().contains("-secret"), text::toString);
                List<String> warnings = Reports.warnings(refused::connect);
                assertFalse(warnings.toString().contains("-secret"), warnings::toString);
            }
        }
        store = Stores.of("redis://:right-secret@127.0.0.1:" + redis.port(), clock);
        assertTrue(use(store, newKey(), NOW));
        redis.askAs("right-secret", "CONFIG", "SET", "requirepass", "new-secret");
        redis.askAs("new-secret", "CLIENT", "KILL", "TYPE", "normal");
        assertUnavailable();
        redis.askAs("new-secret", "CONFIG", "SET", "requirepass", "right-secret");
        awaitAnswer(store, clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {":other-secret@", "dpop:other-secret@"})
    @DisplayName(
            "H-107, Q-19: a server that does not know AUTH repeats the password in its refusal; nobody gets to see it")
    void q19_unknownCommand(String credentials) {
        redis = RedisServer.start("--rename-command", "AUTH", "");
        store = Stores.of("redis://" + credentials + "127.0.0.1:" + redis.port() + "/1", clock);
        StringWriter text = new StringWriter();
        assertUnavailable().printStackTrace(new PrintWriter(text));
        assertTrue(text.toString().contains("ERR unknown command"), text::toString);
        assertFalse(text.toString().contains("other"), text::toString);
    }

    @Test
    @DisplayName(
            "H-107: a user who may do just what is needed, one who may ask for the configuration, and one who may not")
    void h107_accessList() {
        start("--appendonly", "yes", "--appendfsync", "always");
        redis.ask("ACL", setUser("dpop", "on", ">pw", "~dpop4j:*", "-@all", "+set", "+get", "+del", "+info"));
        redis.ask(
                "ACL",
                setUser("asker", "on", ">pw", "~dpop4j:*", "-@all", "+set", "+get", "+del", "+info", "+config|get"));
        redis.ask("ACL", setUser("reader", "on", ">pw", "~dpop4j:*", "-@all", "+get", "+info"));
        String host = "127.0.0.1:" + redis.port();
        try (RedisReplayStore allowed = named("allowed", "redis://dpop:pw@" + host);
                RedisReplayStore asker = named("asker", "redis://asker:pw@" + host);
                RedisReplayStore reader = Stores.of("redis://reader:pw@" + host, clock)) {
            assertTrue(use(allowed, newKey(), NOW));
            assertFalse(marker("allowed").startsWith("always"));
            assertTrue(use(asker, newKey(), NOW));
            assertTrue(marker("asker").startsWith("always"));
            assertRefused(Reason.UNAVAILABLE, () -> use(reader, newKey(), NOW));
        }
    }

    private RedisReplayStore named(String namespace, String uri) {
        return new RedisReplayStore(uri, Stores.TIMEOUT, namespace, clock);
    }

    private String marker(String namespace) {
        return new String((byte[]) redis.ask("GET", "dpop4j:{" + namespace + "}:since"), StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("H-107: who is refused does not open a connection for each request")
    void h107_refusedAgainAndAgain() {
        start();
        redis.ask("ACL", setUser("reader", "on", ">pw", "~dpop4j:*", "-@all", "+get", "+info"));
        try (RedisReplayStore reader = Stores.of("redis://reader:pw@127.0.0.1:" + redis.port(), clock)) {
            long before = connections();
            long started = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                ReplayStoreException refusal = assertRefused(Reason.UNAVAILABLE, () -> use(reader, newKey(), NOW));
                assertTrue(String.valueOf(refusal.getMessage()).contains("NOPERM"), refusal::toString);
            }
            long halfSeconds = (System.nanoTime() - started) / 500_000_000;
            // One is that of the question itself.
            assertTrue(connections() - before <= 2 + halfSeconds, () -> connections() + " since " + before);
        }
    }

    @Test
    @DisplayName("H-107: a slow Redis gets no more than 64 connections, and whoever has none waits for one")
    void h107_noMoreConnections() throws Exception {
        start();
        redis.ask("CLIENT", "PAUSE", "1000");
        ExecutorService executor = Executors.newFixedThreadPool(100);
        try {
            List<Future<Boolean>> callers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                callers.add(executor.submit(() -> use(store, newKey(), NOW)));
            }
            for (Future<Boolean> caller : callers) {
                assertTrue(caller.get());
            }
        } finally {
            executor.shutdownNow();
        }
        // And a few by which the test itself has asked.
        assertTrue(connections() <= 64 + 10, () -> connections() + " connections");
    }

    private long connections() {
        String info = new String((byte[]) redis.ask("INFO", "stats"), StandardCharsets.US_ASCII);
        return Long.parseLong(info.replaceFirst("(?s).*total_connections_received:([0-9]+).*", "$1"));
    }

    private static String[] setUser(String name, String... rules) {
        List<String> arguments = new ArrayList<>(List.of("SETUSER", name));
        arguments.addAll(List.of(rules));
        return arguments.toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\n\r\n", "-ERR unknown command AUTH dpop other-secret\r\n"})
    @DisplayName("H-107, Q-19: something that is no Redis, be it that it says what it was told")
    void h107_anotherServer(String answer) throws Exception {
        redis = RedisServer.start();
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try {
                    while (true) {
                        try (Socket socket = other.accept()) {
                            socket.getInputStream().read(new byte[1000]);
                            socket.getOutputStream().write(answer.getBytes());
                        }
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            answering.setDaemon(true);
            answering.start();
            store = Stores.of("redis://dpop:other-secret@127.0.0.1:" + other.getLocalPort(), clock);
            StringWriter text = new StringWriter();
            assertUnavailable().printStackTrace(new PrintWriter(text));
            assertFalse(text.toString().contains("other-secret"), text::toString);
        }
        assertUnavailable();
    }

    @Test
    @DisplayName("H-107: of several hosts the first one that can be asked is")
    void h107_severalHosts() {
        start();
        try (RedisReplayStore several = Stores.of("redis://127.0.0.1:1,127.0.0.1:" + redis.port(), clock)) {
            assertTrue(use(several, newKey(), NOW));
        }
    }
}
