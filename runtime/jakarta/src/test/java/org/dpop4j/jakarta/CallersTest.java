package org.dpop4j.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.server.AuthenticatedToken;
import org.dpop4j.server.Confirmation;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestIssuer;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** M-07, M-08, T-11, T-14. */
class CallersTest {
    private static final Authorization NONE = new Authorization.None();

    private final ClientKey key = ClientKey.es256();
    private final String bound = TestIssuer.es256().microProfile().boundTo(key).serialize();

    @Test
    void m08_nobodyHasNoToken() {
        assertEquals(Optional.empty(), Callers.tokenOf(null, new Authorization.DPoP(bound)));
        assertEquals(Optional.empty(), Callers.tokenOf(new Jwt(null, null), new Authorization.DPoP(bound)));
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
        for (Authorization line : List.of(new Authorization.DPoP(bound), new Authorization.Bearer(bound))) {
            assertEquals(new Confirmation.Jkt(key.jkt()), token(other, line).confirmation());
        }
        assertEquals(Optional.empty(), Callers.tokenOf(other, NONE));
        assertEquals(Optional.empty(), Callers.tokenOf(other, new Authorization.Other("Basic")));
    }

    /** Another mechanism may have introspected it, and nobody here has read the response. */
    @Test
    void l07_anOpaqueTokenOfACallerOfAnotherKindIsNeverUnbound() {
        Principal other = () -> "alice";
        for (Authorization line : List.of(new Authorization.DPoP("opaque"), new Authorization.Bearer("opaque"))) {
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

    private static AuthenticatedToken token(Principal caller, Authorization authorization) {
        return Callers.tokenOf(caller, authorization).orElseThrow();
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
