package org.dpop4j.contract;

import static org.dpop4j.Rejection.ATH_MISMATCH;
import static org.dpop4j.Rejection.AUTHORIZATION_MALFORMED;
import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.CONFIRMATION_MALFORMED;
import static org.dpop4j.Rejection.KEY_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.SIGNATURE_INVALID;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.dpop4j.test.TestToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Token, binding and scheme, RFC 9449 sections 6 and 7: T rules, H-88 to H-99, and the Bearer side. */
public interface TokenContract extends ContractTest {
    /** T-02, V-01: the binding is the RFC 7638 thumbprint, for keys of every type. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
    default void t02_theBindingIsTheThumbprintOfTheKey(String algorithm) {
        Caller caller = Caller.withKey(server(), ClientKey.generate(algorithm));
        assertEquals(caller.key().jkt(), caller.get(Place.REQUIRED).send().said("jkt"));
        Caller other = new Caller(server(), ClientKey.generate(algorithm), caller.token());
        Expect.k3(KEY_MISMATCH, other.get(Place.REQUIRED).send());
    }

    /** T-06, W-01, X-37. */
    @ParameterizedTest
    @ValueSource(strings = {"DPoP ", "dpop ", "DPOP ", "dpOp ", "DPoP  ", "dPoP     "})
    default void t06_theSchemeHasNoCaseAndMayBeFollowedBySeveralBlanks(String scheme) {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(Place.REQUIRED)
                .header("Authorization", scheme + caller.token())
                .proof(caller.proof(Place.REQUIRED))
                .send();
        if (server().differs(Difference.SCHEME_SPELT_EXACTLY) && !scheme.startsWith("DPoP ")) {
            Expect.k1(server(), Place.REQUIRED, answer);
        } else {
            Expect.accepted(caller, answer);
        }
    }

    /** W-01 on the other path: the scheme of an unbound token. */
    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
    default void w01_theBearerSchemeHasNoCaseEither(String scheme) {
        Answer answer = server().get(Place.OPTIONAL)
                .header("Authorization", scheme + " " + server().token())
                .send();
        Expect.acceptedAsBearer(server(), answer);
    }

    /** H-89, T-06 when there is nothing to confirm: no spelling of the scheme is a way around. */
    @ParameterizedTest
    @ValueSource(strings = {"dpop ", "DPOP ", "DPoP   "})
    default void h89_anUnboundTokenIsNoDPoPTokenInAnySpelling(String scheme) {
        Answer answer = server().get(Place.OPTIONAL)
                .header("Authorization", scheme + server().token())
                .send();
        if (server().differs(Difference.SCHEME_SPELT_EXACTLY) && !scheme.startsWith("DPoP ")) {
            Expect.k1(server(), Place.OPTIONAL, answer);
        } else {
            Expect.k3(TOKEN_NOT_BOUND, answer);
        }
    }

    /** T-08, T-09, T-13, T-19, H-88, M-05: at every kind of endpoint, the public ones included. */
    @ParameterizedTest
    @ValueSource(strings = {"/contract/public", "/contract/permit-all"})
    default void h88_aBoundTokenNeverPassesAsBearerNotEvenAtAPublicEndpoint(String path) {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(path).bearer(caller.token()).send();
        assertEquals(401, answer.status(), answer.toString());
        Answer withProof = server().get(path)
                .bearer(caller.token())
                .proof(caller.proof(path))
                .send();
        assertEquals(401, withProof.status(), withProof.toString());
        assertEquals(answer.challenges(), withProof.challenges());
    }

    /** T-12, A-16: unknown members are ignored, and only these. */
    @Test
    default void t12_unknownMembersBesideTheThumbprintAreIgnored() {
        Caller bound = Caller.bound(server());
        String jkt = bound.key().jkt();
        for (Map<String, ?> cnf : List.of(
                Map.of("jkt", jkt, "kc-jkt-type", "DPoP"),
                Map.of("jkt", jkt, "future", Map.of("a", List.of(1))),
                Map.of("jkt", jkt, "JWK", "not jwk"))) {
            Caller caller = bound.with(server().token().confirmation(cnf));
            Expect.accepted(caller, caller.get(Place.REQUIRED).send());
        }
    }

