package org.dpop4j.it.wildfly;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dpop4j.infinispan.InfinispanReplayStore;
import org.dpop4j.it.server.Issuer;
import org.dpop4j.it.server.NodeSettings;
import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.War;
import org.dpop4j.it.server.WildFly;
import org.dpop4j.it.server.app.EmptyApplication;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

class SharedCacheIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    static final War SHOP = War.named("shop", EmptyApplication.class)
            .setting("dpop.public-base-uris", "https://api.example")
            .withLibrariesOf(InfinispanReplayStore.class);

    static Server node(String name) throws Exception {
        Path home = Path.of(System.getProperty("wildfly.home"));
        Path cluster = Files.createDirectories(home.resolveSibling("cluster"));
        Path script = home.resolveSibling("all.cli");
        List<String> lines =
                new ArrayList<>(Files.readAllLines(Path.of("../../docs/modules/ROOT/examples/dpop-cluster.cli")));
        lines.addAll(Files.readAllLines(Path.of("src/test/resources/cluster.cli")));
        Files.write(script, lines);
        return WildFly.start(
                home,
                NodeSettings.in(name)
                        .configuration("standalone-ha.xml")
                        .changedBy(script)
                        .property("jboss.node.name", name)
                        .property("cluster.directory", cluster.toString())
                        .property("java.net.preferIPv4Stack", "true"),
                List.of(SHOP));
    }

    final ClientKey key = ClientKey.es256();
    final String token = Issuer.get().microProfile().groups("user").boundTo(key).serialize();

    String proof() {
        return TestProof.with(key)
                .method("GET")
                .uri("https://api.example/shop/contract/user")
                .accessToken(token)
                .serialize();
    }

    CompletableFuture<HttpResponse<String>> send(Server server, String proof) {
        return HTTP.sendAsync(
                HttpRequest.newBuilder(URI.create(server.http(SHOP) + "/contract/user"))
                        .header("Authorization", "DPoP " + token)
                        .header("DPoP", proof)
                        .build(),
                BodyHandlers.ofString());
    }

    static String say(HttpResponse<String> r) {
        return r.statusCode() + " " + r.headers().firstValue("WWW-Authenticate").orElse("")
                + r.headers().firstValue("Retry-After").orElse("");
    }

    static void hist() throws Exception {
        for (ProcessHandle p : ProcessHandle.allProcesses().toList()) {
            String cmd = new String(
                    Files.exists(Path.of("/proc/" + p.pid() + "/cmdline"))
                            ? Files.readAllBytes(Path.of("/proc/" + p.pid() + "/cmdline"))
                            : new byte[0]);
            if (cmd.contains("jboss.node.name=node-") && cmd.contains("-D[Standalone]")) {
                System.out.println("NODE " + cmd.replaceAll(".*(node-[ab]).*", "$1"));
                Process q = new ProcessBuilder(
                                "sh",
                                "-c",
                                "jcmd " + p.pid()
                                        + " GC.class_histogram > target/h; head -25 target/h; tail -1 target/h")
                        .inheritIO()
                        .start();
                q.waitFor();
            }
        }
    }

    @Test
    void try1() throws Exception {
        Server a = node("node-a");
        Server b = null;
        try {
            b = node("node-b");
            for (int i = 0; i < 3; i++) {
                System.out.println("A " + say(send(a, proof()).join()));
                Thread.sleep(1000);
            }
            hist();
            for (int i = 0; i < 1000; i++) {
                List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
                for (int j = 0; j < 20; j++) all.add(send(a, proof()));
                for (var f : all) if (f.join().statusCode() != 200) System.out.println("A ?? " + say(f.join()));
            }
            hist();
            String cap2 = proof();
            System.out.println("B cap2 " + say(send(b, cap2).join()));
            b.kill();
            long t0 = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                String p = proof();
                System.out.println((System.nanoTime() - t0) / 1000000 + " A after kill "
                        + say(send(a, p).join()));
                Thread.sleep(1000);
            }
            System.out.println(Files.readString(Path.of("target/node-a/console.log"))
                    .lines()
                    .filter(l -> l.contains("WFLYSRV0051"))
                    .toList());
            String port = Files.readString(Path.of("target/node-a/console.log"))
                    .lines()
                    .filter(l -> l.contains("WFLYSRV0051"))
                    .findFirst()
                    .get()
                    .replaceAll(".*127.0.0.1:(\\d+).*", "$1");
            var pr = new ProcessBuilder(
                            System.getProperty("wildfly.home") + "/bin/jboss-cli.sh",
                            "--connect",
                            "--controller=localhost:" + port,
                            "/subsystem=infinispan/cache-container=dpop4j/cache=proofs/component=partition-handling:force-available")
                    .inheritIO()
                    .start();
            pr.waitFor();
            for (int i = 0; i < 4; i++) {
                String p = proof();
                System.out.println((System.nanoTime() - t0) / 1000000 + " A after force "
                        + say(send(a, p).join()));
                Thread.sleep(500);
            }
            System.out.println("A cap2 " + say(send(a, cap2).join()));
            b = node("node-b");
            for (int i = 0; i < 10; i++) {
                System.out.println((System.nanoTime() - t0) / 1000000 + " A after restart "
                        + say(send(a, proof()).join()) + " B "
                        + say(send(b, proof()).join()) + " B cap2 "
                        + say(send(b, cap2).join()));
                Thread.sleep(1000);
            }
            b.close();
            for (int i = 0; i < 10; i++) {
                System.out.println((System.nanoTime() - t0) / 1000000 + " A after stop of B "
                        + say(send(a, proof()).join()));
                Thread.sleep(1000);
            }
        } finally {
            a.close();
            if (b != null) b.close();
        }
    }
}
