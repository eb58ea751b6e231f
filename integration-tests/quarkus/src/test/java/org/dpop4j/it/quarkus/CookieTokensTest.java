package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CONFIRMATION_MALFORMED;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-14, H-94, M-05, DM-20: {@code mp.jwt.token.header=Cookie}, so that tokens come in a cookie. */
@QuarkusTest
@TestProfile(CookieTokensTest.Config.class)
class CookieTokensTest {
    @TestHTTPResource
    URI uri;

    private ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    private static Request cookie(Request request, String token) {
        return request.header("Cookie", "Bearer=" + token);
    }

    /** DM-20. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void dm20_aBoundTokenInACookieIsNoDPoPRequest(Place place) {
        Caller caller = Caller.bound(server());
        Request request = cookie(server().get(place), caller.token());
        Expect.k3or4(server(), place, BOUND_TOKEN_AS_BEARER, request.send());
        Expect.k3or4(
                server(),
                place,
                BOUND_TOKEN_AS_BEARER,
                request.proof(caller.proof(place)).send());
    }

    /** DM-20. */
    @Test
    void dm20_norAtAPublicEndpointOrOutsideOfRest() {
        Caller caller = Caller.bound(server());
        for (String path : new String[] {"/contract/public", "/routes/open", "/routes/authenticated"}) {
            Answer answer = cookie(server().get(path), caller.token()).send();
            Expect.k4(BOUND_TOKEN_AS_BEARER, answer);
        }
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void anUnboundTokenInACookieIsABearerToken(Place place) {
        Answer answer =
                cookie(server().get(place), server().token().serialize()).send();
        if (server().demandsDPoP(place)) {
            Expect.k3(DPOP_REQUIRED, answer);
        } else {
            Expect.acceptedAsBearer(server(), answer);
        }
    }

    /** DM-21. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void dm21_aMalformedConfirmationInACookieIsNotNone(Place place) {
        String token = server().token().confirmation("x").serialize();
        Expect.k3or4(
                server(),
                place,
                CONFIRMATION_MALFORMED,
                cookie(server().get(place), token).send());
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void dpopWorksBesideTheCookie(Place place) {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, caller.get(place).send());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).send());
    }

    /** W-10, T-16: two tokens must never be mixed; the proof belongs to the one of the Authorization line. */
    @Test
    void w10_aCookieBesideADPoPTokenDoesNotMakeAnotherCaller() {
        Caller caller = Caller.bound(server());
        String mallory =
                server().token().subject("mallory").claim("upn", "mallory").serialize();
        Answer answer = cookie(caller.get(Place.REQUIRED), mallory).send();
        if (answer.status() == 200) {
            Expect.accepted(caller, answer);
        } else {
            assertEquals(400, answer.status(), answer.toString());
        }
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, "mp.jwt.token.header", "Cookie");
        }
    }
}
