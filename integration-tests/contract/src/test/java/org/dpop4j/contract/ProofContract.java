package org.dpop4j.contract;

import static org.dpop4j.Rejection.ALG_NOT_ACCEPTED;
import static org.dpop4j.Rejection.CLAIM_INVALID;
import static org.dpop4j.Rejection.JWK_INVALID;
import static org.dpop4j.Rejection.KEY_MISMATCH;
import static org.dpop4j.Rejection.PROOF_EXPIRED;
import static org.dpop4j.Rejection.PROOF_MALFORMED;
import static org.dpop4j.Rejection.PROOF_MULTIPLE;
import static org.dpop4j.Rejection.PROOF_NOT_YET_VALID;
import static org.dpop4j.Rejection.PROOF_TOO_LARGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.Rejection;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestDefect;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof itself, RFC 9449 sections 4.1 to 4.3: P rules, keys and algorithms, hostile headers and claims. */
public interface ProofContract extends ContractTest {
    /** P-02 to P-23, P-28 to P-34, J, H-01 to H-54: one defect at a time. The ids stand at each defect. */
    @ParameterizedTest
    @EnumSource(TestDefect.class)
    default void everySingleDefectIsRefused(TestDefect defect) {
        Caller usual = Caller.bound(server());
        TestProof proof = defect.apply(usual.proof(Place.REQUIRED));
        // Bound to the defective key, so that the defect is judged and not merely the mismatch of keys.
        Caller caller = usual.with(
                server().token().boundTo(proof.jkt().orElse(usual.key().jkt())));
        Answer answer = caller.send(Place.REQUIRED, proof.accessToken(caller.token()));
        if (isOutsideOfTheWindow(defect) && server().nonces().areDemandedEverywhere()) {
            // no defect beside a good nonce.
            Expect.accepted(caller, answer);
        } else {
            Expect.k2or3(answer);
            assertTrue(answer.challenges().get(0).startsWith("DPoP error=\"invalid_dpop_proof\""), answer.toString());
        }
    }

    /** Whether an {@code iat} that is a time is a time too long ago or too far ahead, and nothing else is wrong. */
    static boolean isOutsideOfTheWindow(TestDefect defect) {
        return defect.covers().contains("P-22") && !defect.covers().contains("H-45");
    }

    /** P-24, H-90: without the right binding nothing of a defective key is looked at, whatever it is. */
    @ParameterizedTest
    @MethodSource("org.dpop4j.contract.ProofContract#defectsOfTheKey")
    default void everyDefectOfTheKeyIsRefusedWithATokenForAnotherKey(TestDefect defect) {
        Caller owner = Caller.bound(server());
        Caller thief = new Caller(server(), ClientKey.es256(), owner.token());
        Answer answer = thief.send(Place.REQUIRED, defect.apply(thief.proof(Place.REQUIRED)));
        Expect.k2or3(answer);
        if (answer.challenges().get(0).contains("invalid_token")) {
            Expect.k3(KEY_MISMATCH, answer);
        }
    }

    /** Those that a server could stumble over while it builds the key. */
    static Stream<TestDefect> defectsOfTheKey() {
        return TestDefect.in(TestDefect.Place.KEY);
    }

