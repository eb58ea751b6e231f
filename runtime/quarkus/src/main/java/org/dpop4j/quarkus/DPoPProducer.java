package org.dpop4j.quarkus;

import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ApplicationConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.ReplayStore;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.NonceSecret;
import org.jspecify.annotations.Nullable;

/** Builds the rule book's objects from configuration and the application's beans. */
@Singleton
public class DPoPProducer {
    static final String PREFIX = "quarkus.dpop.";

    private volatile boolean hasMadeNonceProvider;
    private volatile boolean hasMadeReplayStore;

    @Produces
    @Singleton
    DPoPSettings settings(DPoPBuildTimeConfig fixed, DPoPRuntimeConfig config, ApplicationConfig application) {
        try {
            return DPoPSettings.builder()
                    .mode(fixed.mode())
                    .algorithms(config.algorithms())
                    .maxAge(config.proof().maxAge())
                    .futureSkew(config.proof().futureSkew())
                    .nonceMode(config.nonce().mode())
                    .nonceLifetime(config.nonce().lifetime())
                    .nonceSecrets(config.nonce().secrets().orElse(List.of()))
                    .replayMaxEntries(config.replay().maxEntries())
                    .replayMaxEntriesPerKey(maxEntriesPerKey(config.replay()))
                    .replayNamespace(config.replay()
                            .namespace()
                            .orElseGet(() -> application.name().orElse("application")))
                    .replayRedisUri(config.replay().redis().uri().orElse(null))
                    .replayRedisTimeout(config.replay().redis().timeout())
                    .publicBaseUris(config.publicBaseUris().orElse(List.of()))
                    .cryptoProvider(config.crypto().provider())
                    .realm(config.realm().orElse(null))
                    .build();
        } catch (InvalidSettingException e) {
            throw startupError(e);
        }
    }

    private static @Nullable Integer maxEntriesPerKey(DPoPRuntimeConfig.Replay replay) {
        return replay.maxEntriesPerKey().isPresent() ? replay.maxEntriesPerKey().getAsInt() : null;
    }

    /** Not asked for where the application has a replay store of its own. */
    @Produces
    @Singleton
    @DefaultBean
    ReplayStore replayStore(DPoPSettings settings) {
        hasMadeReplayStore = true;
        Clock clock = Clock.systemUTC();
        try {
            return SharedReplayStores.open(settings, clock)
                    .orElseGet(() -> new InMemoryReplayStore(
                            settings.replayMaxEntries(), settings.replayMaxEntriesPerKey(), clock));
        } catch (InvalidSettingException e) {
            throw startupError(e);
        }
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
        List<NonceSecret> secrets =
                settings.nonceSecrets().isEmpty() ? List.of(NonceSecret.random()) : settings.nonceSecrets();
        return new HmacNonceProvider(secrets, settings.nonceLifetime(), settings.replayNamespace());
    }

    /** Whether the nonce provider is the default one. */
    boolean hasMadeNonceProvider() {
        return hasMadeNonceProvider;
    }

    @Produces
    @Singleton
    ResourceServer resourceServer(DPoPSettings settings, DPoPNonceProvider nonceProvider, ReplayStore replayStore) {
        try {
            return new ResourceServer(
                    settings, new ProofVerifier(settings, nonceProvider, replayStore, Clock.systemUTC()));
        } catch (InvalidSettingException e) {
            throw startupError(e);
        }
    }

    private static ConfigurationException startupError(InvalidSettingException e) {
        return new ConfigurationException(e.messageWithPrefix(PREFIX), e, Set.of(PREFIX + e.key()));
    }
}
