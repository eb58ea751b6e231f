package org.dpop4j.redis;

import static org.dpop4j.redis.Stores.assertRefused;
import static org.dpop4j.redis.Stores.await;
import static org.dpop4j.redis.Stores.awaitAnswer;
import static org.dpop4j.redis.Stores.newKey;
import static org.dpop4j.redis.Stores.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStoreException.Reason;
import org.dpop4j.test.TestClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("cluster, Sentinel and TLS, by the URI alone")
class RedisTopologyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final TestClock clock = TestClock.at(NOW);

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static RedisServer clusterNode(int firstSlot, int lastSlot) {
        RedisServer node = RedisServer.start(
                "--cluster-enabled",
                "yes",
                "--cluster-node-timeout",
                "2000",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always");
        List<String> slots = new ArrayList<>(List.of("ADDSLOTS"));
        for (int slot = firstSlot; slot <= lastSlot; slot++) {
            slots.add(Integer.toString(slot));
        }
        node.ask("CLUSTER", slots.toArray(String[]::new));
        return node;
    }

    @Test
    @DisplayName("H-107: a cluster sends us to the right node, and is refused while it is down")
    void cluster() {
        try (RedisServer a = clusterNode(0, 8191);
                RedisServer b = clusterNode(8192, 16383);
                RedisReplayStore viaA = Stores.of(a, clock);
                RedisReplayStore viaB = Stores.of(b, clock);
                RedisReplayStore viaBoth = Stores.of(a.uri() + ",127.0.0.1:" + b.port(), clock)) {
            assertRefused(Reason.UNAVAILABLE, () -> use(viaA, newKey(), NOW));
            a.ask("CLUSTER", "MEET", "127.0.0.1", Integer.toString(b.port()));
            await(
                    "the cluster",
                    () -> List.of(a, b).stream()
                            .allMatch(node -> text(node.ask("CLUSTER", "INFO")).contains("cluster_state:ok")));
            awaitAnswer(viaA, clock);
            ReplayKey key = newKey();
            assertTrue(use(viaA, key, NOW));
            awaitAnswer(viaB, clock);
            assertFalse(use(viaB, key, NOW));
            assertFalse(use(viaBoth, key, NOW));
            long inA = (Long) a.ask("DBSIZE");
            long inB = (Long) b.ask("DBSIZE");
            assertTrue(inA == 0 || inB == 0, () -> inA + " and " + inB);
            // A replica could take over with less than its master has in its log.
            String marker = text((inA == 0 ? b : a).ask("GET", "dpop4j:{orders}:since"));
            assertFalse(marker.startsWith("always"), marker);
        }
    }

    @Test
    @DisplayName("H-107: Sentinel makes the replica the master; proofs from before are refused")
    void sentinel() {
        try (RedisServer first = RedisServer.start();
                RedisServer second = RedisServer.start("--replicaof", "127.0.0.1", Integer.toString(first.port()));
                RedisServer sentinel = RedisServer.start("--sentinel");
                RedisReplayStore store =
                        Stores.of("redis-sentinel://127.0.0.1:1,127.0.0.1:" + sentinel.port() + "#main", clock)) {
            await("the replica", () -> text(first.ask("INFO", "replication")).contains("state=online"));
            assertRefused(Reason.UNAVAILABLE, () -> use(store, newKey(), NOW));
            sentinel.ask("SENTINEL", "MONITOR", "main", "127.0.0.1", Integer.toString(first.port()), "1");
            sentinel.ask("SENTINEL", "SET", "main", "down-after-milliseconds", "1000");
            awaitAnswer(store, clock);
            ReplayKey used = newKey();
            assertTrue(use(store, used, NOW));
            assertTrue((Long) first.ask("DBSIZE") > 0);
            await(
                    "Sentinel knows the replica",
                    () -> text(sentinel.ask("INFO", "sentinel")).contains("slaves=1"));

            first.kill();
            clock.set(NOW.plusSeconds(1));
            awaitAnswer(store, clock);
            assertTrue(text(second.ask("INFO", "replication")).contains("role:master"));
            assertRefused(Reason.FORGOTTEN, () -> use(store, used, NOW));
            assertTrue(use(store, newKey(), NOW.plusSeconds(1)));
        }
    }

    @Test
    @DisplayName("TLS, with a certificate that has to be trusted and has to name the host")
    void tls(@TempDir Path files) throws Exception {
        Path store = files.resolve("server.p12");
        keytool(store);
        KeyStore keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
        PrivateKey key = (PrivateKey) keys.getKey("redis", "password".toCharArray());
        Path keyFile = pem(files, "PRIVATE KEY", key.getEncoded());
        Path certificate =
                pem(files, "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        String port = Integer.toString(freePort());
        try (RedisServer redis = RedisServer.start(
                "--tls-port",
                port,
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                keyFile.toString(),
                "--tls-auth-clients",
                "no",
                "--requirepass",
                "password")) {
            SSLContext before = SSLContext.getDefault();
            try (RedisReplayStore untrusted = Stores.of("rediss://:password@localhost:" + port, clock)) {
                assertRefused(Reason.UNAVAILABLE, () -> use(untrusted, newKey(), NOW));
            }
            SSLContext.setDefault(trusting(keys));
            try (RedisReplayStore trusted = Stores.of("rediss://:password@localhost:" + port, clock);
                    RedisReplayStore otherName = Stores.of("rediss://:password@127.0.0.1:" + port, clock);
                    RedisReplayStore plain = Stores.of("redis://:password@localhost:" + port, clock)) {
                ReplayKey used = newKey();
                assertTrue(use(trusted, used, NOW));
                assertFalse(use(trusted, used, NOW));
                assertRefused(Reason.UNAVAILABLE, () -> use(otherName, newKey(), NOW));
                assertRefused(Reason.UNAVAILABLE, () -> use(plain, newKey(), NOW));
            } finally {
                SSLContext.setDefault(before);
            }
            assertEquals(redis.uri(), "redis://127.0.0.1:" + redis.port());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void keytool(Path store) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "redis",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=redis",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertEquals(0, process.waitFor());
    }

    private static Path pem(Path files, String what, byte[] bytes) throws IOException {
        String text = "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
        return Files.writeString(files.resolve(what.replace(' ', '-') + ".pem"), text);
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
