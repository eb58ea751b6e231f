package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization.Scheme;
import org.dpop4j.proof.Outcome;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.TestSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("C-02..C-12, C-14, C-16, W-05..W-09, A-12, clients.md 1: what a refused client gets")
class ChallengeTest {
    private static final DPoPSettings SETTINGS =
            new TestSettings().algorithms(List.of("PS256", "ES256")).build();
    private static final DPoPSettings WITH_REALM =
            new TestSettings().algorithms(List.of("ES256")).realm("Orders (EU)").build();

    private static List<String> challenges(
            Rejection reason, Set<Scheme> attempted, boolean required, DPoPSettings settings) {
        Challenge challenge = Challenge.of(new Outcome.Rejected(reason), attempted, required, settings);
        assertEquals(reason.status(), challenge.status());
        return challenge.wwwAuthenticate();
    }

    private static List<String> challenges(Rejection reason, boolean required, Scheme... attempted) {
        Set<Scheme> schemes = EnumSet.noneOf(Scheme.class);
        schemes.addAll(List.of(attempted));
        return challenges(reason, schemes, required, SETTINGS);
    }

    @Test
    @DisplayName("K1: no error; algs always; Bearer beside it where it is usable")
    void k1() {
        assertEquals(
                List.of("DPoP algs=\"PS256 ES256\""), challenges(Rejection.CREDENTIALS_MISSING, true, Scheme.BEARER));
        assertEquals(
                List.of("DPoP algs=\"PS256 ES256\"", "Bearer realm=\"api\""),
                challenges(Rejection.CREDENTIALS_MISSING, false, Scheme.BEARER));
        assertEquals(
                List.of("DPoP algs=\"PS256 ES256\"", "Bearer realm=\"api\""),
                challenges(Rejection.CREDENTIALS_MISSING, false));
    }

    @Test
    @DisplayName("K2, K3: error, then error_description, then algs")
    void k2AndK3() {
        for (boolean required : List.of(true, false)) {
            assertEquals(
                    List.of("DPoP error=\"invalid_dpop_proof\", error_description=\"The DPoP proof was used before\","
                            + " algs=\"PS256 ES256\""),
                    challenges(Rejection.PROOF_REPLAYED, required, Scheme.DPOP));
            assertEquals(
                    List.of(
                            "DPoP error=\"invalid_token\", error_description=\"The access token is bound to another key\","
                                    + " algs=\"PS256 ES256\""),
                    challenges(Rejection.KEY_MISMATCH, required, Scheme.DPOP));
        }
    }

    @Test
    @DisplayName("K4, C-09, C-16: a bare DPoP challenge, then Bearer with the error, on lines of their own")
    void k4() {
        assertEquals(
                List.of(
                        "DPoP algs=\"PS256 ES256\"",
                        "Bearer realm=\"api\", error=\"invalid_token\","
                                + " error_description=\"The access token is invalid or has expired\""),
                challenges(Rejection.TOKEN_INVALID, false, Scheme.BEARER));
    }

    @Test
    @DisplayName("K6, C-10: the error on every mechanism that was used")
    void k6() {
        String dpop = "DPoP error=\"invalid_request\", error_description=\"More than one credential was sent in"
                + " Authorization\", algs=\"PS256 ES256\"";
        String bearer =
                "Bearer realm=\"api\", error=\"invalid_request\", error_description=\"More than one credential was"
                        + " sent in Authorization\"";
        Rejection reason = Rejection.AUTHORIZATION_AMBIGUOUS;
        assertEquals(List.of(dpop, bearer), challenges(reason, false, Scheme.DPOP, Scheme.BEARER));
        assertEquals(List.of(dpop), challenges(reason, false, Scheme.DPOP));
        assertEquals(List.of("DPoP algs=\"PS256 ES256\"", bearer), challenges(reason, false, Scheme.BEARER));
        assertEquals(List.of(dpop), challenges(reason, false));
        assertEquals(List.of(dpop), challenges(reason, true, Scheme.DPOP, Scheme.BEARER));
        assertEquals(List.of(dpop), challenges(reason, true, Scheme.BEARER));
    }

    @Test
    @DisplayName("K7, C-14: only the challenge of the scheme that was used")
    void k7() {
        assertEquals(
                List.of("DPoP error=\"insufficient_scope\", error_description=\"The access token does not permit this"
                        + " request\", algs=\"PS256 ES256\""),
                challenges(Rejection.INSUFFICIENT_SCOPE, false, Scheme.DPOP));
        assertEquals(
                List.of(
                        "Bearer realm=\"api\", error=\"insufficient_scope\", error_description=\"The access token does not"
                                + " permit this request\""),
                challenges(Rejection.INSUFFICIENT_SCOPE, false, Scheme.BEARER));
    }

