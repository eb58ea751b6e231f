package org.dpop4j.proof;

import static org.dpop4j.proof.Verifying.URI;
import static org.dpop4j.proof.Verifying.assertAccepted;
import static org.dpop4j.proof.Verifying.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.Keys;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The twelve checks of RFC 9449 section 4.3, each from both sides.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3">RFC 9449 section 4.3</a>
 */
class Rfc9449Section43Test {
    private final Verifying request = new Verifying();

    @Test
    @DisplayName("X-32: a proof that is right in every respect is accepted, and says what it showed")
    void acceptsAValidProof() {
        DPoPProof proof = assertAccepted(request.verify(request.proof().jti("one")));

        assertEquals(Keys.ES256.jkt(), proof.jkt());
        assertEquals("one", proof.jti());
        assertEquals(Verifying.NOW, proof.issuedAt());
        assertEquals("ES256", proof.algorithm());
    }

    @Nested
    @DisplayName("1. There is not more than one DPoP HTTP request header field (P-01, P-02)")
    class Item1 {
        private final String valid = request.proof().serialize();

        @Test
        void acceptsOneLineWithWhiteSpaceAroundIt() {
            assertAccepted(request.verify(Keys.ES256.jkt(), " \t" + valid + " \t"));
        }

        @Test
        @DisplayName("DM-10: no line")
        void rejectsNone() {
            assertRejected(Rejection.PROOF_MISSING, request.verify(Keys.ES256.jkt()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t "})
        @DisplayName("DM-10: an empty line")
        void rejectsABlankLine(String line) {
            assertRejected(Rejection.PROOF_MISSING, request.verify(Keys.ES256.jkt(), line));
        }

        @Test
        @DisplayName("H-75: two lines, whatever they hold")
        void rejectsTwoLines() {
            String other = request.proof().serialize();
            for (String[] lines : List.of(
                    new String[] {valid, valid},
                    new String[] {valid, other},
                    new String[] {valid, "bad"},
                    new String[] {"bad", valid},
                    new String[] {valid, ""},
                    new String[] {"", valid})) {
                assertRejected(Rejection.PROOF_MULTIPLE, request.verify(Keys.ES256.jkt(), lines));
            }
        }

        @Test
        @DisplayName("H-76: two proofs joined by a comma, or a comma alone")
        void rejectsCommas() {
            for (String line : List.of(valid + "," + valid, valid + ", " + valid, valid + ",", "," + valid)) {
                assertRejected(Rejection.PROOF_MULTIPLE, request.verify(Keys.ES256.jkt(), line));
            }
        }
    }

    @Nested
    @DisplayName("2. The field value is a single and well-formed JWT (P-04..P-06, J-01, J-02, J-21)")
    class Item2 {
        private final String[] parts = request.proof().serialize().split("\\.");

        private void rejects(Rejection reason, String value) {
            assertRejected(reason, request.verify(Keys.ES256.jkt(), value));
        }

        @Test
        @DisplayName("X-03, H-19: any number of parts but three, or an empty part")
        void rejectsOtherNumbersOfParts() {
            String header = parts[0];
            String payload = parts[1];
            String signature = parts[2];
            for (String value : List.of(
                    header,
                    header + "." + payload,
                    header + "." + payload + "." + signature + ".",
                    "." + header + "." + payload + "." + signature,
                    header + "." + payload + "." + signature + "." + signature,
                    header + "." + payload + ".",
                    "." + payload + "." + signature,
                    "..",
                    ".")) {
                rejects(Rejection.PROOF_MALFORMED, value);
            }
        }

        @Test
        @DisplayName("H-19: a detached payload, its signature made over the payload that was left out, or over nothing")
        void rejectsADetachedPayload() {
            rejects(Rejection.SIGNATURE_INVALID, parts[0] + ".." + parts[2]);
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawPayload(""));
        }

        @Test
        @DisplayName("H-16, P-06: a JWE of five parts")
        void rejectsFiveParts() {
            rejects(Rejection.PROOF_MALFORMED, String.join(".", parts[0], parts[1], parts[2], parts[1], parts[2]));
        }

        @Test
        @DisplayName("H-19, J-21: JWS JSON serialisation")
        void rejectsJsonSerialisation() {
            rejects(
                    Rejection.PROOF_MALFORMED,
                    "{\"protected\":\"" + parts[0] + "\"payload\":\"" + parts[1] + "\"signature\":\"" + parts[2]
                            + "\"}");
            // with commas it looks like several proofs
            rejects(Rejection.PROOF_MULTIPLE, "{\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2] + "\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"=", "==", "!", " ", "\t", "\n", "+", "/", "~", "\"", "\u00e9", "\u0000"})
        @DisplayName("H-39, P-04: characters outside of the base64url alphabet, in each of the three parts")
        void rejectsForeignCharacters(String character) {
            for (int part = 0; part < 3; part++) {
                String[] changed = parts.clone();
                changed[part] = changed[part].substring(0, 4) + character + changed[part].substring(4);
                rejects(Rejection.PROOF_MALFORMED, String.join(".", changed));
                if (!character.isBlank() || part < 2) { // white space behind the last part belongs to HTTP
                    changed[part] = parts[part] + character;
                    rejects(Rejection.PROOF_MALFORMED, String.join(".", changed));
                }
            }
        }

        @Test
        @DisplayName("H-39, H-40, J-02: a twin encoding of the same bytes, signed and all")
        void rejectsNonCanonicalEncodings() {
            // Padded JSON so that each part has a length of two modulo four, hence four unused bits at its end.
            TestProof padded =
                    request.proof().mapHeaderJson(json -> padTo(json, 1)).mapPayloadJson(json -> padTo(json, 1));
            request.accepts(padded);
            request.rejects(Rejection.PROOF_MALFORMED, padded.mapEncodedHeader(Item2::twin));
            request.rejects(Rejection.PROOF_MALFORMED, padded.mapEncodedPayload(Item2::twin));
            request.rejects(Rejection.PROOF_MALFORMED, padded.mapCompact(Item2::twin));
        }

        /** Appends spaces until the bytes are {@code rest} modulo three. */
        private static String padTo(String json, int rest) {
            String padded = json;
            while (padded.getBytes(StandardCharsets.UTF_8).length % 3 != rest) {
                padded += " ";
            }
            return padded;
        }

        /** Sets the lowest bit of the last character, which is an unused one. */
        private static String twin(String text) {
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            int last = alphabet.indexOf(text.charAt(text.length() - 1));
            return text.substring(0, text.length() - 1) + alphabet.charAt(last | 1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"text\"", "1", "null", "true", "", "{", "{}x", "{} {}", "\uFEFF{}"})
        @DisplayName("H-49, H-47: header or payload that is anything but one JSON object")
        void rejectsWhatIsNoObject(String json) {
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawHeader(json));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawPayload(json));
        }

