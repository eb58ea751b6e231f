package org.dpop4j.replay;

import java.time.Clock;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.dpop4j.ReplayStore;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;

/**
 * Finds the {@link ReplayStore} that all nodes of an application share, where its module is on the class path, and makes
 * the one in memory elsewhere.
 */
public final class SharedReplayStores {
    private static final String REDIS = "org.dpop4j:dpop4j-redis";

    private SharedReplayStores() {}

    /** What a module with a shared store has as a service. */
    public interface Provider {
        /** The name of the module's artifact. */
        String module();

        /** Whether the settings want this store. */
        boolean isChosen(DPoPSettings settings);

        /**
         * Makes the store; {@link AutoCloseable} where there is something to close. A server that is down is no failure:
         * then the store refuses until it is up.
         *
         * @throws IllegalArgumentException when {@code replay.redis.uri} cannot be used; the message is a sentence that
         *     shows no part of it and has no full stop
         * @throws IllegalStateException when something else is missing; the message says what to do
         */
        ReplayStore open(DPoPSettings settings, Clock clock);
    }

    /**
     * Opens the store that is chosen; the one in memory when none is.
     *
     * @throws InvalidSettingException when its module is missing, or the setting cannot be used
     * @throws IllegalStateException when more than one is chosen, or what the store needs is not there
     */
    public static ReplayStore open(DPoPSettings settings, Clock clock) {
        List<Provider> chosen = chosen(settings);
        if (chosen.size() > 1) {
            throw new IllegalStateException("More than one shared replay store is chosen: "
                    + chosen.stream().map(Provider::module).sorted().collect(Collectors.joining(", "))
                    + ". Remove all of these modules but one");
        }
        if (chosen.isEmpty()) {
            if (settings.replayRedisUri().isPresent()) {
                throw settings.unusable(
                        DPoPSettings.REPLAY_REDIS_URI,
                        "The artifact " + REDIS
                                + " is not on the class path. Add it to the application, or leave the key out");
            }
            return new InMemoryReplayStore(settings, clock);
        }
        try {
            return chosen.get(0).open(settings, clock);
        } catch (IllegalArgumentException e) {
            throw settings.unusable(DPoPSettings.REPLAY_REDIS_URI, String.valueOf(e.getMessage()));
        }
    }

    /** Those that the settings want. */
    public static List<Provider> chosen(DPoPSettings settings) {
        return present().stream()
                .filter(provider -> provider.isChosen(settings))
                .toList();
    }

    /** Those on the class path. */
    public static List<Provider> present() {
        try {
            return ServiceLoader.load(Provider.class, Provider.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("A module with a replay store cannot be used: " + e.getMessage(), e);
        }
    }
}