    /** H-92: present and null is not absent. MicroProfile implementations disagree whether they see the claim at all. */
    @Test
    default void h92_aNullConfirmationIsNotNoConfirmation() {
        Caller caller = Caller.bound(server()).with(server().token().confirmation(null));
        Expect.k3(CONFIRMATION_MALFORMED, caller.get(Place.REQUIRED).send());
        Expect.k3or4(
                server(),
                Place.OPTIONAL,
                CONFIRMATION_MALFORMED,
                server().get(Place.OPTIONAL).bearer(caller.token()).send());
    }

    /** H-43: whichever of the two a parser takes, nobody may be let in. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void h43_aTokenWithTwoConfirmationsIsRefused(boolean ownLast) {
        ClientKey key = ClientKey.es256();
        long now = Instant.now().getEpochSecond();
        String own = "\"cnf\":{\"jkt\":\"" + key.jkt() + "\"}";
        String other = "\"cnf\":{\"jkt\":\"" + ClientKey.es256().jkt() + "\"}";
        String payload = "{\"iss\":\"" + server().shape().issuer(server().issuer())
                + "\",\"sub\":\"alice\",\"upn\":\"alice\",\"groups\":[\"user\"],\"aud\":\""
                + TestToken.AUDIENCE + "\",\"jti\":\"1\",\"iat\":" + now + ",\"exp\":" + (now + 60) + ","
                + (ownLast ? other + "," + own : own + "," + other) + "}";
        Caller caller = Caller.withKey(server(), key).with(server().token().rawPayload(payload));
        Answer answer = caller.get(Place.REQUIRED).send();
        ContractRecorder.because(Difference.CLAIM_SENT_TWICE);
        Expect.k2or3(answer);
        assertEquals(
                401, server().get(Place.OPTIONAL).bearer(caller.token()).send().status());
    }

    /** T-17. */
    @Test
    default void t17_proxyAuthorizationIsNoneOfOurBusiness() {
        Caller caller = Caller.bound(server());
        Request request = server().get(Place.REQUIRED)
                .header("Proxy-Authorization", "DPoP " + caller.token())
                .proof(caller.proof(Place.REQUIRED));
        Answer answer = request.send();
        Expect.k1(server(), Place.REQUIRED, answer);
        assertEquals(List.of(), answer.headers("Proxy-Authenticate"));
        Expect.accepted(caller, request.dpop(caller.token()).send());
    }

    /** W-02. */
    @ParameterizedTest
    @EnumSource(Place.class)
    default void w02_theSchemeAloneIsNoCredential(Place place) {
        Caller caller = Caller.bound(server());
        for (String line : List.of("DPoP", "DPoP ", "dpop", "Bearer", "Bearer ", "bearer")) {
            Request request = server().get(place).header("Authorization", line);
            Expect.k1(server(), place, request.send());
            Expect.k1(server(), place, request.proof(caller.proof(place)).send());
        }
    }

