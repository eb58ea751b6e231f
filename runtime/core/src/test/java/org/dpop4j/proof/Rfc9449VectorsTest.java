package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.TargetUri;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.ClientKeyFactory;
import org.dpop4j.jose.JwkThumbprint;
import org.dpop4j.jose.ProofJwk;
import org.dpop4j.jose.Sha256;
import org.dpop4j.jose.SignatureVerifier;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Facts that others published. Nothing here was made by this project's own code. */
class Rfc9449VectorsTest {
    /** RFC 9449 section 7.1, figure 13. */
    private static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";
    /** RFC 9449 section 7.1, figure 13: GET https://resource.example.org/protectedresource at 1562262618. */
    private static final String RESOURCE_PROOF = "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6Ik"
            + "VDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCR"
            + "nMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
            + "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIj"
            + "oiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0Z"
            + "WRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNF"
            + "c05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71E"
            + "OptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA";
    /** RFC 9449 section 4.1: POST https://server.example.com/token at 1562262616; made for a token endpoint. */
    private static final String TOKEN_ENDPOINT_PROOF =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpD"
                    + "a0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIs"
                    + "ImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2Vy"
                    + "dmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvw"
                    + "nQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
    /** RFC 9449 section 6.1. */
    private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private final TestClock clock = TestClock.at(Instant.ofEpochSecond(1_562_262_618));
    private final ProofVerifier verifier = new ProofVerifier(
            new TestSettings().cryptoProvider("jdk").build(),
            new Verifying().nonceProvider,
            new RecordingStore(),
            clock);

    private Outcome verify(String method, String uri, String proof) {
        return verifier.verify(new ProtectedRequest(
                method,
                List.of(TargetUri.parse(uri).orElseThrow()),
                TOKEN,
                JKT,
                ProofHeader.parse(List.of(proof)),
                NonceDemand.NONE));
    }

    @Test
    @DisplayName("V-01: the proof of figure 13 passes every check at its time")
    void acceptsTheProofOfTheRfc() {
        DPoPProof proof = Verifying.assertAccepted(
                verify("GET", "https://resource.example.org/protectedresource", RESOURCE_PROOF));

        assertEquals("e1j3V_bKic8-LAEB", proof.jti());
        assertEquals(JKT, proof.jkt());
        assertEquals(1_562_262_618, proof.issuedAt().getEpochSecond());
    }

    @Test
    @DisplayName("V-01: and none of the facts is a coincidence")
    void rejectsTheProofOfTheRfcElsewhere() {
        String uri = "https://resource.example.org/protectedresource";
        Verifying.assertRejected(Rejection.HTM_MISMATCH, verify("POST", uri, RESOURCE_PROOF));
        Verifying.assertRejected(Rejection.HTU_MISMATCH, verify("GET", uri + "2", RESOURCE_PROOF));
        clock.set(Instant.ofEpochSecond(1_562_262_618 + 61));
        Verifying.assertRejected(Rejection.PROOF_EXPIRED, verify("GET", uri, RESOURCE_PROOF));
    }

    @Test
    @DisplayName("H-72, P-16: the proof of section 4.1 was made for a token endpoint, and has no ath")
    void rejectsTheProofForTheTokenEndpoint() {
        Verifying.assertRejected(
                Rejection.CLAIM_MISSING, verify("POST", "https://server.example.com/token", TOKEN_ENDPOINT_PROOF));
    }

    @Test
    @DisplayName("V-01, P-23: ath of the token of figure 13, which has characters that base64url has not")
    void accessTokenHash() {
        assertEquals("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", Sha256.ofAscii(TOKEN));
    }

    @Test
    @DisplayName("V-01, J-15: thumbprint of the key of the figures")
    void thumbprintOfTheRfc() {
        assertEquals(
                JKT,
                JwkThumbprint.ofEc(
                        "P-256",
                        "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                        "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA"));
    }

    @Test
    @DisplayName("V-06, J-15: RFC 7638 section 3.1")
    void thumbprintOfAnRsaKey() {
        assertEquals(
                "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
                JwkThumbprint.ofRsa(
                        "AQAB",
                        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
                                + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_F"
                                + "DW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTW"
                                + "hAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"));
    }

    @Test
    @DisplayName("V-06, J-15: RFC 8037 appendix A.3")
    void thumbprintOfAnEd25519Key() {
        assertEquals(
                "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
                JwkThumbprint.ofOkp("Ed25519", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
    }

    @Test
    @DisplayName("V-06: RFC 7515 appendix A.3, ES256")
    void verifiesEs256() {
        verifies(
                ProofAlgorithm.ES256,
                Map.of(
                        "kty", "EC",
                        "crv", "P-256",
                        "x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                        "y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
                "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19"
                        + "yb290Ijp0cnVlfQ",
                "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    }

    @Test
    @DisplayName("V-06: RFC 7515 appendix A.4, ES512")
    void verifiesEs512() {
        verifies(
                ProofAlgorithm.ES512,
                Map.of(
                        "kty", "EC",
                        "crv", "P-521",
                        "x", "AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk",
                        "y",
                                "ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"),
                "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
                "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCA"
                        + "PZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn");
    }

    @Test
    @DisplayName("V-06: RFC 8037 appendix A.4, EdDSA")
    void verifiesEdDsa() {
        verifies(
                ProofAlgorithm.EDDSA,
                Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
                "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
                "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
    }

    private static void verifies(
            ProofAlgorithm algorithm, Map<String, String> jwk, String signingInput, String signature) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(jwk);
        ClientKey key = ClientKeyFactory.build(ProofJwk.parse(members, algorithm), algorithm);
        SignatureVerifier signatures = SignatureVerifier.with("jdk", Set.of(algorithm));
        byte[] input = signingInput.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Base64Url.decode(signature, Rejection.PROOF_MALFORMED);
        assertTrue(signatures.verifies(key, input, bytes));
        input[0] ^= 1;
        assertFalse(signatures.verifies(key, input, bytes));
    }
}
