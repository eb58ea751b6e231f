package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestProofTest {
    private static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    private static final String ATH = "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo";

    private final ClientKey key = ClientKey.es256();
    private final TestClock clock = TestClock.at(Instant.parse("2026-01-02T03:04:05.9Z"));
    private final TestProof proof = TestProof.with(key)
            .method("POST")
            .uri("https://api.example/orders")
            .accessToken(TOKEN)
            .clock(clock);

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA"})
    void isSignedSoThatJose4jVerifiesIt(String algorithm) throws Exception {
        ClientKey other = ClientKey.generate(algorithm);
        Jws jws = Jws.of(TestProof.with(other).uri("https://api.example/"));
        assertEquals(algorithm, jws.header().get("alg"));
        assertTrue(jws.verifies(other.keyPair().getPublic()));
    }

    @Test
    void isSignedWithTheFullySpecifiedNameOfEd25519Too() throws Exception {
        ClientKey ed25519 = ClientKey.ed25519();
        Jws jws = Jws.of(TestProof.with(ed25519).uri("https://api.example/"));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(ed25519.keyPair().getPublic());
        signature.update(jws.signingInput());
        assertEquals("Ed25519", jws.header().get("alg"));
        assertTrue(signature.verify(jws.signature()));
    }

    @Test
    void hasExactlyTheHeaderAndClaimsOfAValidProof() {
        Jws jws = Jws.of(proof.jti("id"));
        assertEquals(
                "{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\",\"jwk\":" + Json.write(key.publicJwk()) + "}",
                jws.headerJson());
        assertEquals(
                "{\"jti\":\"id\",\"htm\":\"POST\",\"htu\":\"https://api.example/orders\",\"iat\":"
                        + clock.instant().getEpochSecond() + ",\"ath\":\"" + ATH + "\"}",
                jws.payloadJson());
    }

    @Test
    void hasNoAthWithoutAnAccessToken() {
        Jws jws = Jws.of(TestProof.with(key).uri("https://api.example/"));
        assertEquals(
                List.of("jti", "htm", "htu", "iat"), List.copyOf(jws.claims().keySet()));
    }

    @Test
    void isNewEachTimeItIsSerialized() {
        Map<String, Object> first = Jws.of(proof).claims();
        clock.advance(Duration.ofSeconds(5));
        Map<String, Object> second = Jws.of(proof.toString()).claims();
        assertNotEquals(first.get("jti"), second.get("jti"));
        assertEquals((Long) first.get("iat") + 5, second.get("iat"));
    }

    @Test
    void keepsAFixedJti() {
        assertEquals("id", Jws.of(proof.jti("id")).claims().get("jti"));
    }

    @Test
    void isNotChangedByItsOwnMethods() {
        TestProof fixed = proof.jti("id");
        String payload = Jws.of(fixed).payloadPart();
        String header = Jws.of(fixed).headerPart();
        fixed.without("htm").claim("x", 1).header("x", 1).jwkMember("x", 1).unsigned();
        assertEquals(payload, Jws.of(fixed).payloadPart());
        assertEquals(header, Jws.of(fixed).headerPart());
    }

    @Test
    void leavesQueryAndFragmentOutOfHtu() {
        for (String tail : List.of("?a=b", "#f", "?a#f", "#f?a", "?\n")) {
            assertEquals(
                    "https://api.example/orders",
                    Jws.of(proof.uri("https://api.example/orders" + tail))
                            .claims()
                            .get("htu"));
        }
    }

    @Test
    void refusesToBeMadeWithoutAUri() {
        TestProof homeless = TestProof.with(key);
        assertThrows(IllegalStateException.class, homeless::serialize);
        assertFalse(Jws.of(homeless.without("htu")).claims().containsKey("htu"));
    }

    @Test
    void leavesOutAnyClaimAndAnyHeaderParameter() {
        for (String claim : List.of("jti", "htm", "htu", "iat", "ath")) {
            assertFalse(Jws.of(proof.without(claim)).claims().containsKey(claim));
        }
        for (String parameter : List.of("typ", "alg", "jwk")) {
            assertFalse(Jws.of(proof.without(parameter)).header().containsKey(parameter));
        }
    }

    @Test
    void refusesToLeaveOutWhatIsNotThere() {
        assertThrows(IllegalArgumentException.class, () -> proof.without("jit"));
        assertThrows(IllegalArgumentException.class, () -> proof.withoutJwkMember("n"));
    }

    @Test
    void keepsDeviationsWhateverTheOrderOfCalls() {
        TestProof early = TestProof.with(key)
                .without("ath")
                .claim("htm", "PUT")
                .issuedAgo(Duration.ofMinutes(1))
                .method("POST")
                .uri("https://api.example/")
                .accessToken(TOKEN)
                .clock(clock);
        Map<String, Object> claims = Jws.of(early).claims();
        assertFalse(claims.containsKey("ath"));
        assertEquals("PUT", claims.get("htm"));
        assertEquals(clock.instant().getEpochSecond() - 60, claims.get("iat"));
    }

    @Test
    void takesAnyJsonValue() {
        Jws jws = Jws.of(proof.jti("id")
                .claim("htm", null)
                .claim("list", List.of(1, "a", true))
                .claimJson("iat", "1e300")
                .headerJson("raw", "[ ]"));
        assertTrue(jws.payloadJson().startsWith("{\"jti\":\"id\",\"htm\":null,"));
        assertTrue(jws.payloadJson().contains("\"iat\":1e300,"));
        assertTrue(jws.payloadJson().endsWith(",\"list\":[1,\"a\",true]}"));
        assertTrue(jws.headerJson().endsWith(",\"raw\":[ ]}"));
    }

    @Test
    void dates() {
        long now = clock.instant().getEpochSecond();
        assertEquals(
                now + 30L,
                Jws.of(proof.issuedAhead(Duration.ofSeconds(30))).claims().get("iat"));
        assertEquals(
                7L, Jws.of(proof.issuedAt(Instant.ofEpochSecond(7))).claims().get("iat"));
    }

    @Test
    void carriesANonceAndAnAthOfOnesChoice() {
        Map<String, Object> claims =
                Jws.of(proof.nonce("n-1").accessTokenHash("abc")).claims();
        assertEquals("n-1", claims.get("nonce"));
        assertEquals("abc", claims.get("ath"));
    }

    @Test
    void changesTheJwkButNotTheSignature() throws Exception {
        Jws jws = Jws.of(proof.jwkMember("use", "enc").withoutJwkMember("y"));
        assertEquals(
                List.of("kty", "crv", "x", "use"),
                List.copyOf(((Map<?, ?>) jws.header().get("jwk")).keySet()));
        assertTrue(jws.verifies(key.keyPair().getPublic()));
    }

    @Test
    void cannotChangeTheMembersOfAJwkThatIsNoObject() {
        assertThrows(IllegalStateException.class, () -> proof.header("jwk", "x").jwkMember("use", "enc"));
    }

    @Test
    void isMadeWithAnotherKeyAltogether() throws Exception {
        ClientKey other = ClientKey.edDsa();
        Jws jws = Jws.of(proof.key(other));
        assertEquals("EdDSA", jws.header().get("alg"));
        assertEquals(Optional.of(other.jkt()), proof.key(other).jkt());
        assertTrue(jws.verifies(other.keyPair().getPublic()));
    }

    @Test
    void isSignedByAnotherKeyThanItsJwk() throws Exception {
        ClientKey other = ClientKey.es256();
        Jws jws = Jws.of(proof.signedBy(other));
        assertEquals(Json.write(key.publicJwk()), Json.write(jws.header().get("jwk")));
        assertFalse(jws.verifies(key.keyPair().getPublic()));
        assertTrue(jws.verifies(other.keyPair().getPublic()));
    }

    @Test
    void signsRawTextsAndBytesAsTheyAre() throws Exception {
        byte[] bytes = {'{', (byte) 0xFF, '}'};
        Jws jws = Jws.of(proof.rawHeader("{\"alg\":\"ES256\",  \"a\":1}").rawPayload(bytes));
        assertEquals("{\"alg\":\"ES256\",  \"a\":1}", jws.headerJson());
        assertArrayEquals(bytes, Jose.decode(jws.payloadPart()));
        assertTrue(jws.verifies(key.keyPair().getPublic()));
        assertEquals("[]", Jws.of(proof.rawPayload("[]")).payloadJson());
        assertArrayEquals(bytes, Jose.decode(Jws.of(proof.rawHeader(bytes)).headerPart()));
    }

    @Test
    void signsRewrittenPartsAsTheyAre() throws Exception {
        TestProof rewritten = proof.mapHeaderJson(json -> json.replace("{", "{ "))
                .mapPayloadJson(json -> json + " ")
                .mapPayloadJson(json -> json + "\n")
                .mapEncodedHeader(part -> part + "-")
                .mapEncodedPayload(part -> part + "_");
        Jws jws = Jws.of(rewritten);
        Signature signature = key.signature();
        signature.initVerify(key.keyPair().getPublic());
        signature.update(jws.signingInput());
        assertTrue(signature.verify(jws.signature()));
        assertTrue(jws.headerPart().endsWith("-"));
        assertTrue(jws.payloadPart().endsWith("_"));
        assertTrue(new String(
                        Jose.decode(
                                jws.payloadPart().substring(0, jws.payloadPart().length() - 1)),
                        StandardCharsets.UTF_8)
                .endsWith("} \n"));
    }

    @Test
    void isUnsigned() {
        Jws jws = Jws.of(proof.unsigned());
        assertEquals("none", jws.header().get("alg"));
        assertEquals("", jws.signaturePart());
    }

    @Test
    void isAuthenticatedByAMacWithThePublicKey() throws Exception {
        Jws jws = Jws.of(proof.hmacWithPublicKey("HS384"));
        var mac = Mac.getInstance("HmacSHA384");
        mac.init(new SecretKeySpec(key.keyPair().getPublic().getEncoded(), "HmacSHA384"));
        assertArrayEquals(mac.doFinal(jws.signingInput()), jws.signature());
        assertEquals("HS384", jws.header().get("alg"));
    }

    @Test
    void hasASignatureOfOnesChoice() {
        assertEquals("AQID", Jws.of(proof.signature(new byte[] {1, 2, 3})).signaturePart());
        assertEquals(
                "AQI",
                Jws.of(proof.signature(new byte[] {1, 2, 3}).mapSignature(bytes -> Arrays.copyOf(bytes, 2)))
                        .signaturePart());
    }

    @Test
    void isTamperedWithAfterSigning() throws Exception {
        for (TestProof tampered : List.of(proof.tamperedHeader(), proof.tamperedPayload())) {
            assertFalse(Jws.of(tampered).verifies(key.keyPair().getPublic()));
        }
        assertEquals(true, Jws.of(proof.tamperedHeader()).header().get("tampered"));
        assertEquals(true, Jws.of(proof.tamperedPayload()).claims().get("tampered"));
    }

    @Test
    void rewritesTheFinishedText() {
        assertTrue(proof.mapCompact(text -> text + "x")
                .mapCompact(text -> text + "y")
                .serialize()
                .endsWith("xy"));
    }

    @Test
    void tellsTheThumbprintOfTheJwkAsItStandsInTheHeader() {
        assertEquals(Optional.of(key.jkt()), proof.jkt());
        assertEquals(Optional.of(key.jkt()), proof.jwkMember("use", "enc").jkt());
        assertNotEquals(proof.jkt(), proof.jwkMember("x", "AAAA").jkt());
        assertEquals(Optional.empty(), proof.withoutJwkMember("x").jkt());
        assertEquals(Optional.empty(), proof.jwkMember("x", 1).jkt());
        assertEquals(Optional.empty(), proof.header("jwk", "x").jkt());
        assertEquals(Optional.empty(), proof.without("jwk").jkt());
        assertEquals(Optional.empty(), proof.rawHeader("{}").jkt());
    }

    @Test
    void readsTheProofOfRfc9449Section7() throws Exception {
        Jws jws = Jws.of(
                "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDU"
                        + "kRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsI"
                        + "mNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFt"
                        + "cGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTn"
                        + "k1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJp"
                        + "LjA");
        Map<?, ?> jwk = (Map<?, ?>) jws.header().get("jwk");
        assertEquals(Optional.of("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), Jose.thumbprint(jwk));
        assertEquals(Jose.accessTokenHash(TOKEN), jws.claims().get("ath"));
        JsonWebKey theirs = JsonWebKey.Factory.newJwk(Json.write(jwk));
        assertTrue(jws.verifies((PublicKey) theirs.getKey()));

        Jws ours = Jws.of(proof.method("GET").uri("https://resource.example.org/protectedresource"));
        assertEquals(jws.header().keySet(), ours.header().keySet());
        assertEquals(jws.claims().keySet(), ours.claims().keySet());
    }
}
