package org.dpop4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceMode;
import org.jspecify.annotations.Nullable;

/** What an operator should be told when an application starts with settings that work, and are weak. */
public final class StartupWarnings {
    private StartupWarnings() {}

    /**
     * One sentence or two for each weakness, naming the key.
     *
     * @param settings what the application starts with
     * @param audienceKeysNotSet the keys, not set, by which the server would check for whom an access token was made
     * @param demandsNonceSomewhere whether any endpoint demands a nonce, whatever the settings say
     * @param ownNonceProvider the application's own nonce provider; null where it has none
     * @param ownReplayStore the application's own replay store; null where it has none
     */
    public static List<String> of(
            DPoPSettings settings,
            List<String> audienceKeysNotSet,
            boolean demandsNonceSomewhere,
            @Nullable Class<?> ownNonceProvider,
            @Nullable Class<?> ownReplayStore) {
        List<String> warnings = new ArrayList<>(ofPublicBaseUris(settings));
        for (String key : audienceKeysNotSet) {
            warnings.add(key + " is not set: tokens made for other resource servers are accepted here");
        }
        if (demandsNonceSomewhere || settings.nonceMode() == NonceMode.REQUIRED) {
            ofNonceSecrets(settings, ownNonceProvider).ifPresent(warnings::add);
        }
        ofReplayStore(settings, ownReplayStore).ifPresent(warnings::add);
        return warnings;
    }

    private static List<String> ofPublicBaseUris(DPoPSettings settings) {
        String key = settings.name(DPoPSettings.PUBLIC_BASE_URIS);
        if (settings.publicBaseUris().isEmpty()) {
            return List.of(key
                    + " is not set: the Host of each request is believed, so a proof made for another host can be relayed to"
                    + " this one. Set it to the URIs under which clients know this API");
        }
        return settings.publicBaseUris().stream()
                .filter(base -> !base.isHttps())
                .map(base -> key + " has " + base + ": DPoP is only safe over https (RFC 9449 section 2)")
                .toList();
    }

    private static Optional<String> ofNonceSecrets(DPoPSettings settings, @Nullable Class<?> ownNonceProvider) {
        String key = settings.name(DPoPSettings.NONCE_SECRETS);
        boolean isSet = !settings.nonceSecrets().isEmpty();
        if (ownNonceProvider == null && !isSet) {
            return Optional.of(key
                    + " is not set: nonces are made with a secret of this start, which no other node knows. With more than"
                    + " one node every change of the node costs a client a refused request. Set it to the same list on all"
                    + " nodes");
        }
        if (ownNonceProvider != null && isSet) {
            return Optional.of(key + " is set, but not used: " + ownNonceProvider.getName()
                    + " is the nonce provider of this application. Remove one of the two");
        }
        return Optional.empty();
    }

    /** On several nodes. */
    private static Optional<String> ofReplayStore(DPoPSettings settings, @Nullable Class<?> ownReplayStore) {
        String key = settings.name(DPoPSettings.REPLAY_REDIS_URI);
        Optional<String> chosen = settings.replayRedisUri()
                .map(uri -> key + " is set")
                .or(() -> SharedReplayStores.chosen(settings).stream()
                        .map(provider -> provider.module() + " is on the class path")
                        .findFirst());
        if (ownReplayStore != null) {
            return chosen.map(what -> what + ", but not used: " + ownReplayStore.getName()
                    + " is the replay store of this application. Remove one of the two");
        }
        if (chosen.isEmpty() && !SharedReplayStores.present().isEmpty()) {
            return Optional.of(
                    key + " is not set: dpop4j-redis is on the class path and not used, so each node accepts a proof"
                            + " once. Set it to the same URI on all nodes");
        }
        return Optional.empty();
    }
}
