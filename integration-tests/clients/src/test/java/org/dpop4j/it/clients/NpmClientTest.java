package org.dpop4j.it.clients;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.test.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** What the tests share: the clients, an authorization server for them, and a record of what passes over the wire. */
abstract class NpmClientTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static NodeProject project;
    private static AuthorizationServer authorizationServer;

    @TestHTTPResource
    String root;

    @Inject
    Wire wire;

    @BeforeAll
    static void start() {
        project = NodeProject.install(Path.of("src", "test", "js"));
        authorizationServer = AuthorizationServer.start(Issuer.get());
    }

    @AfterAll
    static void stop() {
        if (authorizationServer != null) {
            authorizationServer.close();
        }
    }

    /** Scheme and authority of the server. */
    final String api() {
        return root.replaceFirst("/$", "");
    }

    @BeforeEach
    void clear() {
        wire.clear();
    }

    /** Has a new client, with a new ES256 key and a new token, do these calls one after the other. */
    final List<Seen> run(NpmClient client, Call... calls) {
        return run(client, Map.of(), calls);
    }

    /** The same on a computer whose clock is wrong, fast or (negative) slow. */
    final List<Seen> run(NpmClient client, Duration clockError, Call... calls) {
        return run(
                client,
                Map.of(
                        "NODE_OPTIONS",
                        "--import=./wrong-clock.mjs",
                        "CLOCK_ERROR_SECONDS",
                        Long.toString(clockError.toSeconds())),
                calls);
    }

    final List<Seen> run(NpmClient client, Map<String, String> environment, Call... calls) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("ISSUER", authorizationServer.uri());
        variables.put("API", api());
        variables.put("CALLS", new JsonArray(Stream.of(calls).map(Call::json).toList()).encode());
        JsonArray report =
                new JsonArray(project.run(client.script(), variables, TIMEOUT).stdout());
        return report.stream()
                .map(JsonObject.class::cast)
                .map(seen -> new Seen(seen.getInteger("status"), seen.getString("body"), seen.getString("error")))
                .toList();
    }

    static List<Integer> statuses(List<Seen> seen) {
        return seen.stream().map(Seen::status).toList();
    }

    final List<Integer> statusesOnTheWire() {
        return wire.exchanges().stream().map(Exchange::status).toList();
    }

    /** One configuration of the application: the issuer's key and name, and whatever a subclass adds. */
    abstract static class Profile implements QuarkusTestProfile {
        private final Map<String, String> settings = new HashMap<>();

        /** @param settings keys and values in turn */
        Profile(String... settings) {
            TestIssuer issuer = Issuer.get();
            this.settings.put("mp.jwt.verify.publickey", issuer.publicKeyPem());
            this.settings.put("mp.jwt.verify.issuer", issuer.issuer());
            for (int i = 0; i < settings.length; i += 2) {
                this.settings.put(settings[i], settings[i + 1]);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.copyOf(settings);
        }
    }
}
