package org.dpop4j.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization.Scheme;
import org.dpop4j.proof.Outcome;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.ProofAlgorithm;

/**
 * The response to a refused request: status and header fields. There is no body.
 *
 * <p>Every field of {@link #wwwAuthenticate} is one challenge and belongs on a header line of its own, DPoP before
 * Bearer: clients exist that read only the first challenge of a line, or only a first {@code error} parameter.
 *
 * @param status HTTP status
 * @param wwwAuthenticate the challenges in order; empty with status 503
 * @param retryAfter whole seconds to wait; only with status 503
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1">RFC 9449 sections 7.1 and 7.2</a>
 */
public record Challenge(int status, List<String> wwwAuthenticate, Optional<Duration> retryAfter) {
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

    /** Takes an immutable copy. */
    public Challenge {
        wwwAuthenticate = List.copyOf(wwwAuthenticate);
    }

    /** The value of {@code Retry-After}: {@link #retryAfter} in seconds, rounded up, not negative. */
    public Optional<String> retryAfterSeconds() {
        return retryAfter.map(wait -> {
            long seconds = wait.getSeconds();
            boolean roundUp = wait.getNano() > 0 && seconds < Long.MAX_VALUE;
            return Long.toString(Math.max(0, roundUp ? seconds + 1 : seconds));
        });
    }

    /**
     * Renders the response to a rejection.
     *
     * @param attempted the schemes that the client used: only they carry the error (RFC 9449 section 7.2)
     * @param dpopRequired whether Bearer is no choice at this endpoint, so that it is not offered
     */
    static Challenge of(Outcome.Rejected rejected, Set<Scheme> attempted, boolean dpopRequired, DPoPSettings settings) {
        Rejection reason = rejected.reason();
        List<String> challenges = new ArrayList<>(2);
        if (reason.status() == 503) {
            return new Challenge(503, challenges, rejected.retryAfter().or(() -> Optional.of(DEFAULT_RETRY_AFTER)));
        }
        boolean aboutDpop = dpopRequired || attempted.isEmpty() || attempted.contains(Scheme.DPOP);
        boolean aboutBearer = !dpopRequired && attempted.contains(Scheme.BEARER);
        if (aboutDpop || reason.status() != 403) {
            challenges.add(dpop(aboutDpop ? reason : Rejection.CREDENTIALS_MISSING, settings));
        }
        if (aboutBearer || (!dpopRequired && reason == Rejection.CREDENTIALS_MISSING)) {
            challenges.add(bearer(reason, settings));
        }
        return new Challenge(reason.status(), challenges, Optional.empty());
    }

    private static String dpop(Rejection reason, DPoPSettings settings) {
        StringBuilder challenge = new StringBuilder("DPoP ");
        reason.error().ifPresent(error -> {
            appendParameter(challenge, "error", error).append(", ");
            appendParameter(challenge, "error_description", reason.description())
                    .append(", ");
        });
        appendParameter(challenge, "algs", ProofAlgorithm.joinedNames(settings.algorithms(), " "));
        settings.realm().ifPresent(realm -> appendParameter(challenge.append(", "), "realm", realm));
        return challenge.toString();
    }

    /** RFC 6750 section 3 wants at least one parameter, so Bearer always has a realm. */
    private static String bearer(Rejection reason, DPoPSettings settings) {
        StringBuilder challenge = new StringBuilder("Bearer ");
        appendParameter(challenge, "realm", settings.realm().orElse("api"));
        reason.error().ifPresent(error -> {
            appendParameter(challenge.append(", "), "error", error);
            appendParameter(challenge.append(", "), "error_description", reason.description());
        });
        return challenge.toString();
    }

    private static StringBuilder appendParameter(StringBuilder challenge, String name, String value) {
        return challenge.append(name).append("=\"").append(value).append('"');
    }
}