    @ParameterizedTest
    @EnumSource(
            value = Rejection.class,
            names = {
                "NONCE_PROVIDER_UNAVAILABLE",
                "REPLAY_STORE_UNAVAILABLE",
                "REPLAY_STORE_FULL",
                "REPLAY_QUOTA_EXCEEDED"
            })
    @DisplayName("K8: no challenge, Retry-After always")
    void k8(Rejection reason) {
        Challenge told = Challenge.of(
                Outcome.Rejected.unavailable(reason, Duration.ofSeconds(9)), Set.of(Scheme.DPOP), true, SETTINGS);
        assertEquals(503, told.status());
        assertEquals(List.of(), told.wwwAuthenticate());
        assertEquals(Optional.of("9"), told.retryAfterSeconds());
        Challenge untold = Challenge.of(new Outcome.Rejected(reason), Set.of(), false, SETTINGS);
        assertEquals(Optional.of("5"), untold.retryAfterSeconds());
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S,0",
        "PT0.000000001S,1",
        "PT0.001S,1",
        "PT1S,1",
        "PT1.000000001S,2",
        "PT1.5S,2",
        "PT2M,120",
        "PT-1S,0",
        "PT-0.5S,0",
        "PT2562047788015215H30M7S,9223372036854775807",
        "PT2562047788015215H30M7.5S,9223372036854775807"
    })
    @DisplayName("K8: whole seconds, rounded up, whatever a store said")
    void retryAfterIsRoundedUp(String duration, String seconds) {
        Challenge challenge = new Challenge(503, List.of(), Optional.of(Duration.parse(duration)));
        assertEquals(Optional.of(seconds), challenge.retryAfterSeconds());
    }

    @Test
    void retryAfterIsAbsentElsewhere() {
        assertEquals(
                Optional.empty(),
                Challenge.of(new Outcome.Rejected(Rejection.HTM_MISMATCH), Set.of(Scheme.DPOP), true, SETTINGS)
                        .retryAfterSeconds());
    }

    @Test
    @DisplayName("C-07, W-06: a configured realm stands behind algs, and in place of the default on Bearer")
    void realm() {
        assertEquals(
                List.of("DPoP algs=\"ES256\", realm=\"Orders (EU)\"", "Bearer realm=\"Orders (EU)\""),
                challenges(Rejection.CREDENTIALS_MISSING, Set.of(), false, WITH_REALM));
        assertEquals(
                List.of("DPoP error=\"invalid_token\", error_description=\"The access token is not DPoP-bound\","
                        + " algs=\"ES256\", realm=\"Orders (EU)\""),
                challenges(Rejection.TOKEN_NOT_BOUND, Set.of(Scheme.DPOP), false, WITH_REALM));
    }

    @Test
    void isImmutable() {
        List<String> fields = new ArrayList<>(List.of("DPoP algs=\"ES256\""));
        Challenge challenge = new Challenge(401, fields, Optional.empty());
        fields.clear();
        assertEquals(1, challenge.wwwAuthenticate().size());
        assertThrows(
                UnsupportedOperationException.class,
                () -> challenge.wwwAuthenticate().clear());
    }

    /** One challenge with quoted parameters only, as the strictest of the known clients read it. */
    private static final Pattern FIELD = Pattern.compile(
            "(DPoP|Bearer) ([a-z_]+=\"[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+\")(, [a-z_]+=\"[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+\")*");

    private static final Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"");

    @ParameterizedTest
    @EnumSource(Rejection.class)
    @DisplayName("C-02, C-03, C-06, C-07, C-12, W-05, W-07, W-08, A-31: every challenge of every reason")
    void everyChallengeIsWellFormed(Rejection reason) {
        for (DPoPSettings settings : List.of(SETTINGS, WITH_REALM)) {
            for (boolean required : List.of(true, false)) {
                for (Set<Scheme> attempted : List.of(
                        Set.<Scheme>of(),
                        Set.of(Scheme.DPOP),
                        Set.of(Scheme.BEARER),
                        Set.of(Scheme.DPOP, Scheme.BEARER))) {
                    List<String> fields = challenges(reason, attempted, required, settings);
                    assertEquals(reason.status() == 503, fields.isEmpty());
                    boolean told = false;
                    @Nullable String previous = null;
                    for (String field : fields) {
                        assertTrue(FIELD.matcher(field).matches(), field);
                        String scheme = field.substring(0, field.indexOf(' '));
                        assertFalse(required && scheme.equals("Bearer"), "Bearer is no choice here");
                        assertTrue(previous == null || (previous.equals("DPoP") && scheme.equals("Bearer")));
                        previous = scheme;
                        Set<String> names = new HashSet<>();
                        Matcher parameters = PARAMETER.matcher(field);
                        while (parameters.find()) {
                            assertTrue(names.add(parameters.group(1)), "twice: " + parameters.group(1));
                        }
                        assertTrue(names.contains(scheme.equals("DPoP") ? "algs" : "realm"));
                        assertTrue(!names.contains("error") || names.contains("error_description"));
                        assertTrue(
                                !scheme.equals("DPoP") || !names.contains("error") || field.startsWith("DPoP error="));
                        told |= names.contains("error");
                    }
                    assertEquals(reason.error().isPresent() && !fields.isEmpty(), told);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    @DisplayName("C-04, C-13, W-09: status and error belong together")
    void statusFollowsTheError(Rejection reason) {
        Optional<String> error = reason.error();
        assertEquals(error.isEmpty(), reason.description().isEmpty());
        switch (reason.status()) {
            case 400 -> assertEquals(Optional.of("invalid_request"), error);
            case 401 ->
                assertTrue(
                        error.isEmpty()
                                ? reason == Rejection.CREDENTIALS_MISSING
                                : Set.of("invalid_token", "invalid_dpop_proof", "use_dpop_nonce")
                                        .contains(error.get()));
            case 403 -> assertEquals(Optional.of("insufficient_scope"), error);
            default -> {
                assertEquals(503, reason.status());
                assertEquals(Optional.empty(), error);
            }
        }
        assertEquals(reason.name().toLowerCase(Locale.ROOT), reason.code());
    }
}
