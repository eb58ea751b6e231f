package org.dpop4j.server;

import static org.dpop4j.server.Judging.ALGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Keys;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.test.TestIssuer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Section 1 of the catalogue, row by row, in both modes: the outcome codes K0 to K4 and K6 to K8 with their exact header
 * fields.
 */
class DecisionMatrixTest {
    private static final String BARE_DPOP = "DPoP " + ALGS;
    private static final String BARE_BEARER = "Bearer realm=\"api\"";

    private final Judging required = new Judging(DPoPMode.REQUIRED);
    private final Judging optional = new Judging(DPoPMode.OPTIONAL);

    private static String dpop(String error, Rejection reason) {
        return "DPoP error=\"" + error + "\", error_description=\"" + reason.description() + "\", " + ALGS;
    }

    private static String bearer(String error, Rejection reason) {
        return BARE_BEARER + ", error=\"" + error + "\", error_description=\"" + reason.description() + "\"";
    }

    /** K0. */
    private static void passes(Judging request) {
        assertNull(request.answer());
    }

    private static void answers(Judging request, int status, String... challenges) {
        Challenge answer = request.answer();
        assertNotNull(answer, "the request went on");
        assertEquals(status, answer.status());
        assertEquals(List.of(challenges), answer.wwwAuthenticate());
        assertEquals(Optional.empty(), answer.retryAfterSeconds());
    }

    private static void answersK2(Judging request, Rejection reason) {
        answers(request, 401, dpop("invalid_dpop_proof", reason));
    }

    private static void answersK3(Judging request, Rejection reason) {
        answers(request, 401, dpop("invalid_token", reason));
    }

    private static void answersK4(Judging request, Rejection reason) {
        answers(request, 401, BARE_DPOP, bearer("invalid_token", reason));
    }

    private static Judging judging(DPoPMode mode) {
        return new Judging(mode);
    }

