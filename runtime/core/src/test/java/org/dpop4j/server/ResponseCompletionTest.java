package org.dpop4j.server;

import static org.dpop4j.server.Judging.ALGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dpop4j.Rejection;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseCompletionTest {
    private static final String BARE = "DPoP " + ALGS;
    private static final String BEARER = "Bearer realm=\"api\"";

    private final Judging request = new Judging(DPoPMode.OPTIONAL);
    private final Fields fields = new Fields();

    private DPoPExchange anonymous() {
        return request.authorization().proofs().open();
    }

    private DPoPExchange replayed() {
        request.open().admit(new Caller.TokenHolder(AuthenticatedToken.of(request.boundToken, false, null)));
        DPoPExchange exchange = request.open();
        exchange.admit(new Caller.TokenHolder(AuthenticatedToken.of(request.boundToken, false, null)));
        return exchange;
    }

    private void assertChallenges(String... lines) {
        assertEquals(List.of(lines), fields.get("www-authenticate"));
    }

    /** C-16, C-18, C-22. */
    @Test
    void c22_replacesTheChallengesOfTheRuntime() {
        fields.set("WWW-Authenticate", List.of("Bearer", "DPoP"));
        anonymous().respond(401, fields);
        assertChallenges(BARE, BEARER);
        assertEquals(List.of("no-store"), fields.get("Cache-Control"));
    }

    @Test
    void leavesOtherSchemesInPlace() {
        fields.set("WWW-Authenticate", List.of("Basic realm=\"x\"", "Negotiate"));
        anonymous().respond(401, fields);
        assertChallenges(BARE, BEARER, "Basic realm=\"x\"", "Negotiate");
    }

    /** L-08: what the application asks for beyond a token. */
    @Test
    void l08_leavesAStepUpOfTheApplicationInPlace() {
        String stepUp = "bearer error=\"insufficient_user_authentication\", max_age=\"5\"";
        fields.set("WWW-Authenticate", List.of(stepUp));
        anonymous().respond(401, fields);
        assertChallenges(BARE, stepUp);
    }

    /** C-09: our own verdict is the only one. */
    @Test
    void c09_replacesErrorsOfTheRuntimeByOurs() {
        fields.set("WWW-Authenticate", List.of("Bearer realm=\"MP-JWT\", error=\"invalid_token\""));
        replayed().respond(401, fields);
        assertEquals(1, fields.get("WWW-Authenticate").size());
        assertTrue(fields.get("WWW-Authenticate").get(0).startsWith("DPoP error=\"invalid_dpop_proof\","));
    }

    /** C-17, C-19. */
    @Test
    void c17_aNonceChallengeStandsAlone() {
        DPoPExchange exchange = request.settings(builder -> builder.nonceMode(NonceMode.REQUIRED))
                .open();
        exchange.admit(new Caller.TokenHolder(AuthenticatedToken.of(request.boundToken, false, null)));
        fields.set("WWW-Authenticate", List.of("Basic realm=\"x\"", "Bearer"));
        fields.set("DPoP-Nonce", List.of("of-the-application", "another"));
        exchange.respond(401, fields);
        assertEquals(1, fields.get("WWW-Authenticate").size());
        assertEquals(List.of(exchange.nonceFor(401).orElseThrow()), fields.get("DPoP-Nonce"));
        assertEquals(List.of("no-store"), fields.get("Cache-Control"));
    }

    /** C-23, H-124: a refusal that became something else on its way has no challenge any more. */
    @Test
    void h124_withdrawsAChallengeThatNoLongerFits() {
        DPoPExchange exchange = replayed();
        exchange.respond(401, fields);
        fields.set("WWW-Authenticate", concat(fields.get("WWW-Authenticate"), "Basic realm=\"x\""));
        exchange.respond(500, fields);
        assertChallenges("Basic realm=\"x\"");
    }

    /** H-107. */
    @Test
    void h107_saysWhenToComeBack() {
        DPoPExchange exchange = request.open();
        exchange.refuse(Rejection.REPLAY_STORE_UNAVAILABLE);
        exchange.respond(503, fields);
        assertEquals(List.of("5"), fields.get("Retry-After"));
        assertChallenges();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 404, 409, 500})
    void leavesOtherAnswersAlone(int status) {
        DPoPExchange exchange = request.open();
        exchange.admit(new Caller.TokenHolder(AuthenticatedToken.of(request.boundToken, false, null)));
        fields.set("Cache-Control", List.of("public"));
        exchange.respond(status, fields);
        assertEquals(Map.of("cache-control", List.of("public")), fields.lines);
    }

    /** C-20, Q-10: the wildcard counts for nothing, what is there stays, nothing is there twice. */
    @Test
    void c20_exposesTheFieldsToBrowsers() {
        fields.set("Access-Control-Allow-Origin", List.of("https://app.example"));
        fields.set("Access-Control-Expose-Headers", List.of("*, X-One ,,", "dpop-nonce"));
        anonymous().respond(200, fields);
        assertEquals(List.of("*, X-One, dpop-nonce, WWW-Authenticate"), fields.get("Access-Control-Expose-Headers"));
    }

    @Test
    void c20_exposesNothingWithoutCors() {
        anonymous().respond(200, fields);
        assertEquals(Map.of(), fields.lines);
    }

    @Test
    void doingItTwiceChangesNothing() {
        fields.set("Access-Control-Allow-Origin", List.of("*"));
        fields.set("WWW-Authenticate", List.of("Basic realm=\"x\"", "Bearer scope=\"more\""));
        DPoPExchange exchange = anonymous();
        exchange.respond(401, fields);
        Map<String, List<String>> once = Map.copyOf(fields.lines);
        exchange.respond(401, fields);
        assertEquals(once, fields.lines);
    }

    private static List<String> concat(List<String> lines, String another) {
        List<String> all = new ArrayList<>(lines);
        all.add(another);
        return all;
    }

    private static final class Fields implements ResponseHeaders {
        private final Map<String, List<String>> lines = new TreeMap<>();

        @Override
        public List<String> get(String name) {
            return lines.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        }

        @Override
        public void set(String name, List<String> values) {
            if (values.isEmpty()) {
                lines.remove(name.toLowerCase(Locale.ROOT));
            } else {
                lines.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
            }
        }
    }
}