    /** P-03. */
    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "DPOP", "dpop", "dPoP"})
    default void p03_theFieldNameHasNoCase(String name) {
        Caller caller = Caller.bound(server());
        Answer answer = caller.withoutProof(Place.REQUIRED)
                .header(name, caller.proof(Place.REQUIRED).serialize())
                .send();
        Expect.accepted(caller, answer);
    }

    /** P-02. */
    @Test
    default void p02_linesOfAnyCaseAreCounted() {
        Caller caller = Caller.bound(server());
        Expect.k2(
                PROOF_MULTIPLE,
                caller.get(Place.REQUIRED)
                        .header("dpop", caller.proof(Place.REQUIRED).serialize())
                        .send());
    }

    /** P-04. */
    @Test
    default void p04_whiteSpaceAroundTheProofBelongsToHttp() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.withoutProof(Place.REQUIRED)
                .line("DPoP: \t " + caller.proof(Place.REQUIRED) + " \t ")
                .send();
        Expect.accepted(caller, answer);
    }

    /** P-04. */
    @ParameterizedTest
    @ValueSource(strings = {"%s=", "%s~", "%s;", "a%s/", "'%s'", "<%s>", "%s extra", "Bearer %s"})
    default void p04_nothingButOneTokenStandsInTheField(String form) {
        Caller caller = Caller.bound(server());
        Expect.k2(PROOF_MALFORMED, caller.send(Place.REQUIRED, String.format(form, caller.proof(Place.REQUIRED))));
    }

    /** P-08, J-07, J-19, J-20: what the challenge offers is accepted. */
    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA", "Ed25519"})
    default void p08_everyOfferedAlgorithmWorks(String algorithm) {
        Caller caller = Caller.withKey(server(), ClientKey.generate(algorithm));
        Expect.accepted(caller, caller.get(Place.REQUIRED).send());
    }

    /** P-08. */
    @ParameterizedTest
    @ValueSource(strings = {"RS384", "RS512"})
    default void p08_whatTheChallengeDoesNotOfferIsRefused(String algorithm) {
        Caller caller = Caller.withKey(server(), ClientKey.generate(algorithm));
        Expect.k2(ALG_NOT_ACCEPTED, caller.get(Place.REQUIRED).send());
    }

    /** P-25, X-27. */
    @Test
    default void p25_unknownMembersAreIgnored() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED)
                .header("tx_id_key", "a")
                .claim("tx_id", "b")
                .claim("deep", Map.of("list", List.of(1, "x", Map.of())));
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
    }

    /** P-27. */
    @Test
    default void p27_aProofAloneGrantsNothing() {
        Caller caller = Caller.bound(server());
        Expect.k1(
                server(),
                Place.REQUIRED,
                server().get(Place.REQUIRED).proof(caller.proof(Place.REQUIRED)).send());
    }

    /** P-29. */
    @ParameterizedTest
    @ValueSource(strings = {".0", ".5", ".999999", "e0"})
    default void p29_aFractionalIatIsAccepted(String fraction) {
        Caller caller = Caller.bound(server());
        TestProof proof =
                caller.proof(Place.REQUIRED).claimJson("iat", Instant.now().getEpochSecond() + fraction);
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
    }

    /** P-30, A-05, X-33. */
    @Test
    default void p30_expAndNbfAreHonouredAndNeverWiden() {
        Caller caller = Caller.bound(server());
        long now = Instant.now().getEpochSecond();
        TestProof proof = caller.proof(Place.REQUIRED).claim("nbf", now).claim("exp", now + 300);
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
        Expect.k2(PROOF_EXPIRED, caller.send(Place.REQUIRED, proof.claim("exp", now - 120)));
        Expect.k2(PROOF_NOT_YET_VALID, caller.send(Place.REQUIRED, proof.claim("nbf", now + 120)));
        expectByClock(PROOF_EXPIRED, caller, proof.issuedAgo(Duration.ofMinutes(5)));
    }

    /** P-31. */
    @Test
    default void p31_harmlessMembersOfHeaderAndKeyAreIgnored() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED)
                .header("kid", "mine")
                .jwkMember("kid", "mine")
                .jwkMember("use", "sig")
                .jwkMember("alg", "ES256")
                .jwkMember("key_ops", List.of("verify"));
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
    }

    /** P-32: the caps are ours, so both sides of them are seen. */
    @Test
    default void p32_sizesAreBounded() {
        Caller caller = Caller.withKey(server(), ClientKey.es256());
        TestProof proof = caller.proof(Place.REQUIRED);
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof.jti("j".repeat(256))));
        Expect.k2(CLAIM_INVALID, caller.send(Place.REQUIRED, proof.jti("j".repeat(257))));
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof.claim("more", "x".repeat(3000))));
        Expect.k2(PROOF_TOO_LARGE, caller.send(Place.REQUIRED, proof.claim("more", "x".repeat(5000))));
        Expect.k2(PROOF_TOO_LARGE, caller.send(Place.REQUIRED, proof.header("more", "x".repeat(5000))));
    }

    /** P-11, J-13, H-07: the proof names a trap; nobody may come. */
    @Test
    default void h07_noUrlInTheHeaderIsEverFetched() throws IOException {
        Caller caller = Caller.bound(server());
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://" + trap.getInetAddress().getHostAddress() + ":" + trap.getLocalPort() + "/keys";
            TestProof proof = caller.proof(Place.REQUIRED).header("jku", url).header("x5u", url);
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof));
            Expect.k2(JWK_INVALID, caller.send(Place.REQUIRED, proof.without("jwk")));
            // The answers are there, so whatever was going to connect has done so by now.
            trap.setSoTimeout(1);
            assertEquals("nobody", visitor(trap));
        }
    }

    private static String visitor(ServerSocket trap) throws IOException {
        try {
            trap.accept().close();
            return "somebody";
        } catch (SocketTimeoutException e) {
            return "nobody";
        }
    }

    /** H-08, H-09, P-11: neither parsed nor used. */
    @Test
    default void h08_certificatesAndKeyIdsInTheHeaderAreIgnored() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED);
        for (Object chain : List.of("garbage", List.of("AAAA"), List.of("!".repeat(500)), 1, Map.of())) {
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof.header("x5c", chain)));
        }
        for (String kid : List.of(
                "../../etc/passwd",
                "' OR 1=1--",
                "*)(uid=*",
                "${jndi:ldap://x}",
                server().issuer().keyId())) {
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof.header("kid", kid)));
        }
        Expect.accepted(caller, caller.send(Place.REQUIRED, proof.header("x5t", 1)));
    }

    /** H-12, J-17, S-03. */
    @Test
    default void h12_anAccessTokenIsNoProof() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.send(Place.REQUIRED, caller.token());
        assertEquals(401, answer.status());
        assertTrue(answer.challenges().get(0).startsWith("DPoP error=\"invalid_dpop_proof\""), answer.toString());
    }

    /** H-32, J-15, J-16: one key, one thumbprint, however its members are written down. */
    @Test
    default void h32_theThumbprintDoesNotDependOnTheSpellingOfTheKey() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED);
        Expect.accepted(
                caller,
                caller.send(
                        Place.REQUIRED,
                        proof.mapHeaderJson(json -> json.replace("\"kty\":\"EC\"", "\"kty\" : \"\\u0045C\""))));
        Expect.accepted(
                caller,
                caller.send(Place.REQUIRED, proof.mapHeaderJson(json -> json.replace("\"crv\"", "\"\\u0063rv\""))));
    }

    /** H-42: no normalisation, so these are different identifiers; none of them confuses the store. */
    @Test
    default void h42_lookAlikeIdentifiersAreDifferent() {
        Caller caller = Caller.withKey(server(), ClientKey.es256());
        TestProof proof = caller.proof(Place.REQUIRED);
        for (String jti : List.of("\u00e9", "e\u0301", "e", "e\u200b", "E", " e", "e ", "\ud83d\ude00")) {
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof.jti(jti)));
        }
    }

    /** H-110, R-01, R-02, X-34, X-35: both windows, far enough from their edges for a running clock. */
    @Test
    default void h110_theWindowIsSixtySecondsBackAndThirtyAhead() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED);
        for (int age : List.of(10, 50)) {
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof.issuedAgo(Duration.ofSeconds(age))));
        }
        for (int lead : List.of(8, 25)) {
            Expect.accepted(caller, caller.send(Place.REQUIRED, proof.issuedAhead(Duration.ofSeconds(lead))));
        }
        expectByClock(PROOF_EXPIRED, caller, proof.issuedAgo(Duration.ofSeconds(62)));
        expectByClock(PROOF_NOT_YET_VALID, caller, proof.issuedAhead(Duration.ofSeconds(45)));
    }

    /** K2 for an {@code iat} outside of the window, unless a good nonce stands in for it. */
    private void expectByClock(Rejection reason, Caller caller, TestProof proof) {
        Answer answer = caller.send(Place.REQUIRED, proof);
        if (server().nonces().areDemandedEverywhere()) {
            Expect.accepted(caller, answer);
        } else {
            Expect.k2(reason, answer);
        }
    }
}
