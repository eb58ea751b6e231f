package org.dpop4j.quarkus.runtime.config;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.http.PathPattern;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.ExchangeListener;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds the rule book's objects from configuration and the application's beans. */
@Singleton
public class DPoPProducer {
    private volatile boolean hasMadeNonceProvider;
    private volatile boolean hasMadeReplayStore;

    @Produces
    @Singleton
    DPoPSettings settings(Config config, ApplicationConfig application) {
        return orStop(() -> DPoPSettings.read(
                new DPoPConfiguration(config), application.name().orElse("application")));
    }

    /** Not asked for where the application has a replay store of its own. */
    @Produces
    @Singleton
    @DefaultBean
    ReplayStore replayStore(DPoPSettings settings) {
        hasMadeReplayStore = true;
        return orStop(() -> SharedReplayStores.open(settings, Clock.systemUTC()));
    }

    /** Whether the replay store is one of those that come with this extension. */
    boolean hasMadeReplayStore() {
        return hasMadeReplayStore;
    }

    void closeReplayStore(@Disposes ReplayStore replayStore) throws Exception {
        if (replayStore instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** Not asked for where the application has a nonce provider of its own. */
    @Produces
    @Singleton
    @DefaultBean
    DPoPNonceProvider nonceProvider(DPoPSettings settings) {
        hasMadeNonceProvider = true;
        return HmacNonceProvider.of(settings);
    }

    /** Whether the nonce provider is the default one. */
    boolean hasMadeNonceProvider() {
        return hasMadeNonceProvider;
    }

    @Produces
    @Singleton
    ApplicationFacts application(
            DPoPSettings settings,
            BuildFacts facts,
            ValidatorFacts validator,
            @ConfigProperty(name = "quarkus.http.root-path", defaultValue = "/") String root,
            @ConfigProperty(name = "quarkus.http.static-resources.index-page", defaultValue = "index.html")
                    String indexPage) {
        return new ApplicationFacts(
                validator.description(),
                paths(settings, facts, root).with(directoriesOf(indexPage, settings), EndpointPolicy.REQUIRED, root),
                facts.demandsNonceSomewhere());
    }

    @Produces
    @Singleton
    ResourceServer resourceServer(
            DPoPSettings settings,
            DPoPNonceProvider nonceProvider,
            ReplayStore replayStore,
            ApplicationFacts application,
            ExchangeListener listener) {
        return orStop(() ->
                ResourceServer.of(settings, nonceProvider, replayStore, Clock.systemUTC(), application, listener));
    }

    private static PathPolicies paths(DPoPSettings settings, BuildFacts facts, String root) {
        PathPolicies paths = PathPolicies.of(settings, root);
        for (Map.Entry<String, EndpointPolicy> webSocket : facts.webSockets().entrySet()) {
            PathPattern pattern = PathPattern.ofTemplate(webSocket.getKey());
            // What many paths have in common would open what others serve there.
            if (webSocket.getValue().isRequired() || pattern.isLiteral()) {
                paths = paths.with(List.of(pattern), webSocket.getValue(), root);
            }
        }
        return paths;
    }

    /** Where Quarkus responds with the file of another path. */
    private static List<PathPattern> directoriesOf(String indexPage, DPoPSettings settings) {
        return settings.requiredPaths().stream()
                .flatMap(path -> path.directoryOf(indexPage).stream())
                .toList();
    }

    /** Quarkus shows this exception by its message, and names the key. */
    private static <T> T orStop(Supplier<T> making) {
        try {
            return making.get();
        } catch (InvalidSettingException e) {
            throw new ConfigurationException(e.getMessage(), e, Set.of(e.key()));
        }
    }
}
