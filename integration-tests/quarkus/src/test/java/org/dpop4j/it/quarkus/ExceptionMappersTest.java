package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.NonceContract;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.contract.ServerUnderTest;
import org.dpop4j.contract.TokenShape;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * H-124, Q-09, C-23: an application with its own exception mappers. Authentication is lazy, because only then do its
 * failures reach the mappers at all.
 */
@QuarkusTest
@TestProfile(ExceptionMappersTest.Config.class)
class ExceptionMappersTest {
    @TestHTTPResource
    URI uri;

    private ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    /** Otherwise the tests below would prove nothing. */
    @Test
    void theMappersAreAtWork() {
        Answer missing = server().get("/contract/no-such-path").send();
        assertEquals(List.of("404"), missing.headers("X-Mapped"), missing.toString());
        Answer nobody = server().get(Place.BY_MODE).send();
        assertEquals(List.of("401"), nobody.headers("X-Mapped"), nobody.toString());
    }

    /** H-124. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void h124_theChallengeSurvives(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), place, server().get(place).send());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).send());
        Request used = caller.get(place);
        Expect.accepted(caller, used.send());
        Expect.k2(PROOF_REPLAYED, used.send());
        Expect.k3(
                TOKEN_INVALID,
                server().get(place)
                        .dpop(server().token().boundTo(caller.key()).expired().serialize())
                        .send());
        Expect.k3or4(
                server(),
                place,
                BOUND_TOKEN_AS_BEARER,
                server().get(place).bearer(caller.token()).send());
    }

    /** H-124, C-23: the nonce as well. */
    @Test
    void h124_theNonceSurvives() {
        Caller caller = Caller.bound(server());
        String path = NonceContract.NONCE;
        String nonce = Expect.k5(server(), caller.send(path, caller.proofWithoutNonce(path)));
        Expect.accepted(caller, caller.send(path, caller.proofWithoutNonce(path).nonce(nonce)));
        String due = server().nonces().due().serialize();
        Expect.k7withNewerNonce(
                server(),
                caller.send(
                        NonceContract.NONCE_AND_ROLE,
                        caller.proofWithoutNonce(NonceContract.NONCE_AND_ROLE).nonce(due)));
        String missing = "/contract/answers/status/404";
        Answer notFound = caller.send(missing, caller.proofWithoutNonce(missing).nonce(due));
        assertEquals(404, notFound.status(), notFound.toString());
        Expect.noNonce(notFound);
    }

    /** H-124. */
    @Test
    void h124_theChallengeOfA403Survives() {
        Expect.k7(Caller.bound(server()).get("/contract/admin").send());
        Expect.k3(
                DPOP_REQUIRED,
                server().get("/contract/admin")
                        .bearer(server().token().serialize())
                        .send());
    }

    /** H-124: K9: whatever the mappers make of two credentials, it is no failure and no way in. */
    @Test
    void h124_twoCredentialsAreRefused() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.get(Place.REQUIRED).bearer(caller.token()).send();
        Expect.refusedBySomebody(answer);
        assertFalse(answer.challenges().isEmpty(), answer.toString());
        assertTrue(answer.challenges().get(0).startsWith("DPoP "), answer.toString());
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, ExceptionMappers.SWITCH, "true", "quarkus.http.auth.proactive", "false");
        }
    }
}
