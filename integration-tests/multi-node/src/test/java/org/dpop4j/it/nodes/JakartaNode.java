package org.dpop4j.it.nodes;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.pool2.ObjectPool;
import org.dpop4j.infinispan.InfinispanReplayStore;
import org.dpop4j.it.server.NodeSettings;
import org.dpop4j.it.server.Server;
import org.dpop4j.it.server.War;
import org.dpop4j.it.server.app.EmptyApplication;
import org.dpop4j.redis.RedisReplayStore;
import org.json.JSONObject;
import redis.clients.authentication.core.Token;
import redis.clients.jedis.Jedis;

/** The same application as a WAR on a Jakarta EE server. */
final class JakartaNode extends Node {
    private static final War SHOP = War.named("shop", EmptyApplication.class).adding(OrdersResource.class);

    static final War WITH_REDIS = SHOP.withLibrariesOf(
            RedisReplayStore.class, Jedis.class, ObjectPool.class, JSONObject.class, Gson.class, Token.class);

    /** What else it needs is WildFly's. */
    static final War WITH_CACHE = SHOP.withLibrariesOf(InfinispanReplayStore.class);

    private final Server server;
    private final Path directory;

    private JakartaNode(Server server, Path directory) {
        super(server.http(SHOP));
        this.server = server;
        this.directory = directory;
    }

    /** Starts a server. */
    @FunctionalInterface
    interface Launcher {
        Server start(NodeSettings node, List<War> wars);
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param shop the application
     * @param settings by what follows {@code dpop.} in their keys; environment variables, because WildFly logs properties
     */
    static JakartaNode start(Launcher launcher, NodeSettings node, War shop, Map<String, String> settings) {
        NodeSettings configured = node;
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            configured = configured.variable(variable(setting.getKey()), setting.getValue());
        }
        return new JakartaNode(launcher.start(configured, List.of(shop)), node.path());
    }

    private static String variable(String key) {
        return "DPOP_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    @Override
    String log() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    /** Shuts it down, in order. */
    void stop() {
        server.close();
    }

    @Override
    public void close() {
        server.kill();
    }
}
