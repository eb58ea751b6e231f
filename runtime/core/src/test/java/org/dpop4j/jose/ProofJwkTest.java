package org.dpop4j.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.test.ClientKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("J-07..J-09, J-14..J-16, P-09, P-10, P-31, H-22..H-24, H-30..H-32: the form of jwk")
class ProofJwkTest {
    private static final Verifying REQUEST = new Verifying();

    private static ProofJwk parse(ClientKey key) {
        return ProofJwk.parse(key.publicJwk(), algorithm(key));
    }

    private static ProofAlgorithm algorithm(ClientKey key) {
        return ProofAlgorithm.of(key.algorithm()).orElseThrow();
    }

    private static void accepts(ClientKey key, String member, @Nullable Object value) {
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>(key.publicJwk());
        jwk.put(member, value);
        assertEquals(key.jkt(), ProofJwk.parse(jwk, algorithm(key)).jkt());
    }

    private static void refuses(Rejection reason, ClientKey key, String member, @Nullable Object value) {
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>(key.publicJwk());
        jwk.put(member, value);
        refuses(reason, jwk, algorithm(key));
    }

    private static void refuses(Rejection reason, @Nullable Object jwk, ProofAlgorithm algorithm) {
        assertEquals(
                reason,
                assertThrows(MalformedProof.class, () -> ProofJwk.parse(jwk, algorithm), () -> String.valueOf(jwk))
                        .reason());
    }

    private static byte[] bytes(ClientKey key, String member) {
        return Base64Url.decode((String) key.publicJwk().get(member), Rejection.JWK_INVALID);
    }

