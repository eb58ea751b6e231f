package org.dpop4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.jspecify.annotations.Nullable;

/** What an operator should be told when an application starts with settings that work, and are weak. */
public final class StartupAdvice {
    private StartupAdvice() {}

    /**
     * One sentence or two for each weakness, naming the key.
     *
     * @param settings what the application starts with
     * @param prefix of the keys as the user writes them, such as {@code dpop.}
     * @param audienceIsVerified whether the server checks for whom an access token was made
     * @param demandsNonce whether any request needs a nonce, be it by the settings or by an annotation
     * @param ownNonceProvider the application's own nonce provider; null where it has none
     */
    public static List<String> of(
            DPoPSettings settings,
            String prefix,
            boolean audienceIsVerified,
            boolean demandsNonce,
            @Nullable Class<?> ownNonceProvider) {
        List<String> advice = new ArrayList<>();
        if (settings.publicBaseUris().isEmpty()) {
            advice.add(prefix + DPoPSettings.PUBLIC_BASE_URIS
                    + " is not set: the Host of each request is believed, so a proof made for another host can be relayed to"
                    + " this one. Set it to the URIs under which clients know this API");
        }
        for (PublicBaseUri base : settings.publicBaseUris()) {
            if (!base.isHttps()) {
                advice.add(prefix + DPoPSettings.PUBLIC_BASE_URIS + " has " + base
                        + ": DPoP is only safe over https (RFC 9449 section 2)");
            }
        }
        if (!audienceIsVerified) {
            advice.add("mp.jwt.verify.audiences is not set: tokens made for other resource servers are accepted here");
        }
        if (demandsNonce && ownNonceProvider == null && settings.nonceSecrets().isEmpty()) {
            advice.add(prefix + DPoPSettings.NONCE_SECRETS
                    + " is not set: nonces are made with a secret of this start, which no other node knows. With more than"
                    + " one node every change of the node costs a client a refused request. Set it to the same list on all"
                    + " nodes");
        }
        if (demandsNonce && ownNonceProvider != null && !settings.nonceSecrets().isEmpty()) {
            advice.add(prefix + DPoPSettings.NONCE_SECRETS + " is set, but not used: " + ownNonceProvider.getName()
                    + " is the nonce provider of this application. Remove one of the two");
        }
        return advice;
    }

    /**
     * One sentence or two for each weakness of replay detection on several nodes, naming the key.
     *
     * @param settings what the application starts with
     * @param prefix of the keys as the user writes them, such as {@code dpop.}
     * @param ownReplayStore the application's own replay store; null where it has none
     */
    public static List<String> ofReplayStore(DPoPSettings settings, String prefix, @Nullable Class<?> ownReplayStore) {
        String key = prefix + DPoPSettings.REPLAY_REDIS_URI;
        Optional<String> chosen = settings.replayRedisUri()
                .map(uri -> key + " is set")
                .or(() -> SharedReplayStores.chosen(settings).stream()
                        .map(provider -> provider.module() + " is on the class path")
                        .findFirst());
        if (ownReplayStore != null) {
            return chosen.stream()
                    .map(what -> what + ", but not used: " + ownReplayStore.getName()
                            + " is the replay store of this application. Remove one of the two")
                    .toList();
        }
        if (chosen.isEmpty() && !SharedReplayStores.present().isEmpty()) {
            return List.of(
                    key + " is not set: dpop4j-redis is on the class path and not used, so each node accepts a proof"
                            + " once. Set it to the same URI on all nodes");
        }
        return List.of();
    }
}
