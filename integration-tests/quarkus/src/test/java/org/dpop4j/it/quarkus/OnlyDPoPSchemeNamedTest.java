package org.dpop4j.it.quarkus;

import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_REPLAYED;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code smallrye.jwt.token.schemes=DPoP}: by itself this lets DPoP tokens in without any proof (M-09). */
@QuarkusTest
@TestProfile(OnlyDPoPSchemeNamedTest.Config.class)
class OnlyDPoPSchemeNamedTest {
    @TestHTTPResource
    URI uri;

    private ServerUnderTest server() {
        return Servers.at(uri, DPoPMode.OPTIONAL);
    }

    /** M-09. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void m09_theProofIsDemandedAllTheSame(Place place) {
        Caller caller = Caller.bound(server());
        Expect.k2(PROOF_MISSING, caller.withoutProof(place).send());
        Expect.k2or3(caller.send(place, "garbage"));
        Expect.k3(
                TOKEN_NOT_BOUND,
                server().get(place).dpop(server().token().serialize()).send());
        Expect.k3(
                TOKEN_INVALID,
                server().get(place)
                        .dpop(server().token().boundTo(caller.key()).expired().serialize())
                        .send());
        Request request = caller.get(place);
        Expect.accepted(caller, request.send());
        Expect.k2(PROOF_REPLAYED, request.send());
    }

    /** M-09. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/public", "/routes/open", "/routes/authenticated"})
    void m09_alsoWhereNoAnnotationIs(String path) {
        Caller caller = Caller.bound(server());
        Expect.k2(PROOF_MISSING, server().get(path).dpop(caller.token()).send());
        assertEquals(200, caller.get(path).send().status());
    }

    /** M-09: The user has switched Bearer off, so a bound token as Bearer is not even looked at. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void m09_aBearerTokenGetsNobodyIn(Place place) {
        Caller caller = Caller.bound(server());
        for (String token : new String[] {caller.token(), server().token().serialize()}) {
            Answer answer = server().get(place).bearer(token).send();
            assertEquals(401, answer.status(), answer.toString());
        }
    }

    public static class Config extends Profile {
        public Config() {
            super(TokenShape.MICROPROFILE, "smallrye.jwt.token.schemes", "DPoP");
        }
    }
}
