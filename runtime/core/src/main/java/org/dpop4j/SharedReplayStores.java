package org.dpop4j;

import java.time.Clock;
import java.util.Iterator;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the {@link ReplayStore} that all nodes of an application share, where its module is on the class path. */
public final class SharedReplayStores {
    private static final String ARTIFACT = "org.dpop4j:dpop4j-redis";

    private SharedReplayStores() {}

    /** What a module with a shared store has as a service. */
    public interface Provider {
        /**
         * Makes the store; {@link AutoCloseable} where there is something to close. A server that is down is no failure:
         * then the store refuses until it is up.
         *
         * @throws IllegalArgumentException when {@code replay.redis.uri} cannot be used; the message is a sentence that
         *     shows no part of it and has no full stop
         */
        ReplayStore open(DPoPSettings settings, Clock clock);
    }

    /**
     * Opens the store that the settings name; empty when they name none.
     *
     * @throws InvalidSettingException when its module is missing, or the setting cannot be used
     */
    public static Optional<ReplayStore> open(DPoPSettings settings, Clock clock) {
        if (settings.replayRedisUri().isEmpty()) {
            return Optional.empty();
        }
        Provider provider = provider()
                .orElseThrow(() -> notUsable("The artifact " + ARTIFACT
                        + " is not on the class path. Add it to the application, or leave the key out"));
        try {
            return Optional.of(provider.open(settings, clock));
        } catch (IllegalArgumentException e) {
            throw notUsable(String.valueOf(e.getMessage()));
        }
    }

    /** Whether a module with a shared store is on the class path. */
    static boolean isPresent() {
        return provider().isPresent();
    }

    private static Optional<Provider> provider() {
        Iterator<Provider> found = ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                .iterator();
        try {
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("The module " + ARTIFACT + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Without the value, which may hold a password. */
    private static InvalidSettingException notUsable(String remedy) {
        return new InvalidSettingException(DPoPSettings.REPLAY_REDIS_URI, "...", remedy);
    }
}
