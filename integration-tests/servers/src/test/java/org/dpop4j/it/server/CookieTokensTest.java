package org.dpop4j.it.server;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CONFIRMATION_MALFORMED;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * T-14, H-94, M-05, DM-20: {@code mp.jwt.token.header=Cookie}. These servers then read tokens from the cookie only, so that
 * nobody can use DPoP; what a cookie holds must not pass for more than it is.
 */
class CookieTokensTest implements ContractTest {
    @Override
    public ServerUnderTest server() {
        return TestedServer.with(Wars.COOKIE);
    }

    private static Request cookie(Request request, String token) {
        return request.header("Cookie", "access-token=" + token);
    }

    /** DM-20. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void dm20_aBoundTokenInACookieIsNoDPoPRequest(Place place) {
        Caller caller = Caller.bound(server());
        Request request = cookie(server().get(place), caller.token());
        refused(place, request.send());
        refused(place, request.proof(caller.proof(place)).send());
    }

    /** Where the endpoint's own demand is looked at first, nobody looks for a token in the cookie. */
    private void refused(Place place, Answer answer) {
        if (answer.challenges().equals(List.of(Expect.BARE_DPOP))) {
            Expect.k1(server(), place, answer);
        } else {
            Expect.k3or4(server(), place, BOUND_TOKEN_AS_BEARER, answer);
        }
    }

    /** DM-20. */
    @Test
    void dm20_norAtAPublicEndpoint() {
        Caller caller = Caller.bound(server());
        Answer answer = cookie(server().get("/contract/public"), caller.token()).send();
        if (answer.status() == 200) {
            Expect.acceptedAsNobody(answer);
        } else {
            Expect.k4(BOUND_TOKEN_AS_BEARER, answer);
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void anUnboundTokenInACookieIsABearerToken(Place place) {
        Answer answer =
                cookie(server().get(place), server().token().serialize()).send();
        if (!server().demandsDPoP(place)) {
            Expect.acceptedAsBearer(server(), answer);
        } else if (answer.challenges().equals(List.of(Expect.BARE_DPOP))) {
            Expect.k1(server(), place, answer);
        } else {
            Expect.k3(DPOP_REQUIRED, answer);
        }
    }

    /** DM-21. */
    @ParameterizedTest
    @EnumSource(value = Place.class, names = "REQUIRED", mode = EnumSource.Mode.EXCLUDE)
    void dm21_aMalformedConfirmationInACookieIsNotNone(Place place) {
        String token = server().token().confirmation(Map.of("jkt", 1)).serialize();
        Expect.k3or4(
                server(),
                place,
                CONFIRMATION_MALFORMED,
                cookie(server().get(place), token).send());
    }

    /** W-10, T-16: two tokens must never be mixed: the caller is that of the cookie, the proof is not. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void w10_aCookieBesideADPoPTokenIsNeverACallerWithAProof(Place place) {
        Caller caller = Caller.bound(server());
        String mallory =
                server().token().subject("mallory").claim("upn", "mallory").serialize();
        Answer answer = cookie(caller.get(place), mallory).send();
        if (answer.status() == 200) {
            assertEquals("bearer", answer.said("scheme"), answer.toString());
            assertEquals("", answer.said("jkt"), answer.toString());
        } else {
            assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
        }
    }

    /** W-10: bound to another key. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void w10_aBoundCookieBesideADPoPTokenIsRefused(Place place) {
        Caller caller = Caller.bound(server());
        String mallory = server().token()
                .subject("mallory")
                .claim("upn", "mallory")
                .boundTo(Caller.bound(server()).key())
                .serialize();
        Answer answer = cookie(caller.get(place), mallory).send();
        assertTrue(answer.status() == 400 || answer.status() == 401, answer.toString());
    }
}