    @Test
    @DisplayName("DM-01, DM-02, C-05, A-14, P-27: no Authorization, with or without a stray proof: K1")
    void noAuthorization() {
        for (String[] proofs :
                List.of(new String[0], new String[] {required.proofLines.get(0)}, new String[] {"junk"})) {
            for (String[] authorization : List.of(new String[0], new String[] {""}, new String[] {" "})) {
                answers(
                        judging(DPoPMode.REQUIRED)
                                .authorization(authorization)
                                .proofs(proofs)
                                .notAuthenticated(),
                        401,
                        BARE_DPOP);
                answers(
                        judging(DPoPMode.OPTIONAL)
                                .authorization(authorization)
                                .proofs(proofs)
                                .notAuthenticated(),
                        401,
                        BARE_DPOP,
                        BARE_BEARER);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "DPoP ", "dpop", "Bearer", "bearer "})
    @DisplayName("W-02, H-78: a scheme without a token is no credential: K1")
    void schemeWithoutToken(String line) {
        answers(required.authorization(line).notAuthenticated(), 401, BARE_DPOP);
        answers(optional.authorization(line).notAuthenticated(), 401, BARE_DPOP, BARE_BEARER);
    }

    @Test
    @DisplayName(
            "DM-03, C-09: Bearer with an invalid token: the DPoP challenge carries it, or Bearer where it is usable")
    void bearerInvalid() {
        for (String[] proofs : List.of(new String[0], new String[] {required.proofLines.get(0)})) {
            answersK3(
                    judging(DPoPMode.REQUIRED)
                            .authorization("Bearer x.y.z")
                            .proofs(proofs)
                            .notAuthenticated(),
                    Rejection.TOKEN_INVALID);
            answersK4(
                    judging(DPoPMode.OPTIONAL)
                            .authorization("Bearer x.y.z")
                            .proofs(proofs)
                            .notAuthenticated(),
                    Rejection.TOKEN_INVALID);
        }
    }

    private static Judging bearer(Judging request, String token) {
        return request.authorization("Bearer " + token).proofs().authenticated(token);
    }

    @Test
    @DisplayName("DM-04, T-13: Bearer, unbound")
    void bearerUnbound() {
        answersK3(bearer(required, required.unboundToken), Rejection.DPOP_REQUIRED);
        passes(bearer(optional, optional.unboundToken));
    }

    @Test
    @DisplayName("DM-05, A-08: Bearer, unbound, with a proof: the client believes that it is protected")
    void bearerUnboundWithProof() {
        for (String[] proofs : List.of(
                new String[] {optional.proofLines.get(0)}, new String[] {"junk"}, new String[] {""}, new String[] {
                    "a", "b"
                })) {
            Judging inRequired = judging(DPoPMode.REQUIRED);
            answersK3(bearer(inRequired, inRequired.unboundToken).proofs(proofs), Rejection.DPOP_REQUIRED);
            Judging inOptional = judging(DPoPMode.OPTIONAL);
            answers(
                    bearer(inOptional, inOptional.unboundToken).proofs(proofs),
                    400,
                    dpop("invalid_request", Rejection.PROOF_WITH_BEARER),
                    bearer("invalid_request", Rejection.PROOF_WITH_BEARER));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    @DisplayName("DM-06, DM-07, T-08, T-09, X-31, H-88: a bound token as Bearer, and no proof rescues it")
    void bearerBound(String scheme) {
        for (boolean proof : List.of(false, true)) {
            for (DPoPMode mode : DPoPMode.values()) {
                Judging request = judging(mode);
                request.authorization(scheme + " " + request.boundToken);
                request.proofs(proof ? new String[] {request.proof().serialize()} : new String[0]);
                if (mode == DPoPMode.REQUIRED) {
                    answersK3(request, Rejection.BOUND_TOKEN_AS_BEARER);
                } else {
                    answersK4(request, Rejection.BOUND_TOKEN_AS_BEARER);
                }
                assertEquals(List.of(), request.proofs.store.uses());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-08, T-05, C-22: DPoP with a token that the server refused, whatever the proof")
    void dpopInvalid(DPoPMode mode) {
        for (String[] proofs :
                List.of(new String[0], new String[] {"junk"}, new String[] {required.proofLines.get(0)})) {
            answersK3(judging(mode).proofs(proofs).notAuthenticated(), Rejection.TOKEN_INVALID);
        }
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-09, T-07, A-17, H-89: DPoP with an unbound token, whatever the proof")
    void dpopUnbound(DPoPMode mode) {
        for (boolean proof : List.of(false, true)) {
            Judging request = judging(mode);
            request.authorization("DPoP " + request.unboundToken).authenticated(request.unboundToken);
            request.proofs.token = request.unboundToken;
            request.proofs(proof ? new String[] {request.proof().serialize()} : new String[0]);
            answersK3(request, Rejection.TOKEN_NOT_BOUND);
        }
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-10, P-01, T-04, A-10, X-30: DPoP, bound, no proof")
    void dpopWithoutProof(DPoPMode mode) {
        answersK2(judging(mode).proofs(), Rejection.PROOF_MISSING);
        answersK2(judging(mode).proofs(""), Rejection.PROOF_MISSING);
        answersK2(judging(mode).proofs(" "), Rejection.PROOF_MISSING);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-11, P-02, X-02: DPoP, bound, two proofs")
    void dpopWithTwoProofs(DPoPMode mode) {
        Judging request = judging(mode);
        String proof = request.proof().serialize();
        answersK2(request.proofs(proof, proof), Rejection.PROOF_MULTIPLE);
        answersK2(request.proofs(proof + ", " + proof), Rejection.PROOF_MULTIPLE);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-12, C-13, A-09: DPoP, bound, a proof that is wrong: 401, never 400")
    void dpopWithABadProof(DPoPMode mode) {
        Judging request = judging(mode);
        answersK2(request.proofs("junk"), Rejection.PROOF_MALFORMED);
        answersK2(request.proofs(request.proof().claim("htm", "PUT").serialize()), Rejection.HTM_MISMATCH);
        answersK2(request.proofs(request.proof().accessToken("x").serialize()), Rejection.ATH_MISMATCH);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-13, T-10, A-11, X-26: DPoP, bound, a good proof of another key")
    void dpopWithAnotherKey(DPoPMode mode) {
        Judging request = judging(mode);
        answersK3(request.proofs(request.proof().key(Keys.OTHER_ES256).serialize()), Rejection.KEY_MISMATCH);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-14, K5, C-17: DPoP, bound, no good nonce where one is demanded: that one challenge alone")
    void dpopWithoutANonce(DPoPMode mode) {
        Judging request = judging(mode).settings(settings -> settings.nonceMode(NonceMode.REQUIRED));
        for (String nonce : List.of("", "unknown")) {
            Challenge challenge =
                    request.proofs(request.proof().nonce(nonce).serialize()).answer();
            assertEquals(
                    List.of("DPoP error=\"use_dpop_nonce\", error_description=\"The resource server requires a nonce in"
                            + " the DPoP proof\", " + ALGS),
                    challenge.wwwAuthenticate());
            assertEquals(401, challenge.status());
        }
        passes(request.proofs(
                request.proof().nonce(request.proofs.nonce().serialize()).serialize()));
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-15, R-05: DPoP, bound, a proof that was used before")
    void dpopWithAReplay(DPoPMode mode) {
        Judging request = judging(mode);
        passes(request);
        answersK2(request, Rejection.PROOF_REPLAYED);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-16: DPoP, bound, a good proof")
    void dpop(DPoPMode mode) {
        passes(judging(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP ", "dpop ", "DPOP ", "dpOp ", "DPoP    ", " DPoP "})
    @DisplayName("T-06, W-01, W-02, X-37: the scheme in any case, with any number of spaces")
    void dpopInAnyCase(String scheme) {
        optional.authorization(scheme + optional.boundToken + " ");
        passes(optional);
    }

    @ParameterizedTest
    @EnumSource(DPoPMode.class)
    @DisplayName("DM-17, C-14, A-13: DPoP, all good, and the caller may not do this: K7")
    void dpopForbidden(DPoPMode mode) {
        Judging request = judging(mode);
        DPoPExchange exchange = request.open();
        exchange.admit(new Caller.TokenHolder(assertNotNullToken(request.token)));
        Challenge answer = exchange.challengeFor(403).orElseThrow();
        assertEquals(403, answer.status());
        assertEquals(List.of(dpop("insufficient_scope", Rejection.INSUFFICIENT_SCOPE)), answer.wwwAuthenticate());
    }

    @Test
    @DisplayName("DM-17: Bearer, where it is usable, and the caller may not do this: the challenge of the scheme used")
    void bearerForbidden() {
        bearer(optional, optional.unboundToken);
        DPoPExchange exchange = optional.open();
        exchange.admit(new Caller.TokenHolder(assertNotNullToken(optional.token)));
        Challenge answer = exchange.challengeFor(403).orElseThrow();
        assertEquals(403, answer.status());
        assertEquals(List.of(bearer("insufficient_scope", Rejection.INSUFFICIENT_SCOPE)), answer.wwwAuthenticate());
    }

    private static AuthenticatedToken assertNotNullToken(@Nullable AuthenticatedToken token) {
        assertNotNull(token);
        return token;
    }

    @Test
    @DisplayName("DM-18, C-10, C-11, W-04, W-10, H-77: two credentials: K6 on the mechanisms used")
    void twoCredentials() {
        String dpopLine = "DPoP " + optional.boundToken;
        String bearerLine = "Bearer " + optional.unboundToken;
        Rejection two = Rejection.AUTHORIZATION_AMBIGUOUS;
        for (String[] lines : List.of(new String[] {dpopLine, bearerLine}, new String[] {bearerLine, dpopLine})) {
            answers(
                    judging(DPoPMode.OPTIONAL).authorization(lines),
                    400,
                    dpop("invalid_request", two),
                    bearer("invalid_request", two));
            answers(judging(DPoPMode.REQUIRED).authorization(lines), 400, dpop("invalid_request", two));
        }
        for (String[] lines : List.of(
                new String[] {dpopLine, dpopLine}, new String[] {dpopLine, "Basic dTpw"}, new String[] {dpopLine, ""
                })) {
            answers(judging(DPoPMode.OPTIONAL).authorization(lines), 400, dpop("invalid_request", two));
            answers(judging(DPoPMode.REQUIRED).authorization(lines), 400, dpop("invalid_request", two));
        }
        answers(
                judging(DPoPMode.OPTIONAL).authorization(bearerLine, bearerLine),
                400,
                BARE_DPOP,
                bearer("invalid_request", two));
        answers(judging(DPoPMode.REQUIRED).authorization(bearerLine, bearerLine), 400, dpop("invalid_request", two));
    }

    @Test
    @DisplayName("DM-18, W-03, H-77, H-78, H-80: credentials that are not one token68: K6")
    void malformedCredentials() {
        Rejection malformed = Rejection.AUTHORIZATION_MALFORMED;
        String token = optional.boundToken;
        for (String line : List.of(
                "DPoP " + token + ", DPoP " + token,
                "DPoP token=\"" + token + "\"",
                "DPoP \"" + token + "\"",
                "DPoP\t" + token,
                "DPoP " + token + " x",
                "DPoP " + token + "\u00e9",
                "DPoP " + "a".repeat(65_537))) {
            answers(judging(DPoPMode.OPTIONAL).authorization(line), 400, dpop("invalid_request", malformed));
            answers(judging(DPoPMode.REQUIRED).authorization(line), 400, dpop("invalid_request", malformed));
        }
        answers(
                judging(DPoPMode.OPTIONAL).authorization("DPoP " + token + ", Bearer " + token),
                400,
                dpop("invalid_request", malformed),
                bearer("invalid_request", malformed));
        answers(
                judging(DPoPMode.OPTIONAL).authorization("Bearer a b"),
                400,
                BARE_DPOP,
                bearer("invalid_request", malformed));
    }

    @Test
    @DisplayName("DM-18: judging without having screened comes to the same")
    void judgesMalformedCredentials() {
        optional.authorization("DPoP " + optional.boundToken, "DPoP " + optional.boundToken);
        Verifying.assertRejected(
                Rejection.AUTHORIZATION_AMBIGUOUS,
                optional.open().admit(new Caller.TokenHolder(assertNotNullToken(optional.token))));
    }

    @Test
    @DisplayName("the longest token that is looked at, and one character more")
    void boundsTheToken() {
        Rejection malformed = Rejection.AUTHORIZATION_MALFORMED;
        answersK3(required.authorization("DPoP " + "a".repeat(65_536)).notAuthenticated(), Rejection.TOKEN_INVALID);
        answers(
                required.authorization("DPoP " + "a".repeat(65_537)).notAuthenticated(),
                400,
                dpop("invalid_request", malformed));
    }

    @Test
    @DisplayName("DM-19, C-05: another scheme belongs to somebody else: K1")
    void otherScheme() {
        answers(required.authorization("Basic dTpw").notAuthenticated(), 401, BARE_DPOP);
        answers(optional.authorization("Basic dTpw").notAuthenticated(), 401, BARE_DPOP, BARE_BEARER);
    }

    @Test
    @DisplayName(
            "DM-20, T-14, M-05, H-94, W-12: a bound token from a cookie, a form or a query is no DPoP presentation")
    void otherCarrier() {
        for (String[] proofs : List.of(new String[0], new String[] {required.proofLines.get(0)})) {
            for (String[] authorization : List.of(new String[0], new String[] {"Basic dTpw"}, new String[] {"DPoP"})) {
                answersK3(
                        judging(DPoPMode.REQUIRED).authorization(authorization).proofs(proofs),
                        Rejection.BOUND_TOKEN_AS_BEARER);
                answersK4(
                        judging(DPoPMode.OPTIONAL).authorization(authorization).proofs(proofs),
                        Rejection.BOUND_TOKEN_AS_BEARER);
            }
        }
    }

    @Test
    @DisplayName("DM-20: an unbound token from a cookie is a Bearer token")
    void unboundFromAnotherCarrier() {
        answersK3(required.authorization().proofs().authenticated(required.unboundToken), Rejection.DPOP_REQUIRED);
        passes(optional.authorization().proofs().authenticated(optional.unboundToken));
    }

    @Test
    @DisplayName(
            "DM-21, T-11, T-12, L-01, H-92, H-93, A-36: cnf that is malformed or cannot be verified, under any scheme")
    void unusableConfirmation() {
        TestIssuer issuer = TestIssuer.es256();
        Map<Object, Rejection> claims = Map.of(
                Map.of(),
                Rejection.CONFIRMATION_MALFORMED,
                "text",
                Rejection.CONFIRMATION_MALFORMED,
                List.of(),
                Rejection.CONFIRMATION_MALFORMED,
                Map.of("jkt", 1),
                Rejection.CONFIRMATION_MALFORMED,
                Map.of("jkt", Keys.ES256.jkt(), "x5t#S256", "x"),
                Rejection.CONFIRMATION_UNSUPPORTED,
                Map.of("x5t#S256", "x"),
                Rejection.CONFIRMATION_UNSUPPORTED);
        claims.forEach((cnf, reason) -> {
            String token = issuer.microProfile().confirmation(cnf).serialize();
            for (DPoPMode mode : DPoPMode.values()) {
                Judging dpop = judging(mode).authorization("DPoP " + token).authenticated(token);
                dpop.proofs.token = token;
                answersK3(dpop.proofs(dpop.proof().serialize()), reason);
            }
            answersK3(bearer(judging(DPoPMode.REQUIRED), token), reason);
            answersK4(bearer(judging(DPoPMode.OPTIONAL), token), reason);
        });
        String nullCnf = issuer.microProfile().confirmation(null).serialize();
        answersK4(bearer(optional, nullCnf), Rejection.CONFIRMATION_MALFORMED);
    }

    @Test
    @DisplayName("T-16: the token that was authenticated is not the one in the Authorization line: K6")
    void anotherTokenThanAuthenticated() {
        for (DPoPMode mode : DPoPMode.values()) {
            Judging request = judging(mode);
            String other = TestIssuer.es256().microProfile().boundTo(Keys.ES256).serialize();
            answers(request.authenticated(other), 400, dpop("invalid_request", Rejection.TOKEN_AMBIGUOUS));
            // An unbound one is another token first of all.
            answers(
                    request.authenticated(request.unboundToken),
                    400,
                    dpop("invalid_request", Rejection.TOKEN_AMBIGUOUS));
        }
    }

    @Test
    @DisplayName("T-15: of an encrypted token the server may expose what was inside; ath is over the text of the line")
    void encryptedToken() {
        Judging request = judging(DPoPMode.REQUIRED);
        String jwe = "eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d";
        request.authorization("DPoP " + jwe);
        request.proofs.token = jwe;
        passes(request.proofs(request.proof().serialize()));

        request.proofs.token = request.boundToken;
        answersK2(request.proofs(request.proof().serialize()), Rejection.ATH_MISMATCH);

        // Three or four parts are no JWE.
        for (String token : List.of("a.b.c", "a.b.c.d", "a.b.c.d.e.f")) {
            Judging plain = judging(DPoPMode.REQUIRED);
            plain.proofs.token = token;
            answers(
                    plain.authorization("DPoP " + token).proofs(plain.proof().serialize()),
                    400,
                    dpop("invalid_request", Rejection.TOKEN_AMBIGUOUS));
        }
    }

    @Test
    @DisplayName("T-15, M-07: a server that exposes no text at all")
    void noRawToken() {
        required.token = AuthenticatedToken.of(null, true, Map.of("jkt", Keys.ES256.jkt()));
        passes(required);
        optional.token = AuthenticatedToken.of(null, true, Map.of("jkt", Keys.OTHER_ES256.jkt()));
        answersK3(optional, Rejection.KEY_MISMATCH);
    }

    @Test
    @DisplayName("U-20, U-21, H-59: a request line and Host that contradict each other: K6")
    void contradictoryTarget() {
        Rejection target = Rejection.REQUEST_TARGET_INVALID;
        Judging twoHosts = judging(DPoPMode.REQUIRED);
        twoHosts.hosts = List.of("api.example", "evil.example");
        answers(twoHosts, 400, dpop("invalid_request", target));
        Judging absolute = judging(DPoPMode.OPTIONAL);
        absolute.target = "https://evil.example/orders";
        answers(absolute, 400, dpop("invalid_request", target));
        Judging pseudo = judging(DPoPMode.OPTIONAL);
        pseudo.pseudoAuthority = "evil.example";
        answers(pseudo, 400, dpop("invalid_request", target));
        Judging asterisk = judging(DPoPMode.OPTIONAL);
        asterisk.target = "*";
        answers(asterisk, 400, dpop("invalid_request", target));
        Judging scheme = judging(DPoPMode.OPTIONAL);
        scheme.scheme = "ftp";
        answers(scheme, 400, dpop("invalid_request", target));
    }

    @Test
    @DisplayName("U-01, U-20: what the request says of itself is the target when nothing is configured")
    void believesTheRequest() {
        Judging pseudo = judging(DPoPMode.REQUIRED);
        pseudo.pseudoAuthority = "API.example:443";
        pseudo.hosts = List.of();
        passes(pseudo);
        Judging other = judging(DPoPMode.REQUIRED);
        other.hosts = List.of("other.example");
        answersK2(other, Rejection.HTU_MISMATCH);
        Judging none = judging(DPoPMode.REQUIRED);
        none.hosts = List.of();
        answersK2(none, Rejection.HTU_MISMATCH);
        Judging plain = judging(DPoPMode.REQUIRED);
        plain.scheme = "http";
        answersK2(plain, Rejection.HTU_MISMATCH);
        answersK2(
                plain.proofs(
                        plain.proof().claim("htu", "http://api.example/orders").serialize()),
                Rejection.TARGET_URI_INSECURE);
    }

    @Test
    @DisplayName(
            "U-16, U-17, S-11, H-55: configured URIs replace scheme and authority, so that a forged Host changes nothing")
    void configuredBaseUris() {
        for (String host : List.of("api.example", "counterfeit.example", "10.0.0.7:8080")) {
            Judging request = judging(DPoPMode.REQUIRED)
                    .settings(builder ->
                            builder.publicBaseUris(List.of("https://api.example", "https://gateway.example/shop")));
            request.scheme = "http";
            request.hosts = List.of(host);
            passes(request);
            passes(request.proofs(request.proof()
                    .claim("htu", "https://gateway.example/shop/orders")
                    .serialize()));
            if (!host.equals("api.example")) {
                answersK2(
                        request.proofs(request.proof()
                                .claim("htu", "https://" + host + "/orders")
                                .serialize()),
                        Rejection.HTU_MISMATCH);
            }
        }
    }

    @Test
    @DisplayName("S-01: a configured http URI is accepted, as the operator asked for it")
    void configuredHttp() {
        Judging request =
                judging(DPoPMode.REQUIRED).settings(builder -> builder.publicBaseUris(List.of("http://api.internal")));
        passes(request.proofs(
                request.proof().claim("htu", "http://api.internal/orders").serialize()));
    }

    @Test
    @DisplayName("P-18, H-83: htm is held against the method on the wire")
    void method() {
        Judging head = judging(DPoPMode.REQUIRED);
        head.method = "HEAD";
        answersK2(head, Rejection.HTM_MISMATCH);
        head.proofs.method = "HEAD";
        passes(head.proofs(head.proof().serialize()));
    }

    @Test
    @DisplayName("K8, R-14: a store that is down: 503, Retry-After, no challenge")
    void storeDown() {
        for (DPoPMode mode : DPoPMode.values()) {
            Judging request = judging(mode);
            request.proofs.replayStore = use -> {
                throw new IllegalStateException();
            };
            Challenge answer = request.answer();
            assertNotNull(answer);
            assertEquals(503, answer.status());
            assertEquals(List.of(), answer.wwwAuthenticate());
            assertEquals(Optional.of("5"), answer.retryAfterSeconds());
        }
    }
}
