package org.dpop4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.StrictJson;
import org.dpop4j.test.TestIssuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T-02, T-11, T-12, L-01, A-16, H-92, H-93, M-07: what cnf says, and that doubt is never unbound")
class ConfirmationTest {
    private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private static final Confirmation BOUND = new Confirmation.Jkt(JKT);
    private static final Confirmation MALFORMED = new Confirmation.Unusable(Rejection.CONFIRMATION_MALFORMED);
    private static final Confirmation UNKNOWN = new Confirmation.Unusable(Rejection.CONFIRMATION_UNKNOWN);
    private static final Confirmation UNSUPPORTED = new Confirmation.Unusable(Rejection.CONFIRMATION_UNSUPPORTED);

    /** A token with this payload; nobody asks for its header and signature here. */
    private static String token(String payload) {
        return "e30." + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
    }

    private static Confirmation certificate(Confirmation besides) {
        return new Confirmation.Certificate(besides);
    }

    private static void ofToken(Confirmation expected, String payload) {
        assertEquals(expected, Confirmation.ofToken(token(payload)), payload);
        assertEquals(
                expected, AuthenticatedToken.of(token(payload), false, null).confirmation(), payload);
    }

    /** The claim in the token's text, as a string, and as the map that servers hand out. */
    private static void ofCnf(Confirmation expected, String cnf) throws Exception {
        ofToken(expected, "{\"cnf\":" + cnf + "}");
        ofToken(expected, "{\"sub\":\"x\", \"cnf\" :" + cnf + ",\"aud\":[\"a\"]}");
        if (cnf.startsWith("{")) {
            assertEquals(expected, Confirmation.ofClaim(cnf), cnf);
            Map<String, @Nullable Object> members = StrictJson.parseObject(cnf, StrictJson.Limits.ACCESS_TOKEN);
            assertEquals(expected, Confirmation.ofClaim(members), cnf);
            assertEquals(expected, AuthenticatedToken.of(null, true, members).confirmation(), cnf);
        }
    }

    @Nested
    class InTheTokensText {
        @Test
        @DisplayName("T-02: bound by jkt")
        void bound() throws Exception {
            ofCnf(BOUND, "{\"jkt\":\"" + JKT + "\"}");
        }

        @Test
        @DisplayName("no cnf: unbound")
        void unbound() {
            ofToken(new Confirmation.None(), "{}");
            ofToken(new Confirmation.None(), "{\"sub\":\"x\",\"CNF\":{\"jkt\":\"" + JKT + "\"}}");
            ofToken(new Confirmation.None(), "{\"x\":{\"cnf\":{\"jkt\":\"" + JKT + "\"}}}");
        }

