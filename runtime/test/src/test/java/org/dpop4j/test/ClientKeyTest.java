package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {
    private static final byte[] INPUT = "input".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA", "Ed25519"})
    void describesAndHashesItsPublicKeyLikeJose4j(String algorithm) throws Exception {
        ClientKey key = ClientKey.generate(algorithm);
        JsonWebKey theirs = JsonWebKey.Factory.newJwk(key.keyPair().getPublic());
        assertEquals(theirs.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY), key.publicJwk());
        assertEquals(theirs.calculateBase64urlEncodedThumbprint("SHA-256"), key.jkt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "EdDSA"})
    void describesItsPrivateKeySoThatJose4jReadsTheSamePair(String algorithm) throws Exception {
        ClientKey key = ClientKey.generate(algorithm);
        var theirs = (PublicJsonWebKey) JsonWebKey.Factory.newJwk(Json.write(key.privateJwk()));
        assertEquals(key.keyPair().getPublic(), theirs.getPublicKey());
        assertEquals(key.keyPair().getPrivate(), theirs.getPrivateKey());
    }

    @ParameterizedTest
    @CsvSource({"ES256,64", "ES384,96", "ES512,132", "RS256,256", "PS384,256", "PS512,256", "EdDSA,64", "Ed25519,64"})
    void signsWithTheFixedLengthOfItsAlgorithm(String algorithm, int length) {
        ClientKey key = ClientKey.generate(algorithm);
        for (int i = 0; i < 20; i++) {
            assertEquals(length, key.sign(INPUT).length);
        }
    }

    @Test
    void ordersTheMembersOfItsJwk() {
        assertEquals(
                List.of("kty", "crv", "x", "y"),
                List.copyOf(ClientKey.es256().publicJwk().keySet()));
        assertEquals(
                List.of("kty", "crv", "x"),
                List.copyOf(ClientKey.edDsa().publicJwk().keySet()));
        assertEquals(
                List.of("kty", "n", "e"),
                List.copyOf(ClientKey.rs256().publicJwk().keySet()));
    }

    @Test
    void padsCoordinatesToTheirFullLength() {
        Object x = OddKeys.SHORT_X.publicJwk().get("x");
        assertEquals(43, ((String) x).length());
        assertTrue(((String) x).startsWith("A"));
    }

    @Test
    void encodesEdwardsPointsWithEitherSign() {
        boolean even = false;
        boolean odd = false;
        while (!even || !odd) {
            ClientKey key = ClientKey.ed25519();
            byte[] spki = key.keyPair().getPublic().getEncoded();
            byte[] x = Jose.decode((String) key.publicJwk().get("x"));
            assertEquals(Jose.base64url(Arrays.copyOfRange(spki, spki.length - 32, spki.length)), Jose.base64url(x));
            odd |= x[31] < 0;
            even |= x[31] >= 0;
        }
    }

    @Test
    void keepsThePairThatItGeneratesAtFirstUse() {
        ClientKey key = ClientKey.rsa("RS256", 1024);
        assertSame(key.keyPair(), key.keyPair());
        assertSame(key.keyPair(), key.as("PS256").keyPair());
        assertEquals("PS256", key.as("PS256").algorithm());
    }

    @Test
    void handsOutAJwkThatTheCallerMayChange() {
        ClientKey key = ClientKey.es256();
        key.publicJwk().clear();
        assertFalse(key.publicJwk().isEmpty());
    }

    @Test
    void generatesRsaOfTheWantedLength() {
        byte[] n = Jose.decode((String) ClientKey.rsa("PS256", 3072).publicJwk().get("n"));
        assertEquals(384, n.length);
    }

    @Test
    void refusesAlgorithmsThatItDoesNotKnow() {
        assertThrows(IllegalArgumentException.class, () -> ClientKey.generate("none"));
        assertThrows(IllegalArgumentException.class, () -> ClientKey.generate("HS256"));
        assertThrows(IllegalArgumentException.class, () -> ClientKey.rsa("ES256", 2048));
    }

    @Test
    void showsNoKeyMaterialAsText() {
        assertEquals("ClientKey[ES256]", ClientKey.es256().toString());
    }

    @Test
    void hashesTheKeyOfRfc9449() {
        Map<String, Object> jwk = Map.of(
                "kty", "EC",
                "crv", "P-256",
                "x", "l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs",
                "y", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA");
        assertEquals(Optional.of("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"), Jose.thumbprint(jwk));
    }

    @Test
    void hashesTheKeyOfRfc7638() {
        String n =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiF"
                        + "V4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c"
                        + "7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF"
                        + "44-csFCur-kEgU8awapJzKnqDKgw";
        Map<String, Object> jwk = Map.of("kty", "RSA", "n", n, "e", "AQAB", "alg", "RS256", "kid", "2011-04-29");
        assertEquals(Optional.of("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"), Jose.thumbprint(jwk));
    }

    @Test
    void hashesTheKeyOfRfc8037() {
        Map<String, Object> jwk =
                Map.of("kty", "OKP", "crv", "Ed25519", "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertEquals(Optional.of("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"), Jose.thumbprint(jwk));
    }
}
