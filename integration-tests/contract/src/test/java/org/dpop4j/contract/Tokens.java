package org.dpop4j.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestIssuer;
import org.dpop4j.test.TestToken;

/** Access tokens that no server may accept, by what is wrong with them. */
final class Tokens {
    /** One for all: a new RSA key takes its time. */
    private static final ClientKey STRANGER = ClientKey.rs256();

    private Tokens() {}

    /** Tokens that are otherwise bound to the caller's key: what is wrong has nothing to do with DPoP. */
    static Map<String, String> invalid(Caller caller) {
        ServerUnderTest server = caller.server();
        TestToken bound = server.token().boundTo(caller.key());
        TestIssuer impostor = TestIssuer.with(STRANGER).named(server.issuer().issuer());
        TestToken forged = server.shape().token(impostor).boundTo(caller.key());
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("expired", bound.expired().serialize());
        tokens.put(
                "signed by a stranger",
                forged.header("kid", server.issuer().keyId()).serialize());
        tokens.put(
                "for another audience",
                bound.audience("https://sibling.example").serialize());
        tokens.put("of another issuer", bound.issuer("https://evil.example").serialize());
        tokens.put("without exp", bound.without("exp").serialize());
        tokens.put(
                "H-10: signed by the key in its own header",
                forged.header("jwk", STRANGER.publicJwk()).serialize());
        tokens.put("alg none", withoutSignature(bound.header("alg", "none").serialize()));
        tokens.put("alg HS256", bound.header("alg", "HS256").serialize());
        tokens.put("H-12: a proof", caller.proof(Place.REQUIRED).serialize());
        tokens.put(
                "H-17: five parts",
                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        tokens.put(
                "H-18: PBES2 with a giant count",
                "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2IiwicDJjIjoyMDAwMDAwMDAwLCJwMnMiOiJBQUFBQUFBQUFBQSJ9"
                        + ".AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        tokens.put("not a JWT", "opaque-token~with.all+of/token68-chars==");
        return tokens;
    }

    /** {@code cnf} claims that leave the token bound, and nobody able to say to what (T-11, H-92). */
    static Map<String, Object> malformedConfirmations(String jkt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("a string", jkt);
        claims.put("a number", 1);
        claims.put("an array", List.of(jkt));
        claims.put("empty", Map.of());
        claims.put("jkt a number", Map.of("jkt", 1));
        claims.put("jkt an array", Map.of("jkt", List.of(jkt)));
        claims.put("jkt empty", Map.of("jkt", ""));
        claims.put("jkt padded", Map.of("jkt", jkt + "="));
        claims.put("jkt too long", Map.of("jkt", jkt + "A"));
        claims.put("jkt too short", Map.of("jkt", jkt.substring(1)));
        return claims;
    }

    /** {@code cnf} claims with a method that is not verified here (T-12, H-93, A-16). */
    static Map<String, Object> unsupportedConfirmations(String jkt) {
        Map<String, Object> claims = new LinkedHashMap<>();
        for (String method : List.of("x5t#S256", "jwk", "jwe", "jku", "kid")) {
            claims.put(method + " beside jkt", Map.of("jkt", jkt, method, "A".repeat(43)));
            claims.put(method + " alone", Map.of(method, "A".repeat(43)));
        }
        claims.put("only unknown members (S-07)", Map.of("jkt#S512", jkt));
        return claims;
    }

    /** An opaque token is cut off where its signature may be. */
    private static String withoutSignature(String token) {
        int dot = token.lastIndexOf('.');
        return token.substring(0, dot < 0 ? token.length() / 2 : dot + 1);
    }
}
