package org.dpop4j.jakarta.rest;

import static org.dpop4j.endpoint.EndpointPolicy.BY_MODE;
import static org.dpop4j.endpoint.EndpointPolicy.OPTIONAL;
import static org.dpop4j.endpoint.EndpointPolicy.REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dpop4j.DPoPAccepted;
import org.dpop4j.DPoPRejected;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.replay.InMemoryReplayStore;
import org.dpop4j.server.ApplicationFacts;
import org.dpop4j.server.EventPublisher;
import org.dpop4j.server.ResourceRequest;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.SettingSource;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestProof;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DPoPCallTest {
    private static final String URI = "https://api.example/orders";

    private final TestIssuer issuer = TestIssuer.es256();
    private final ClientKey key = ClientKey.es256();
    private final String bound = issuer.microProfile().boundTo(key).serialize();
    private final String unbound = issuer.microProfile().serialize();
    private final Principal basicUser = () -> "alice";
    private final List<Object> events = new ArrayList<>();

    private DPoPCall call(DPoPMode mode, EndpointPolicy expected, boolean findsCallersLate, String... authorization) {
        DPoPSettings settings = DPoPSettings.read(
                SettingSource.of("dpop.", Map.of("dpop.mode", mode.name().toLowerCase(Locale.ROOT))), "application");
        ResourceServer rules = ResourceServer.of(
                settings,
                HmacNonceProvider.of(settings),
                new InMemoryReplayStore(settings, Clock.systemUTC()),
                Clock.systemUTC(),
                new ApplicationFacts("the validator", PathPolicies.NONE, false),
                new EventPublisher(
                        settings.log(),
                        new EventPublisher.Channel<>(events::add, CompletableFuture::completedFuture),
                        new EventPublisher.Channel<>(events::add, CompletableFuture::completedFuture)));
        String proof =
                TestProof.with(key).method("GET").uri(URI).accessToken(bound).serialize();
        ResourceRequest request = new ResourceRequest(
                "GET",
                "https",
                null,
                List.of("api.example"),
                "/orders",
                List.of(authorization),
                List.of(authorization).toString().contains("DPoP") ? List.of(proof) : List.of());
        return new DPoPCall(
                rules.open(request, ExpectedEndpoint.known(expected), () -> new String[0]),
                new EndpointAnnotations(List.of()),
                findsCallersLate);
    }

    private DPoPCall dpop(EndpointPolicy policy) {
        return call(DPoPMode.OPTIONAL, policy, false, "DPoP " + bound);
    }

    private static void assertRefused(Rejection reason, Optional<Rejection> refused) {
        assertEquals(Optional.of(reason), refused);
    }

    @Test
    void q07_everybodyAsksAndTheProofIsVerifiedOnce() throws NoSuchMethodException {
        DPoPCall call = dpop(REQUIRED);
        Principal caller = new Jwt(bound);
        assertEquals(Optional.empty(), call.admit(caller));
        assertEquals(Optional.empty(), call.enter(Api.class.getMethod("open"), Api.class, caller));
        assertTrue(call.admits(caller));
        assertTrue(call.admits(new Jwt(bound)));
        assertEquals(1, events.size());
        assertEquals(key.jkt(), ((DPoPAccepted) events.get(0)).jkt());
    }

    @Test
    void m12_theAnnotationDemandsACallerByItself() {
        assertRefused(
                Rejection.CREDENTIALS_MISSING,
                call(DPoPMode.OPTIONAL, REQUIRED, false).admit(null));
        assertRefused(
                Rejection.CREDENTIALS_MISSING,
                call(DPoPMode.OPTIONAL, REQUIRED, false, "Basic YTpi").admit(basicUser));
        assertEquals(List.of(new DPoPRejected(Rejection.CREDENTIALS_MISSING)), events.subList(0, 1));
    }

    /** Whoever has a name in required mode has it by DPoP; what is public stays public. */
    @Test
    void t13_requiredModeDemandsDPoPOfEveryCaller() {
        assertEquals(Optional.empty(), call(DPoPMode.REQUIRED, BY_MODE, false).admit(null));
        assertRefused(
                Rejection.CREDENTIALS_MISSING,
                call(DPoPMode.REQUIRED, BY_MODE, false, "Basic YTpi").admit(basicUser));
        assertRefused(
                Rejection.DPOP_REQUIRED,
                call(DPoPMode.REQUIRED, BY_MODE, false, "Bearer " + unbound).admit(new Jwt(unbound)));
        assertEquals(
                Optional.empty(),
                call(DPoPMode.REQUIRED, OPTIONAL, false, "Bearer " + unbound).admit(new Jwt(unbound)));
        assertEquals(
                Optional.empty(),
                call(DPoPMode.OPTIONAL, BY_MODE, false, "Basic YTpi").admit(basicUser));
    }

    /** T-14, H-94: a caller who turns up late is looked at then. */
    @Test
    void h94_aCallerWhoIsFoundLateIsAdmittedOrNotThen() {
        DPoPCall call = call(DPoPMode.OPTIONAL, BY_MODE, true);
        assertEquals(Optional.empty(), call.admit(null));
        assertTrue(call.admits(null));
        assertTrue(call.admits(new Jwt(unbound)));
        assertFalse(call.admits(new Jwt(bound)));
        assertRefused(Rejection.BOUND_TOKEN_AS_BEARER, call.exchange().rejection());
        // From here on nobody is shown any more.
        assertFalse(call.admits(new Jwt(unbound)));
    }

    /** A caller's token that is not the one in the line. */
    @Test
    void t16_twoTokensAreAmbiguous() {
        String other = issuer.microProfile().boundTo(key).serialize();
        assertRefused(Rejection.TOKEN_AMBIGUOUS, dpop(BY_MODE).admit(new Jwt(other)));
    }

    /** DM-01: where the server asks for roles by itself it would say 403. */
    @Test
    void dm01_aRoleNeedsACaller() throws NoSuchMethodException {
        DPoPCall early = call(DPoPMode.OPTIONAL, BY_MODE, false);
        assertRefused(Rejection.CREDENTIALS_MISSING, early.enter(Api.class.getMethod("forRole"), Api.class, null));
        DPoPCall late = call(DPoPMode.OPTIONAL, BY_MODE, true);
        assertEquals(Optional.empty(), late.enter(Api.class.getMethod("forRole"), Api.class, null));
        DPoPCall open = call(DPoPMode.OPTIONAL, BY_MODE, false);
        assertEquals(Optional.empty(), open.enter(Api.class.getMethod("open"), Api.class, null));
    }

    @Test
    void aRefusalIsReportedOnceAndNeverAsAccepted() {
        DPoPCall call = call(DPoPMode.OPTIONAL, BY_MODE, false, "Bearer " + bound);
        call.admit(new Jwt(bound));
        call.admit(new Jwt(bound));
        call.passed();
        assertEquals(List.of(new DPoPRejected(Rejection.BOUND_TOKEN_AS_BEARER)), events);
    }

    /** A proof that was verified before the match, for a resource method that no filter of ours is in front of. */
    @Test
    void whatJakartaRestIsClosedToIsNotReportedAsAccepted() {
        DPoPCall call = dpop(REQUIRED);
        call.admit(new Jwt(bound));
        call.approach();
        assertTrue(call.closeUnlessEntered());
        call.passed();
        assertEquals(List.of(), events);
    }

    @Test
    void whatHasPassedIsReportedAsAccepted() throws NoSuchMethodException {
        DPoPCall noEndpoint = dpop(BY_MODE);
        noEndpoint.admit(new Jwt(bound));
        noEndpoint.passed();
        assertEquals(1, events.size());

        DPoPCall call = dpop(REQUIRED);
        call.approach();
        call.enter(Api.class.getMethod("open"), Api.class, new Jwt(bound));
        assertFalse(call.closeUnlessEntered());
        call.passed();
        assertEquals(2, events.size());
    }

    public static class Api {
        public void open() {}

        @RolesAllowed("user")
        public void forRole() {}
    }

    private record Jwt(String raw) implements JsonWebToken {
        @Override
        public String getName() {
            return "alice";
        }

        @Override
        public String getRawToken() {
            return raw;
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of();
        }

        @Override
        public <T> @Nullable T getClaim(String name) {
            return null;
        }
    }
}