    /** W-03, H-78. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "DPoP token=%s",
                "DPoP \"%s\"",
                "DPoP %s, realm=x",
                "DPoP %s %s",
                "DPoP %s;",
                "DPoP\t%s",
                "DPoP %s, DPoP %s",
                "DPoP =%s"
            })
    default void w03_whatIsNotOneToken68IsMalformed(String form) {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(Place.REQUIRED)
                .header("Authorization", form.replace("%s", caller.token()))
                .proof(caller.proof(Place.REQUIRED))
                .send();
        if (form.contains("\t") && server().differs(Difference.TABS_ARE_BLANKS)) {
            Expect.accepted(caller, answer);
        } else {
            Expect.k6dpop(AUTHORIZATION_MALFORMED, answer);
        }
    }

    /** W-03 on the Bearer side. */
    @ParameterizedTest
    @ValueSource(strings = {"Bearer token=%s", "Bearer \"%s\"", "Bearer %s %s", "Bearer %s,"})
    default void w03_malformedBearerCredentialsAreAnsweredOnBearer(String form) {
        Answer answer = server().get(Place.OPTIONAL)
                .header("Authorization", form.replace("%s", server().token().serialize()))
                .send();
        Expect.k6bearer(server(), Place.OPTIONAL, AUTHORIZATION_MALFORMED, answer);
    }

    /** H-78, T-06: HTTP itself drops white space at the end of a line. */
    @Test
    default void h78_aBlankAfterTheTokenIsNotPartOfIt() {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(Place.REQUIRED)
                .line("Authorization: DPoP " + caller.token() + "  ")
                .proof(caller.proof(Place.REQUIRED))
                .send();
        Expect.accepted(caller, answer);
    }

    /** H-94, Q-08: nothing that a client sends is a sign that somebody has verified already. */
    @Test
    default void h94_markersOfAClientMeanNothing() {
        Caller caller = Caller.bound(server());
        Request marked = server().get(Place.REQUIRED);
        for (String name : List.of(
                "X-DPoP-Verified",
                "X-DPoP-Scheme",
                "DPoP-Verified",
                "DPoP-Verified-Jkt",
                "X-Original-Authorization",
                "Original-Authorization",
                "X-Forwarded-Authorization",
                "X-Authorization")) {
            marked = marked.header(name, "DPoP " + caller.token());
        }
        Expect.k1(server(), Place.REQUIRED, marked.send());
        Expect.k3or4(
                server(),
                Place.REQUIRED,
                BOUND_TOKEN_AS_BEARER,
                marked.bearer(caller.token()).send());
        Expect.k2(PROOF_MISSING, marked.dpop(caller.token()).send());
    }

    /** T-14, H-94, W-11, W-12, M-05: no other carrier makes a caller known, not even at a public endpoint. */
    @Test
    default void h94_noOtherCarrierMakesABoundTokenCount() {
        Caller caller = Caller.bound(server());
        String path = "/contract/public";
        Expect.acceptedAsNobody(
                server().get(path + "?access_token=" + caller.token()).send());
        Expect.acceptedAsNobody(server().get(path)
                .header("Cookie", "Bearer=" + caller.token() + "; access_token=" + caller.token())
                .send());
    }

    /** H-98, H-99: the binding and the proof are judged anew each time. */
    @Test
    default void h99_nothingThatWasGoodOnceIsRemembered() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED);
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Caller rebound = caller.with(server().token().boundTo(ClientKey.es256()));
        Expect.k3(KEY_MISMATCH, rebound.send(Place.REQUIRED, proof.accessToken(rebound.token())));
        Expect.k2(SIGNATURE_INVALID, caller.send(Place.REQUIRED, proof.signedBy(ClientKey.es256())));
        Caller secondToken = caller.with(server().token().boundTo(caller.key()));
        Expect.k2(ATH_MISMATCH, secondToken.send(Place.REQUIRED, caller.proof(Place.REQUIRED)));
        Expect.accepted(secondToken, secondToken.get(Place.REQUIRED).send());
    }

    /** L-11: an access token and a proof may have the same jti. */
    @Test
    default void l11_theJtiOfTheTokenIsNotTheJtiOfTheProof() {
        ClientKey key = ClientKey.es256();
        String jti = UUID.randomUUID().toString();
        Caller caller =
                Caller.withKey(server(), key).with(server().token().boundTo(key).claim("jti", jti));
        Expect.accepted(
                caller, caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).jti(jti)));
        Expect.accepted(caller, caller.get(Place.REQUIRED).send());
    }
}
