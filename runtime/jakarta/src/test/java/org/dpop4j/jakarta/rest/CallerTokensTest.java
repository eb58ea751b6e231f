package org.dpop4j.jakarta.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Caller;
import org.dpop4j.server.Confirmation;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.ResourceRequest;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestIssuer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** M-07, M-08, T-11, T-14. */
class CallerTokensTest {
    private static final String[] NONE = {};

    private final ClientKey key = ClientKey.es256();
    private final String bound = TestIssuer.es256().microProfile().boundTo(key).serialize();

    @Test
    void m08_nobodyHasNoToken() {
        assertEquals(Caller.nobody(), callerOf(null, "DPoP " + bound));
        assertEquals(Caller.nobody(), callerOf(new Jwt(null, null), "DPoP " + bound));
    }

    @Test
    void t14_theTokenOfTheCallerCountsWhateverItCameIn() {
        AuthenticatedToken token = token(new Jwt(bound, Map.of()), NONE);
        assertEquals(new Confirmation.Jkt(key.jkt()), token.confirmation());
        assertEquals(bound, token.rawToken());
    }

    /** Another mechanism of the server may have made the principal. */
    @Test
    void t14_theTokenInTheLineCountsForACallerOfAnotherKind() {
        Principal other = () -> "alice";
        assertEquals(
                new Confirmation.Jkt(key.jkt()), token(other, "Bearer " + bound).confirmation());
        assertEquals(
                new Confirmation.Unusable(Rejection.CONFIRMATION_UNKNOWN),
                token(other, "DPoP " + bound).confirmation(),
                "T-05: nobody has said that it was validated");
        assertEquals(new Caller.WithoutToken(), callerOf(other, NONE));
        assertEquals(new Caller.WithoutToken(), callerOf(other, "Basic YTpi"));
    }

    /** Another mechanism may have introspected it, and nobody here has read the response. */
    @Test
    void l07_anOpaqueTokenOfACallerOfAnotherKindIsNeverUnbound() {
        Principal other = () -> "alice";
        for (String line : List.of("DPoP opaque", "Bearer opaque")) {
            assertEquals(
                    new Confirmation.Unusable(Rejection.CONFIRMATION_UNKNOWN),
                    token(other, line).confirmation());
        }
    }

    /** Of an encrypted token the server shows what it likes. */
    @Test
    void m07_theClaimIsReadInEveryFormThatServersHandOut() {
        Confirmation jkt = new Confirmation.Jkt(key.jkt());
        assertEquals(jkt, ofClaim(Map.of("jkt", key.jkt())));
        assertEquals(jkt, ofClaim("{\"jkt\":\"" + key.jkt() + "\"}"));
        assertEquals(
                jkt, ofClaim(Json.createObjectBuilder().add("jkt", key.jkt()).build()));
        assertEquals(jkt, ofClaim(Json.createValue("{\"jkt\":\"" + key.jkt() + "\"}")));
    }

    @Test
    void t11_whatNobodyUnderstandsIsNeverUnbound() {
        for (Object claim : List.of(1, List.of(), Json.createValue(1), Json.createValue("x"), Map.of(), "x")) {
            assertInstanceOf(Confirmation.Unusable.class, ofClaim(claim), String.valueOf(claim));
        }
        assertInstanceOf(Confirmation.Unusable.class, ofClaim(null));
    }

    private static Confirmation ofClaim(@Nullable Object claim) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put("cnf", claim);
        return token(new Jwt(null, claims), NONE).confirmation();
    }

    private static AuthenticatedToken token(Principal principal, String... authorization) {
        return assertInstanceOf(Caller.TokenHolder.class, callerOf(principal, authorization))
                .token();
    }

    private static Caller callerOf(@Nullable Principal principal, String... authorization) {
        DPoPSettings settings = DPoPSettings.read(SettingSource.of("dpop.", Map.of()), "application");
        ResourceRequest request =
                new ResourceRequest("GET", "https", null, List.of(), "/", List.of(authorization), List.of());
        return CallerTokens.callerOf(
                principal,
                ResourceServer.of(
                                settings,
                                HmacNonceProvider.of(settings),
                                use -> true,
                                Clock.systemUTC(),
                                new ApplicationFacts("the validator", PathPolicies.NONE, false),
                                new EventPublisher(settings.log(), null, null))
                        .open(request, ExpectedEndpoint.BY_MODE, () -> new String[0]));
    }

    private record Jwt(@Nullable String raw, @Nullable Map<String, ? extends @Nullable Object> claims)
            implements JsonWebToken {
        @Override
        public String getName() {
            return "alice";
        }

        @Override
        public @Nullable String getRawToken() {
            return raw;
        }

        @Override
        public @Nullable Set<String> getClaimNames() {
            return claims == null ? null : Set.copyOf(claims.keySet());
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getClaim(String name) {
            return claims == null ? null : (T) claims.get(name);
        }
    }
}