        @Test
        @DisplayName("H-48, J-04: header or payload that is not UTF-8")
        void rejectsInvalidUtf8() {
            byte[] invalid = "{\"x\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
            invalid[6] = (byte) 0xff;
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawHeader(invalid));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawPayload(invalid));
        }

        @Test
        @DisplayName("P-34, H-33, H-43: duplicate members, good one first and good one last")
        void rejectsDuplicateMembers() {
            String uri = "\"htu\":\"" + URI + "\"";
            for (String duplicate :
                    List.of("\"jti\":\"a\"", "\"htm\":\"GET\"", uri, "\"iat\":1", "\"ath\":\"a\"", "\"x\":1,\"x\":1")) {
                request.rejects(
                        Rejection.PROOF_MALFORMED, request.proof().mapPayloadJson(json -> prepend(duplicate, json)));
                request.rejects(
                        Rejection.PROOF_MALFORMED, request.proof().mapPayloadJson(json -> append(json, duplicate)));
            }
            for (String duplicate : List.of("\"alg\":\"ES256\"", "\"typ\":\"dpop+jwt\"", "\"jwk\":{}")) {
                request.rejects(
                        Rejection.PROOF_MALFORMED, request.proof().mapHeaderJson(json -> prepend(duplicate, json)));
                request.rejects(
                        Rejection.PROOF_MALFORMED, request.proof().mapHeaderJson(json -> append(json, duplicate)));
            }
            request.rejects(
                    Rejection.PROOF_MALFORMED,
                    request.proof().mapHeaderJson(json -> json.replace("\"kty\":", "\"x\":\"AA\",\"kty\":")));
            // Written differently, it is the same name.
            request.rejects(
                    Rejection.PROOF_MALFORMED,
                    request.proof().mapPayloadJson(json -> append(json, "\"\\u006ati\":\"b\"")));
        }

        private static String prepend(String member, String json) {
            return "{" + member + "," + json.substring(1);
        }

        private static String append(String json, String member) {
            return json.substring(0, json.length() - 1) + "," + member + "}";
        }

        @Test
        @DisplayName("H-20: a nested JWT")
        void rejectsANestedJwt() {
            String inner = request.proof().serialize();
            request.rejects(
                    Rejection.PROOF_MALFORMED,
                    request.proof().header("cty", "JWT").rawPayload(inner));
        }

        @Test
        @DisplayName("P-32: header value of 8192 characters and one more")
        void boundsTheWholeProof() {
            String proof = request.proof().serialize();
            String atTheBound = proof + "A".repeat(8192 - proof.length());
            // In bounds it is looked at, and found to have too long a signature.
            assertRejected(Rejection.SIGNATURE_INVALID, request.verify(Keys.ES256.jkt(), canonical(atTheBound)));
            assertRejected(
                    Rejection.PROOF_TOO_LARGE,
                    request.verify(Keys.ES256.jkt(), proof + "A".repeat(8193 - proof.length())));
            // H-46
            assertRejected(Rejection.PROOF_TOO_LARGE, request.verify(Keys.ES256.jkt(), "A".repeat(1 << 20)));
        }

        /** A signature part of a length that is one modulo four is no base64url at all. */
        private String canonical(String proof) {
            int signature = proof.length() - proof.lastIndexOf('.') - 1;
            return signature % 4 == 1 ? proof.substring(0, proof.length() - 1) : proof;
        }

        @Test
        @DisplayName("P-32: JOSE header of 4096 bytes and one more")
        void boundsTheHeader() {
            request.accepts(request.proof().mapHeaderJson(json -> json + " ".repeat(4096 - json.length())));
            request.rejects(
                    Rejection.PROOF_TOO_LARGE,
                    request.proof().mapHeaderJson(json -> json + " ".repeat(4097 - json.length())));
        }

        @Test
        @DisplayName("P-32: payload of 4096 bytes and one more")
        void boundsThePayload() {
            request.accepts(request.proof().mapPayloadJson(json -> json + " ".repeat(4096 - json.length())));
            request.rejects(
                    Rejection.PROOF_TOO_LARGE,
                    request.proof().mapPayloadJson(json -> json + " ".repeat(4097 - json.length())));
        }

        @Test
        @DisplayName("P-32, H-44: eight levels of nesting, nine, and as many as fit")
        void boundsTheDepth() {
            // The payload itself is the first level.
            request.accepts(request.proof().claimJson("x", "[".repeat(7) + "]".repeat(7)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().claimJson("x", "[".repeat(8) + "]".repeat(8)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawPayload("[".repeat(4000)));
            request.accepts(request.proof().headerJson("x", "[".repeat(7) + "]".repeat(7)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().headerJson("x", "[".repeat(8) + "]".repeat(8)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().rawHeader("{\"a\":".repeat(800)));
        }

        @Test
        @DisplayName("P-32, H-45: numbers of 32 characters, of 33, and of thousands")
        void boundsNumbers() {
            request.accepts(request.proof().claimJson("x", "1".repeat(32)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().claimJson("x", "1".repeat(33)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().claimJson("iat", "1".repeat(3000)));
            request.rejects(Rejection.PROOF_MALFORMED, request.proof().claimJson("iat", "1e999999999"));
        }
    }

    @Nested
    @DisplayName("3. All required claims are contained in the JWT (P-12..P-16, P-28)")
    class Item3 {
        @ParameterizedTest
        @ValueSource(strings = {"jti", "htm", "htu", "iat", "ath"})
        @DisplayName("X-07..X-11, H-53: one of them missing")
        void rejectsWithout(String claim) {
            request.rejects(Rejection.CLAIM_MISSING, request.proof().without(claim));
        }

        @Test
        @DisplayName("H-53: all of them missing")
        void rejectsAnEmptyPayload() {
            request.rejects(Rejection.CLAIM_MISSING, request.proof().rawPayload("{}"));
        }

        static Stream<String> stringClaimsThatAreNone() {
            return Stream.of("1", "1.5", "true", "false", "null", "[]", "[\"GET\"]", "{}", "\"\"", "\" \"", "\"\\t\"");
        }

        @ParameterizedTest
        @MethodSource("stringClaimsThatAreNone")
        @DisplayName("H-50, H-51: one of them of another type, empty or blank")
        void rejectsOtherTypes(String json) {
            for (String claim : List.of("jti", "htm", "htu", "ath")) {
                request.rejects(Rejection.CLAIM_INVALID, request.proof().claimJson(claim, json));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"null", "true", "\"1763812800\"", "[1763812800]", "{}", "-1", "-0.5", "9007199254740992"})
        @DisplayName("P-29, H-54: an iat that is no NumericDate")
        void rejectsAnIatThatIsNoDate(String json) {
            request.rejects(Rejection.CLAIM_INVALID, request.proof().claimJson("iat", json));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "\\n", "\\u001f", "\\u007f", "\\u0085", "\\u009f"})
        @DisplayName("H-48: control characters in a claim that is used")
        void rejectsControlCharacters(String escaped) {
            for (String claim : List.of("jti", "htm", "htu", "ath")) {
                request.rejects(Rejection.CLAIM_INVALID, request.proof().claimJson(claim, "\"a" + escaped + "b\""));
            }
            request.accepts(request.proof().claimJson("other", "\"a" + escaped + "b\""));
        }

        @Test
        @DisplayName("P-32, H-52, R-10: jti of 256 characters, of 257, and as long as fits")
        void boundsTheJti() {
            request.accepts(request.proof().jti("j".repeat(256)));
            request.rejects(Rejection.CLAIM_INVALID, request.proof().jti("j".repeat(257)));
            request.rejects(Rejection.CLAIM_INVALID, request.proof().jti("j".repeat(3500)));
        }

        @Test
        @DisplayName("A-25: a jti of one character")
        void acceptsAShortJti() {
            request.accepts(request.proof().jti("j"));
        }

        @Test
        @DisplayName("P-32: htu of 2048 characters and one more")
        void boundsTheHtu() {
            request.accepts(request.proof().claim("htu", URI + "?" + "q".repeat(2047 - URI.length())));
            request.rejects(
                    Rejection.CLAIM_INVALID, request.proof().claim("htu", URI + "?" + "q".repeat(2048 - URI.length())));
        }

        @Test
        @DisplayName("P-32: htm and ath of 2048 characters are compared, longer ones are not")
        void boundsHtmAndAth() {
            request.rejects(Rejection.HTM_MISMATCH, request.proof().claim("htm", "G".repeat(2048)));
            request.rejects(Rejection.CLAIM_INVALID, request.proof().claim("htm", "G".repeat(2049)));
            request.rejects(Rejection.ATH_MISMATCH, request.proof().claim("ath", "a".repeat(2048)));
            request.rejects(Rejection.CLAIM_INVALID, request.proof().claim("ath", "a".repeat(2049)));
        }

        @Test
        @DisplayName("P-25, X-27, N-19: claims that nobody knows, a nonce among them")
        void acceptsUnknownClaims() {
            request.accepts(request.proof().claim("tx_id", "1").claim("x", null).nonce("unasked"));
            request.accepts(request.proof().claim("nonce", 1).claim("jku", Map.of("a", List.of(1, true, "b"))));
        }
    }

    @Nested
    @DisplayName("4. The typ JOSE Header Parameter has the value dpop+jwt (P-07, J-17, J-18, S-03)")
    class Item4 {
        @Test
        @DisplayName("X-04: no typ")
        void rejectsWithoutTyp() {
            request.rejects(Rejection.TYP_INVALID, request.proof().without("typ"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "dpop+jwt+wrongyousee",
                    "JWT",
                    "at+jwt",
                    "DPOP+JWT",
                    "dpop+JWT",
                    "application/dpop+jwt",
                    "dpop+jwt ",
                    " dpop+jwt",
                    "dpop",
                    ""
                })
        @DisplayName("X-12, H-11, H-12, A-19: another typ, however near")
        void rejectsOtherTypes(String typ) {
            request.rejects(Rejection.TYP_INVALID, request.proof().header("typ", typ));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "1", "true", "[\"dpop+jwt\"]", "{\"dpop+jwt\":1}"})
        @DisplayName("H-11: a typ that is no string")
        void rejectsWhatIsNoString(String json) {
            request.rejects(Rejection.TYP_INVALID, request.proof().headerJson("typ", json));
        }

        @Test
        @DisplayName("H-32: the same typ, spelt with escapes")
        void acceptsEscapes() {
            request.accepts(request.proof().headerJson("typ", "\"dp\\u006fp+jwt\""));
        }
    }

    @Nested
    @DisplayName("5. alg is a registered asymmetric algorithm, supported, and accepted by policy (P-08, J-20, S-04)")
    class Item5 {
        @ParameterizedTest
        @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA", "Ed25519"})
        @DisplayName("J-19, J-20: every algorithm of the default")
        void acceptsTheDefault(String algorithm) {
            Verifying verifying = Verifying.with(Keys.forAlgorithm(algorithm));
            assertEquals(
                    algorithm,
                    assertAccepted(verifying.verify(verifying.proof())).algorithm());
        }

        @ParameterizedTest
        @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
        @DisplayName("H-01, X-14: none, with and without a signature")
        void rejectsNone(String alg) {
            request.rejects(Rejection.ALG_NOT_ACCEPTED, request.proof().header("alg", alg));
            // An empty third part is no JWS signature, whatever alg says.
            request.rejects(
                    Rejection.PROOF_MALFORMED, request.proof().unsigned().header("alg", alg));
        }

        @ParameterizedTest
        @ValueSource(strings = {"HS256", "HS384", "HS512"})
        @DisplayName("H-02: a MAC under the public key")
        void rejectsMacs(String alg) {
            request.rejects(Rejection.ALG_NOT_ACCEPTED, request.proof().hmacWithPublicKey(alg));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "RS384",
                    "RS512",
                    "RS1",
                    "ES256K",
                    "Ed448",
                    "es256",
                    "ES256 ",
                    " ES256",
                    "ES256\u0000",
                    "ES512 ",
                    "RSA-OAEP",
                    "dir",
                    "ECDH-ES",
                    "A256GCM"
                })
        @DisplayName("H-04, H-30, J-20: names that are not accepted, however near")
        void rejectsOtherNames(String alg) {
            request.rejects(Rejection.ALG_NOT_ACCEPTED, request.proof().header("alg", alg));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "1", "true", "[\"ES256\"]", "{\"alg\":\"ES256\"}"})
        @DisplayName("H-04: an alg that is no string")
        void rejectsWhatIsNoString(String json) {
            request.rejects(Rejection.ALG_NOT_ACCEPTED, request.proof().headerJson("alg", json));
        }

        @Test
        @DisplayName("X-05, H-04: alg missing, or renamed after signing")
        void rejectsWithoutAlg() {
            request.rejects(Rejection.ALG_NOT_ACCEPTED, request.proof().without("alg"));
            request.rejects(
                    Rejection.ALG_NOT_ACCEPTED,
                    request.proof().mapHeaderJson(json -> json.replace("\"alg\"", "\"alg2\"")));
        }

        @Test
        @DisplayName("X-13, F-03: an algorithm that local policy leaves out")
        void rejectsWhatPolicyLeavesOut() {
            Verifying strict = Verifying.with(Keys.RS256)
                    .settings(settings -> settings.algorithms(List.of("PS256", "ES256", "EdDSA", "Ed25519")));
            strict.rejects(Rejection.ALG_NOT_ACCEPTED, strict.proof());
            strict.accepts(strict.proof().key(Keys.PS256));
            strict.accepts(strict.proof().key(Keys.ES256));
        }

        @Test
        @DisplayName("J-07, H-24: the key does not fit the algorithm")
        void rejectsAnAlgorithmForAnotherKey() {
            ClientKey[] keys = {Keys.ES256, Keys.ES384, Keys.ES512, Keys.PS256, Keys.ED25519};
            for (ClientKey key : keys) {
                for (ClientKey other : keys) {
                    if (key != other) {
                        request.rejects(
                                Rejection.JWK_INVALID, request.proof().key(key).header("alg", other.algorithm()));
                    }
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "[]", "[\"exp\"]", "[\"b64\"]", "[\"x\"]", "\"exp\"", "{}", "1", "[\"alg\"]"})
        @DisplayName("P-33, J-05, H-13: crit in any form")
        void rejectsCrit(String json) {
            request.rejects(Rejection.HEADER_UNSUPPORTED, request.proof().headerJson("crit", json));
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "false", "null", "1"})
        @DisplayName("P-33, J-06, H-14: b64 in any form")
        void rejectsB64(String json) {
            request.rejects(Rejection.HEADER_UNSUPPORTED, request.proof().headerJson("b64", json));
        }

        @Test
        @DisplayName("J-22, H-15: nothing is inflated")
        void rejectsZip() {
            request.rejects(Rejection.HEADER_UNSUPPORTED, request.proof().header("zip", "DEF"));
        }

        @Test
        @DisplayName("P-25, P-31, X-27: harmless extra header parameters")
        void acceptsExtraParameters() {
            request.accepts(request.proof()
                    .header("kid", "1")
                    .header("x5t", "abc")
                    .header("tx_id_key", "v")
                    .header("cty", "x")
                    .header("nested", Map.of("a", List.of(1, "b"))));
        }
    }

    @Nested
    @DisplayName("6. The JWT signature verifies with the public key in jwk (P-11)")
    class Item6 {
        @Test
        @DisplayName("X-15: an altered signature")
        void rejectsAnAlteredSignature() {
            // The first byte: the last character may hold unused bits only (V-08).
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().mapSignature(bytes -> {
                bytes[0] ^= 1;
                return bytes;
            }));
        }

        @Test
        @DisplayName("H-38: header or payload changed after signing")
        void rejectsWhatWasChangedAfterSigning() {
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().tamperedHeader());
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().tamperedPayload());
        }

        @Test
        @DisplayName("H-38: parts of two proofs of the same key")
        void rejectsSwappedParts() {
            String[] one = request.proof().serialize().split("\\.");
            String[] two = request.proof().header("x", 1).serialize().split("\\.");
            for (String swapped : List.of(
                    one[0] + "." + two[1] + "." + one[2],
                    two[0] + "." + one[1] + "." + one[2],
                    one[0] + "." + one[1] + "." + two[2])) {
                assertRejected(Rejection.SIGNATURE_INVALID, request.verify(Keys.ES256.jkt(), swapped));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"ES256", "PS256", "RS256", "Ed25519"})
        @DisplayName("P-11: a signature by another key than jwk")
        void rejectsAnotherSigner(String algorithm) {
            Verifying verifying = Verifying.with(Keys.forAlgorithm(algorithm));
            ClientKey stranger = algorithm.endsWith("S256") && !algorithm.equals("ES256")
                    ? Keys.PS256.as(algorithm.equals("PS256") ? "RS256" : "PS256")
                    : ClientKey.generate(algorithm);
            verifying.rejects(Rejection.SIGNATURE_INVALID, verifying.proof().signedBy(stranger));
        }

        @Test
        @DisplayName("P-11, J-13, H-07, H-08, H-09: kid, jku, x5u, x5c neither select nor fetch a key")
        void ignoresOtherWaysToNameAKey() {
            TestProof named = request.proof()
                    .header("kid", "../../../dev/null' OR 1=1 ${jndi:ldap://h}")
                    .header("jku", "https://127.0.0.1:1/jwks")
                    .header("x5u", "file:///etc/hosts")
                    .header("x5c", List.of("AAAA", "!"))
                    .header("x5t", 1)
                    .header("x5t#S256", null);
            request.accepts(named);
            request.rejects(Rejection.SIGNATURE_INVALID, named.signedBy(Keys.OTHER_ES256));
            request.rejects(Rejection.JWK_INVALID, named.without("jwk"));
        }
    }

    @Nested
    @DisplayName("7. The jwk JOSE Header Parameter does not contain a private key (P-09, P-10)")
    class Item7 {
        @Test
        @DisplayName("X-16, H-05: a whole private key")
        void rejectsPrivateKeys() {
            for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
                request.rejects(Rejection.JWK_PRIVATE, request.proof().key(key).header("jwk", key.privateJwk()));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv"})
        @DisplayName("P-10, H-05: one private member, whatever its value and the key's type")
        void rejectsAnyPrivateMember(String member) {
            for (ClientKey key : List.of(Keys.ES256, Keys.PS256, Keys.ED25519)) {
                TestProof proof = request.proof().key(key);
                request.rejects(Rejection.JWK_PRIVATE, proof.jwkMember(member, "AQAB"));
                request.rejects(Rejection.JWK_PRIVATE, proof.jwkMember(member, ""));
                request.rejects(Rejection.JWK_PRIVATE, proof.jwkMember(member, null));
                request.rejects(Rejection.JWK_PRIVATE, proof.jwkMember(member, 0));
                request.rejects(Rejection.JWK_PRIVATE, proof.jwkMember(member, List.of()));
            }
        }

        @Test
        @DisplayName("X-06: no jwk")
        void rejectsWithoutJwk() {
            request.rejects(Rejection.JWK_INVALID, request.proof().without("jwk"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "{}", "[]", "\"{}\"", "1", "true", "{\"keys\":[]}"})
        @DisplayName("H-06: a jwk that is no key")
        void rejectsWhatIsNoKey(String json) {
            request.rejects(Rejection.JWK_INVALID, request.proof().headerJson("jwk", json));
        }

        @Test
        @DisplayName("H-03: a symmetric key")
        void rejectsSymmetricKeys() {
            request.rejects(
                    Rejection.JWK_PRIVATE, request.proof().header("jwk", Map.of("kty", "oct", "k", "c2VjcmV0")));
            request.rejects(Rejection.JWK_INVALID, request.proof().header("jwk", Map.of("kty", "oct")));
        }
    }

    @Nested
    @DisplayName("8. htm matches the HTTP method of the current request (P-18, A-21)")
    class Item8 {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "M-SEARCH"})
        void acceptsTheMethodOfTheRequest(String method) {
            request.method = method;
            request.accepts(request.proof());
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "get", "Get", "GET ", " GET", "GETT", "GE", "HEAD", "\u0261ET", "GET,PUT", "*"})
        @DisplayName("X-17, H-72, H-81, H-83, W-13: any other")
        void rejectsAnother(String htm) {
            request.rejects(Rejection.HTM_MISMATCH, request.proof().claim("htm", htm));
        }

        @Test
        @DisplayName("A-18, H-83: HEAD is a method of its own")
        void rejectsGetForHead() {
            request.method = "HEAD";
            request.rejects(Rejection.HTM_MISMATCH, request.proof().claim("htm", "GET"));
        }
    }

    @Nested
    @DisplayName("9. htu matches the HTTP URI of the request, without query and fragment (P-19, P-20)")
    class Item9 {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://api.example/orders",
                    "HTTPS://API.EXAMPLE/orders",
                    "https://api.example:443/orders",
                    "https://api.example:/orders",
                    "https://api.example/orders?a=b",
                    "https://api.example/orders#f",
                    "https://api.example/orders?a=b#f",
                    "https://api.example/orders?",
                    "https://api.example/x/../orders",
                    "https://api.example/./%6Frders",
                    "https://api.example/x/%2e%2E/orders"
                })
        @DisplayName("X-18, X-19, X-28, X-29, H-68: what normalisation makes equal")
        void accepts(String htu) {
            request.accepts(request.proof().claim("htu", htu));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://api.example/ordersohnonotagain",
                    "https://api.example/orders/",
                    "https://api.example/Orders",
                    "https://api.example//orders",
                    "https://api.example/orders;v=1",
                    "https://api.example/order",
                    "https://api.example/",
                    "https://api.example",
                    "https://api.example:8443/orders",
                    "https://api.example./orders",
                    "https://api.example.evil/orders",
                    "https://evil.example/orders",
                    "https://user@api.example/orders",
                    "https://api.example@evil/orders",
                    "http://api.example/orders",
                    "wss://api.example/orders",
                    "https:/orders",
                    "//api.example/orders",
                    "/orders",
                    "orders",
                    "*",
                    "null",
                    "data:,x",
                    "https://api.example\\orders",
                    "https://api.example/orders ",
                    " https://api.example/orders",
                    "https://api.example/orders%zz",
                    "https://\u212Aapi.example/orders"
                })
        @DisplayName("X-20, H-60, H-67, H-69..H-74, A-01, A-27: what stays different, or is no target URI")
        void rejects(String htu) {
            request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", htu));
        }

        @Test
        @DisplayName("U-17: any of several URIs under which clients know the API")
        void acceptsAnyOfSeveral() {
            request.uris = List.of(URI, "https://other.example/v1/orders");
            request.accepts(request.proof());
            request.accepts(request.proof().claim("htu", "https://other.example/v1/orders"));
            request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", "https://other.example/orders"));
        }

        @Test
        @DisplayName("a request that names no authority has no target URI, so nothing matches")
        void rejectsEverythingWithoutAnAuthority() {
            TestProof proof = request.proof();
            request.uris = List.of();
            request.rejects(Rejection.HTU_MISMATCH, proof);
        }
    }

    @Nested
    @DisplayName("10. If the server provided a nonce, the nonce claim matches it")
    class Item10 {
        @Test
        @DisplayName("A-15, N-19: no nonce was provided, so whatever the claim holds is ignored")
        void ignoresTheClaimWhenNoNonceWasProvided() {
            request.accepts(request.proof());
            request.accepts(request.proof().nonce("of another server"));
            request.accepts(request.proof().claimJson("nonce", "null"));
        }

        @Test
        @DisplayName("P-17, P-21, H-53: a nonce was demanded, so the claim holds one that was supplied")
        void demandsANonce() {
            request.nonceDemand = NonceDemand.REQUIRED;
            request.accepts(request.proof().nonce(request.nonce().serialize()));
            request.rejects(Rejection.NONCE_MISSING, request.proof());
            request.rejects(Rejection.NONCE_UNKNOWN, request.proof().nonce("of another server"));
        }
    }

    @Nested
    @DisplayName("11. The creation time is within an acceptable window (P-22, R-01, R-02)")
    class Item11 {
        @Test
        @DisplayName("X-34, X-35, F-04: ten seconds off, in both directions")
        void acceptsSmallOffsets() {
            request.accepts(request.proof().issuedAgo(Duration.ofSeconds(10)));
            request.accepts(request.proof().issuedAhead(Duration.ofSeconds(10)));
        }

        @Test
        @DisplayName("X-21, X-22: an hour off, in both directions")
        void rejectsAnHour() {
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().issuedAgo(Duration.ofHours(1)));
            request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().issuedAhead(Duration.ofHours(1)));
        }

        @Test
        @DisplayName("X-33, A-05: nbf now and exp in five minutes")
        void acceptsNbfAndExp() {
            long now = Verifying.NOW.getEpochSecond();
            request.accepts(request.proof().claim("nbf", now).claim("exp", now + 300));
        }
    }

    @Nested
    @DisplayName("12. ath equals the hash of the access token, and the key is the one it is bound to (P-23, P-24)")
    class Item12 {
        @Test
        @DisplayName("H-91: the hash of another token, or another form of the right hash")
        void rejectsOtherHashes() throws Exception {
            byte[] token = Verifying.TOKEN.getBytes(StandardCharsets.US_ASCII);
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(token);
            String right = Base64Url.encode(sha256);
            request.accepts(request.proof().accessTokenHash(right));

            byte[] sha512 = MessageDigest.getInstance("SHA-512").digest(token);
            byte[] withScheme = MessageDigest.getInstance("SHA-256")
                    .digest(("DPoP " + Verifying.TOKEN).getBytes(StandardCharsets.US_ASCII));
            for (String ath : List.of(
                    right + "=",
                    right.substring(0, 42),
                    right + "A",
                    right.toLowerCase(Locale.ROOT),
                    hex(sha256),
                    Base64Url.encode(Arrays.copyOf(sha256, 16)),
                    Base64Url.encode(sha512),
                    Base64Url.encode(withScheme),
                    Verifying.TOKEN)) {
                request.rejects(Rejection.ATH_MISMATCH, request.proof().accessTokenHash(ath));
            }
            request.rejects(Rejection.ATH_MISMATCH, request.proof().accessToken("another"));
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        @Test
        @DisplayName("T-10, X-26, H-90: the proof's key is another one, though its signature is right")
        void rejectsAnotherKey() {
            request.jkt = Keys.ES256.jkt();
            request.accepts(request.proof());
            request.rejects(Rejection.KEY_MISMATCH, request.proof().key(Keys.OTHER_ES256));
            request.rejects(Rejection.KEY_MISMATCH, request.proof().key(Keys.ED25519));
        }

        @Test
        @DisplayName("A-11: the key's fault is one of the token, every other fault one of the proof")
        void answersInvalidTokenForTheKeyOnly() {
            assertEquals("invalid_token", Rejection.KEY_MISMATCH.error().orElseThrow());
            assertEquals("invalid_dpop_proof", Rejection.ATH_MISMATCH.error().orElseThrow());
            assertEquals(
                    "invalid_dpop_proof", Rejection.SIGNATURE_INVALID.error().orElseThrow());
        }
    }
}