        @Test
        @DisplayName("the shapes of real products, bound and unbound (clients.md 3)")
        void realProducts() {
            TestIssuer issuer = TestIssuer.es256();
            for (var shape : List.of(issuer.microProfile(), issuer.keycloak(), issuer.auth0(), issuer.okta())) {
                assertEquals(new Confirmation.None(), Confirmation.ofToken(shape.serialize()));
                assertEquals(BOUND, Confirmation.ofToken(shape.boundTo(JKT).serialize()));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\"", "\"x\"", "1", "true", "[]", "[{\"jkt\":\"x\"}]", "{}"})
        @DisplayName("T-11, H-92: cnf that is no object, or an empty one")
        void malformedClaims(String cnf) throws Exception {
            ofCnf(MALFORMED, cnf);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "null",
                    "1",
                    "true",
                    "[\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"]",
                    "{}",
                    "\"\"",
                    "\" \"",
                    "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=\"",
                    "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4\"",
                    "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4IA\"",
                    "\" ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"",
                    "\"0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"",
                    "\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J\"",
                    "\"\\u00e9ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"",
                    "\"D19708E0E459358CBE0D6A6AAB7D2367224\""
                })
        @DisplayName("T-11, H-92: jkt that is no thumbprint: type, length, padding, alphabet, unused bits")
        void malformedThumbprints(String jkt) throws Exception {
            ofCnf(MALFORMED, "{\"jkt\":" + jkt + "}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"jwk", "jwe", "jku", "kid"})
        @DisplayName("T-12, L-01, A-16, H-93: a known method that nobody here verifies, alone and beside jkt")
        void otherMethods(String method) throws Exception {
            for (String value : List.of("\"x\"", "null", "{}")) {
                ofCnf(UNSUPPORTED, "{\"" + method + "\":" + value + "}");
                ofCnf(UNSUPPORTED, "{\"jkt\":\"" + JKT + "\",\"" + method + "\":" + value + "}");
                ofCnf(UNSUPPORTED, "{\"" + method + "\":" + value + ",\"jkt\":\"" + JKT + "\"}");
            }
        }

        @Test
        @DisplayName("T-12, L-01: a client certificate, alone and beside jkt, which somebody else may have verified")
        void certificates() throws Exception {
            for (String value : List.of("\"x\"", "null", "{}")) {
                String certificate = "\"x5t#S256\":" + value;
                String jkt = "\"jkt\":\"" + JKT + "\"";
                ofCnf(certificate(new Confirmation.None()), "{" + certificate + "}");
                ofCnf(certificate(BOUND), "{" + jkt + "," + certificate + "}");
                ofCnf(certificate(BOUND), "{" + certificate + "," + jkt + "}");
                ofCnf(certificate(MALFORMED), "{" + certificate + ",\"jkt\":1}");
                ofCnf(certificate(UNSUPPORTED), "{" + certificate + ",\"x\":1}");
                ofCnf(UNSUPPORTED, "{" + certificate + ",\"jwk\":{}}");
            }
        }

        @Test
        @DisplayName("A-16, H-93, S-07: members that nobody knows: ignored beside jkt, unusable alone")
        void unknownMethods() throws Exception {
            ofCnf(BOUND, "{\"jkt\":\"" + JKT + "\",\"kc-jkt-type\":\"DPoP\",\"x\":[1]}");
            ofCnf(UNSUPPORTED, "{\"jkt#S512\":\"x\"}");
            ofCnf(UNSUPPORTED, "{\"JKT\":\"" + JKT + "\"}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"cnf\":{\"jkt\":\"x\"},\"cnf\":{}}",
                    "{\"a\":1,\"a\":1}",
                    "{\"cnf\":{\"jkt\":\"x\",\"jkt\":\"y\"}}",
                    "{\"a\":1}x",
                    "[]",
                    "{",
                    "null",
                    "{\"a\":01}",
                    "{\"a\":\"\\ud83d\"}"
                })
        @DisplayName("J-03, J-04, H-43: a payload that two readers may read in two ways")
        void malformedPayloads(String payload) {
            ofToken(MALFORMED, payload);
        }

        @Test
        @DisplayName("a text that is no JWS is never unbound")
        void noJws() {
            String payload = Base64Url.encode("{}".getBytes(StandardCharsets.US_ASCII));
            for (String text : List.of(
                    "",
                    "a",
                    payload,
                    "e30." + payload,
                    "a.b",
                    "e30." + payload + ".a.b",
                    "e30." + payload + ".a.b.c",
                    "..",
                    "e30..c2ln",
                    "e30." + payload + "=.c2ln",
                    "e30.e31.c2ln",
                    "e30. .c2ln")) {
                assertEquals(MALFORMED, Confirmation.ofToken(text), text);
            }
        }

        @Test
        @DisplayName(
                "what an authorization server may put into a token: 64 levels, numbers of 1024 characters; no more")
        void limits() {
            ofToken(new Confirmation.None(), "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}");
            ofToken(MALFORMED, "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}");
            ofToken(new Confirmation.None(), "{\"a\":" + "1".repeat(1024) + "}");
            ofToken(MALFORMED, "{\"a\":" + "1".repeat(1025) + "}");
            ofToken(MALFORMED, "{\"a\":" + "[".repeat(20_000));
        }
    }

    @Nested
    @DisplayName("M-07: in the claim that the server hands out, where it exposes no readable text")
    class InTheClaim {
        @Test
        void anyKindOfMap() {
            assertEquals(BOUND, Confirmation.ofClaim(Map.of("jkt", JKT)));
            assertEquals(BOUND, Confirmation.ofClaim(new HashMap<>(Map.of("jkt", JKT, "x", 1))));
            assertEquals(BOUND, Confirmation.ofClaim(new TreeMap<>(Map.of("jkt", JKT))));
            assertEquals(MALFORMED, Confirmation.ofClaim(Map.of()));
            assertEquals(certificate(BOUND), Confirmation.ofClaim(Map.of("jkt", JKT, "x5t#S256", "x")));
            assertEquals(UNSUPPORTED, Confirmation.ofClaim(Map.of(1, JKT)));
            assertEquals(MALFORMED, Confirmation.ofClaim(Map.of("jkt", new StringBuilder(JKT))));
        }

        @Test
        void aStringOfStrictJson() {
            assertEquals(BOUND, Confirmation.ofClaim("{\"jkt\":\"" + JKT + "\"}"));
            assertEquals(BOUND, Confirmation.ofClaim(" {\"jkt\":\"" + JKT + "\"} "));
            for (String json : List.of(
                    JKT,
                    "",
                    "{}",
                    "null",
                    "{\"jkt\":\"" + JKT + "\"}x",
                    "{jkt=" + JKT + "}",
                    "{\"jkt\":\"" + JKT + "\",\"jkt\":\"" + JKT + "\"}")) {
                assertEquals(MALFORMED, Confirmation.ofClaim(json), json);
            }
        }

        @Test
        @DisplayName("a claim that is there and is null, or of any other type")
        void anythingElse() {
            for (@Nullable Object claim : Arrays.asList(null, 1, true, List.of(), List.of(Map.of("jkt", JKT)), 'c')) {
                assertEquals(MALFORMED, Confirmation.ofClaim(claim));
                assertEquals(MALFORMED, AuthenticatedToken.of(null, true, claim).confirmation());
            }
        }
    }

    @Nested
    @DisplayName("T-15: which of the two is read")
    class Source {
        private final String bound = token("{\"cnf\":{\"jkt\":\"" + JKT + "\"}}");
        private final String unbound = token("{}");

        @Test
        void theTextOfASignedTokenWins() {
            assertEquals(BOUND, AuthenticatedToken.of(bound, false, null).confirmation());
            assertEquals(
                    new Confirmation.None(),
                    AuthenticatedToken.of(unbound, true, Map.of("jkt", JKT)).confirmation());
        }

        @Test
        @DisplayName("an encrypted token, an opaque one, none: the claim")
        void theClaimOtherwise() {
            for (@Nullable String text : Arrays.asList(null, "", "opaque", "a.b", "a.b.c.d", "a.b.c.d.e")) {
                assertEquals(
                        BOUND,
                        AuthenticatedToken.of(text, true, Map.of("jkt", JKT)).confirmation());
                assertEquals(
                        new Confirmation.None(),
                        AuthenticatedToken.of(text, false, null).confirmation());
            }
        }

        @Test
        @DisplayName("L-07: of a text that only its issuer can read, without claims, nobody can tell")
        void theTextAloneSaysNothingUnlessItIsSigned() {
            assertEquals(BOUND, AuthenticatedToken.ofText(bound).confirmation());
            assertEquals(
                    new Confirmation.None(), AuthenticatedToken.ofText(unbound).confirmation());
            assertEquals(MALFORMED, AuthenticatedToken.ofText("a.b.c").confirmation());
            for (@Nullable String text : Arrays.asList(null, "", "opaque", "a.b", "a.b.c.d", "a.b.c.d.e")) {
                AuthenticatedToken token = AuthenticatedToken.ofText(text);
                assertEquals(UNKNOWN, token.confirmation(), text);
                assertEquals(text, token.rawToken());
            }
        }

        @Test
        void neverPrintsTheToken() {
            assertFalse(AuthenticatedToken.of(bound, false, null).toString().contains(bound));
        }
    }

    @Nested
    @DisplayName("T-03, L-07: what the introspection response adds")
    class Introspected {
        private static final String CNF = "\"cnf\":{\"jkt\":\"" + JKT + "\"}";
        private static final Confirmation OTHER = new Confirmation.Jkt("1ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");

        private final String bound = token("{" + CNF + "}");
        private final String unbound = token("{}");

        private static void of(Confirmation expected, String text, String response) {
            assertEquals(
                    expected,
                    AuthenticatedToken.ofText(text).introspected(response).confirmation(),
                    response);
        }

        @Test
        @DisplayName("an opaque or encrypted token is bound as the response says, and unbound when it says nothing")
        void ofTextsThatNobodyReads() {
            for (String text : List.of("opaque", "a.b", "a.b.c.d.e")) {
                of(BOUND, text, "{\"active\":true," + CNF + "}");
                of(new Confirmation.None(), text, "{\"active\":true}");
                of(MALFORMED, text, "{\"active\":true,\"cnf\":null}");
                of(certificate(new Confirmation.None()), text, "{\"active\":true,\"cnf\":{\"x5t#S256\":\"x\"}}");
            }
        }

        @Test
        @DisplayName("token_type of a bound token is DPoP, where there is one")
        void tokenType() {
            of(BOUND, "opaque", "{" + CNF + ",\"token_type\":\"DPoP\"}");
            of(BOUND, "opaque", "{" + CNF + ",\"token_type\":\"dpop\"}");
            of(BOUND, "opaque", "{" + CNF + ",\"token_type\":null}");
            of(MALFORMED, "opaque", "{" + CNF + ",\"token_type\":\"Bearer\"}");
            of(MALFORMED, "opaque", "{" + CNF + ",\"token_type\":[\"DPoP\"]}");
            of(new Confirmation.None(), "opaque", "{\"token_type\":\"Bearer\"}");
            of(UNKNOWN, "opaque", "{\"token_type\":\"DPoP\"}");
            of(UNKNOWN, "opaque", "{\"token_type\":[\"Bearer\"]}");
            of(new Confirmation.None(), "opaque", "{\"token_type\":null}");
        }

        @Test
        @DisplayName("a signed token is bound when either says so, and unusable when they contradict each other")
        void ofSignedTokens() {
            of(BOUND, bound, "{\"active\":true}");
            of(BOUND, unbound, "{\"active\":true," + CNF + "}");
            of(BOUND, bound, "{\"active\":true," + CNF + "}");
            of(BOUND, bound, "{\"active\":true,\"token_type\":\"DPoP\"}");
            of(new Confirmation.None(), unbound, "{\"active\":true}");
            of(UNKNOWN, unbound, "{\"active\":true,\"token_type\":\"DPoP\"}");
            of(MALFORMED, bound, "{\"cnf\":{\"jkt\":\"" + ((Confirmation.Jkt) OTHER).jkt() + "\"}}");
            of(MALFORMED, bound, "{\"cnf\":{\"jwk\":{}}}");
            of(UNSUPPORTED, unbound, "{\"cnf\":{\"jwk\":{}}}");
            of(MALFORMED, "a.b.c", "{\"active\":true," + CNF + "}");
        }

        @Test
        @DisplayName("J-03: a response that is not one JSON object says nothing")
        void nonsense() {
            for (String response : List.of("", "null", "[]", "active", "{" + CNF + "," + CNF + "}")) {
                of(MALFORMED, "opaque", response);
                of(MALFORMED, unbound, response);
                of(MALFORMED, bound, response);
            }
        }
    }

    @Nested
    @DisplayName("T-12: a certificate that the server has verified")
    class VerifiedCertificates {
        private static final String CERTIFICATE = "\"x5t#S256\":\"x\"";

        @Test
        @DisplayName("what is left decides")
        void whatIsLeftDecides() {
            assertEquals(new Confirmation.None(), verified("{" + CERTIFICATE + "}"));
            assertEquals(BOUND, verified("{" + CERTIFICATE + ",\"jkt\":\"" + JKT + "\"}"));
            assertEquals(MALFORMED, verified("{" + CERTIFICATE + ",\"jkt\":1}"));
            assertEquals(UNSUPPORTED, verified("{\"jwk\":{}}"));
            assertEquals(BOUND, verified("{\"jkt\":\"" + JKT + "\"}"));
        }

        private static Confirmation verified(String cnf) {
            return AuthenticatedToken.ofText(token("{\"cnf\":" + cnf + "}"))
                    .withVerifiedCertificate()
                    .confirmation();
        }

        @Test
        @DisplayName("until then the token is refused")
        void isRefusedUntilThen() {
            assertEquals(
                    Optional.of(Rejection.CONFIRMATION_UNSUPPORTED),
                    certificate(BOUND).refusal());
            assertEquals(Optional.of(Rejection.CONFIRMATION_UNKNOWN), UNKNOWN.refusal());
            assertEquals(Optional.empty(), BOUND.refusal());
            assertEquals(Optional.empty(), new Confirmation.None().refusal());
        }
    }
}
