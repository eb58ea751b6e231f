package org.dpop4j.server;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dpop4j.http.PathPattern;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceMode;
import org.jspecify.annotations.Nullable;

/** What an operator should find in the log of every start: how this application is protected. */
public final class StartupLine {
    private StartupLine() {}

    /**
     * One sentence, without full stop.
     *
     * @param server the rule book as it was made for this application
     * @param ownNonceProvider the application's own nonce provider; null where it has none
     * @param ownReplayStore the application's own replay store; null where it has none
     */
    public static String of(
            ResourceServer server, @Nullable Class<?> ownNonceProvider, @Nullable Class<?> ownReplayStore) {
        DPoPSettings settings = server.settings();
        return String.join(
                "; ",
                "DPoP is " + settings.mode().name().toLowerCase(Locale.ROOT) + paths(settings),
                nonces(server, ownNonceProvider),
                "used proofs are remembered " + replays(settings, ownReplayStore),
                "clients know it " + bases(settings),
                "signatures are verified by " + providers(server),
                "access tokens are validated by " + server.application().validator());
    }

    private static String paths(DPoPSettings settings) {
        return paths(", required at ", settings.requiredPaths()) + paths(", optional at ", settings.optionalPaths());
    }

    private static String paths(String what, List<PathPattern> paths) {
        return paths.isEmpty()
                ? ""
                : what + paths.stream().map(PathPattern::toString).collect(Collectors.joining(" "));
    }

    private static String nonces(ResourceServer server, @Nullable Class<?> own) {
        boolean isRequired = server.settings().nonceMode() == NonceMode.REQUIRED;
        if (!isRequired && !server.application().demandsNonceSomewhere()) {
            return "nonces are not demanded";
        }
        return (isRequired ? "nonces are demanded" : "nonces are demanded by some endpoints")
                + (own == null ? "" : ", from " + own.getName());
    }

    private static String replays(DPoPSettings settings, @Nullable Class<?> own) {
        if (own != null) {
            return "by " + own.getName();
        }
        return SharedReplayStores.chosen(settings).stream()
                .map(provider -> "by " + provider.module())
                .findFirst()
                .orElse("in memory, up to " + settings.replayMaxEntries());
    }

    private static String bases(DPoPSettings settings) {
        return settings.publicBaseUris().isEmpty()
                ? "by the Host of each request"
                : "as "
                        + settings.publicBaseUris().stream()
                                .map(PublicBaseUri::toString)
                                .collect(Collectors.joining(" and "));
    }

    private static String providers(ResourceServer server) {
        return server.settings().algorithms().stream()
                .map(server.verifier()::cryptoProviderOf)
                .distinct()
                .collect(Collectors.joining(" and "));
    }
}