    private static String leadingZero(byte[] bytes) {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 1, bytes.length);
        return Base64Url.encode(longer);
    }

    @Test
    void readsEveryKindOfKey() {
        for (ClientKey key : List.of(Keys.ES256, Keys.ES384, Keys.ES512)) {
            ProofJwk.Ec ec = assertInstanceOf(ProofJwk.Ec.class, parse(key));
            assertEquals(key.publicJwk().get("crv"), ec.crv());
            assertEquals(key.jkt(), ec.jkt());
        }
        for (ClientKey key : List.of(Keys.PS256, Keys.PS384, Keys.PS512, Keys.RS256)) {
            assertEquals(
                    Keys.PS256.jkt(),
                    assertInstanceOf(ProofJwk.Rsa.class, parse(key)).jkt());
        }
        for (ClientKey key : List.of(Keys.ED25519, Keys.EDDSA)) {
            assertEquals(
                    Keys.ED25519.jkt(),
                    assertInstanceOf(ProofJwk.Okp.class, parse(key)).jkt());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
    @DisplayName("P-10: private members come before every other fault, whatever they hold")
    void refusesPrivateMembers(String member) {
        for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
            refuses(Rejection.JWK_PRIVATE, key, member, "AQAB");
            refuses(Rejection.JWK_PRIVATE, key, member, null);
        }
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
        jwk.put(member, null);
        jwk.put("use", "enc");
        refuses(Rejection.JWK_PRIVATE, jwk, ProofAlgorithm.ES256);
    }

    @Test
    @DisplayName("P-31, P-25: harmless members, those of the conformance suite and of WebCrypto among them")
    void acceptsHarmlessMembers() {
        for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
            accepts(key, "use", "sig");
            accepts(key, "alg", key.algorithm());
            accepts(key, "kid", "1");
            accepts(key, "kid", 7);
            accepts(key, "key_ops", List.of("verify"));
            accepts(key, "key_ops", List.of("sign", "verify"));
            accepts(key, "ext", true);
            accepts(key, "x5t", null);
            accepts(key, "x5c", List.of("junk"));
            accepts(key, "x5u", "https://evil.example");
            accepts(key, "D", "upper case is another member");
        }
    }

    @Test
    @DisplayName("J-14: use, key_ops and alg that say something else")
    void refusesOtherPurposes() {
        for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
            for (@Nullable Object use : Arrays.asList("enc", "SIG", "", null, 1, List.of("sig"))) {
                refuses(Rejection.JWK_INVALID, key, "use", use);
            }
            for (@Nullable
            Object operations : Arrays.asList(
                    List.of(),
                    List.of("sign"),
                    List.of("Verify"),
                    List.of(List.of("verify")),
                    "verify",
                    null,
                    true,
                    Map.of())) {
                refuses(Rejection.JWK_INVALID, key, "key_ops", operations);
            }
            for (@Nullable Object alg : Arrays.asList("ES384", "none", "", null, 1, List.of(key.algorithm()))) {
                refuses(Rejection.JWK_INVALID, key, "alg", alg);
            }
        }
        refuses(Rejection.JWK_INVALID, Keys.PS256, "alg", "RS256");
        refuses(Rejection.JWK_INVALID, Keys.ED25519, "alg", "EdDSA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kty", "crv", "x", "y", "n", "e"})
    @DisplayName("H-31: a required member missing, or of another type")
    void refusesMissingMembers(String member) {
        for (ClientKey key : List.of(Keys.ES256, Keys.ES384, Keys.ES512, Keys.PS256, Keys.ED25519)) {
            Map<String, @Nullable Object> jwk = new LinkedHashMap<>(key.publicJwk());
            if (jwk.containsKey(member)) {
                Object right = jwk.remove(member);
                refuses(Rejection.JWK_INVALID, jwk, algorithm(key));
                for (@Nullable
                Object wrong : Arrays.asList(
                        null, 1, true, List.of(String.valueOf(right)), Map.of(), "", " ", right + " ", right + "=")) {
                    refuses(Rejection.JWK_INVALID, key, member, wrong);
                }
            }
        }
    }

    @Test
    @DisplayName("H-31: kty in another case, or of another kind")
    void refusesOtherTypes() {
        for (String kty : List.of("ec", "Ec", "rsa", "okp", "oct", "AKP", "EC2")) {
            for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
                refuses(Rejection.JWK_INVALID, key, "kty", kty);
            }
        }
        refuses(Rejection.JWK_INVALID, Keys.ES256, "kty", "RSA");
        refuses(Rejection.JWK_INVALID, Keys.PS256, "kty", "EC");
        refuses(Rejection.JWK_INVALID, Keys.ED25519, "kty", "EC");
        refuses(Rejection.JWK_INVALID, Keys.ES256, "kty", "OKP");
    }

    @Test
    @DisplayName("H-31, H-30: members of two kinds of keys at once")
    void refusesMixedKeys() {
        for (String member : List.of("n", "e", "pub")) {
            refuses(Rejection.JWK_INVALID, Keys.ES256, member, "AQAB");
            refuses(Rejection.JWK_INVALID, Keys.ED25519, member, null);
        }
        for (String member : List.of("crv", "x", "y", "pub")) {
            refuses(Rejection.JWK_INVALID, Keys.PS256, member, "AQAB");
        }
        refuses(Rejection.JWK_INVALID, Keys.ED25519, "y", "AQAB");
    }

    @Test
    @DisplayName("J-07, H-24, H-30: another curve than that of the algorithm, known or not, whatever the numbers")
    void refusesOtherCurves() {
        for (String crv : List.of(
                "P-256",
                "P-384",
                "P-521",
                "p-256",
                "secp256k1",
                "secp256r1",
                "brainpoolP256r1",
                "BP-256",
                "Ed25519",
                "Ed448",
                "X25519",
                "X448",
                "ed25519")) {
            for (ClientKey key : List.of(Keys.ES256, Keys.ES384, Keys.ES512, Keys.ED25519)) {
                if (!crv.equals(key.publicJwk().get("crv"))) {
                    refuses(Rejection.JWK_INVALID, key, "crv", crv);
                }
            }
        }
        // The right name, with the numbers of a key of another size.
        for (ClientKey key : List.of(Keys.ES256, Keys.ES384, Keys.ES512)) {
            for (ClientKey other : List.of(Keys.ES256, Keys.ES384, Keys.ES512)) {
                if (key != other) {
                    Map<String, @Nullable Object> jwk = new LinkedHashMap<>(other.publicJwk());
                    jwk.put("crv", key.publicJwk().get("crv"));
                    refuses(Rejection.JWK_INVALID, jwk, algorithm(key));
                }
            }
        }
    }

    @Test
    @DisplayName("J-08, H-23: coordinates longer or shorter than the field, each by itself")
    void refusesOtherLengths() {
        for (ClientKey key : List.of(Keys.ES256, Keys.ES384, Keys.ES512, Keys.ED25519)) {
            for (String member : key == Keys.ED25519 ? List.of("x") : List.of("x", "y")) {
                byte[] right = bytes(key, member);
                refuses(Rejection.JWK_INVALID, key, member, leadingZero(right));
                refuses(Rejection.JWK_INVALID, key, member, Base64Url.encode(Arrays.copyOf(right, right.length + 1)));
                refuses(Rejection.JWK_INVALID, key, member, Base64Url.encode(Arrays.copyOf(right, right.length - 1)));
                refuses(Rejection.JWK_INVALID, key, member, Base64Url.encode(new byte[1 << 20]));
            }
        }
    }

    @Test
    @DisplayName("J-09, J-16: RSA numbers with a leading zero, each by itself; and zero itself")
    void refusesLeadingZeros() {
        for (String member : List.of("n", "e")) {
            refuses(Rejection.JWK_INVALID, Keys.PS256, member, leadingZero(bytes(Keys.PS256, member)));
            refuses(Rejection.JWK_INVALID, Keys.PS256, member, "AA");
        }
    }

    @Test
    @DisplayName("J-02, J-16, H-23: coordinates that are not canonical base64url")
    void refusesOtherEncodings() {
        for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
            for (String member : List.of("x", "y", "n", "e")) {
                if (key.publicJwk().get(member) instanceof String right) {
                    for (String wrong : List.of(right + "=", right + "\n", " " + right, right + "!")) {
                        refuses(Rejection.JWK_INVALID, key, member, wrong);
                    }
                }
            }
        }
        // 32 bytes leave four unused bits in the last character.
        String x = (String) Keys.ES256.publicJwk().get("x");
        char last = x.charAt(42);
        String twin = x.substring(0, 42) + (char) (last == 'Z' || last == 'z' ? last - 1 : last + 1);
        refuses(Rejection.JWK_INVALID, Keys.ES256, "x", twin);
    }

    @Test
    @DisplayName("H-32, J-15: order, extra members and escapes change nothing about the thumbprint")
    void oneThumbprintPerKey() {
        Map<String, @Nullable Object> reversed = new LinkedHashMap<>();
        List<String> names = List.copyOf(Keys.ES256.publicJwk().keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), Keys.ES256.publicJwk().get(names.get(i)));
            reversed.put("extra" + i, i);
        }
        assertEquals(
                Keys.ES256.jkt(), ProofJwk.parse(reversed, ProofAlgorithm.ES256).jkt());

        REQUEST.jkt = Keys.ES256.jkt();
        REQUEST.accepts(REQUEST.proof().header("jwk", reversed));
        REQUEST.accepts(REQUEST.proof()
                .mapHeaderJson(json -> json.replace("\"kty\":\"EC\"", "\"\\u006bty\" : \"\\u0045C\"")
                        .replace("\"jwk\"", "\"\\u006a\\u0077k\"")));
    }

    @Test
    void refusesWhatIsNoObject() {
        for (@Nullable Object jwk : Arrays.asList(null, "{}", 1, true, List.of(Keys.ES256.publicJwk()))) {
            refuses(Rejection.JWK_INVALID, jwk, ProofAlgorithm.ES256);
        }
    }
}
