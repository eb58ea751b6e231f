package org.dpop4j.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestTokenTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestClock clock = TestClock.at(NOW);
    private final TestIssuer issuer = TestIssuer.es256().clock(clock);
    private final ClientKey client = ClientKey.es256();

    static List<TestIssuer> issuers() {
        TestIssuer rs256 = TestIssuer.rs256();
        TestIssuer es256 = TestIssuer.es256();
        return List.of(
                rs256, es256, TestIssuer.fromPem(rs256.privateKeyPem()), TestIssuer.fromPem(es256.privateKeyPem()));
    }

    @ParameterizedTest
    @MethodSource("issuers")
    void verifiesWithThePublishedKeys(TestIssuer any) throws Exception {
        String token = any.microProfile().serialize();
        for (String jwks : List.of(any.publicJwks(), any.publicJwksWithEncryptionKey())) {
            VerificationKeyResolver keys = new JwksVerificationKeyResolver(new JsonWebKeySet(jwks).getJsonWebKeys());
            JwtClaims claims = new JwtConsumerBuilder()
                    .setVerificationKeyResolver(keys)
                    .setExpectedIssuer(any.issuer())
                    .setExpectedAudience(TestToken.AUDIENCE)
                    .setRequireExpirationTime()
                    .build()
                    .processToClaims(token);
            assertEquals("alice", claims.getSubject());
        }
    }

    @ParameterizedTest
    @MethodSource("issuers")
    void writesPemThatIsReadBackToTheSameKey(TestIssuer any) {
        TestIssuer again = TestIssuer.fromPem(any.privateKeyPem());
        assertEquals(any.key().algorithm(), again.key().algorithm());
        assertEquals(any.publicJwks(), again.publicJwks());
        assertEquals(any.publicKeyPem(), again.publicKeyPem());
        assertTrue(any.publicKeyPem().startsWith("-----BEGIN PUBLIC KEY-----\n"));
    }

    @Test
    void refusesPemThatIsNoPrivateKey() {
        assertThrows(IllegalArgumentException.class, () -> TestIssuer.fromPem("-----BEGIN PRIVATE KEY-----\nAAAA\n"));
    }

    @Test
    void namesTheIssuer() {
        TestIssuer named = issuer.named("https://other.example");
        assertEquals("https://other.example", claims(named.microProfile()).get("iss"));
        assertEquals(issuer.keyId(), named.keyId());
    }

    @Test
    void hasTheShapeOfMicroProfile() {
        Map<String, Object> claims = claims(issuer.microProfile());
        for (String name : List.of("iss", "sub", "upn", "groups", "aud", "exp", "iat", "jti")) {
            assertTrue(claims.containsKey(name), name);
        }
        assertFalse(claims.containsKey("cnf"));
        assertEquals(NOW.getEpochSecond() + 300, claims.get("exp"));
    }

    @Test
    void hasTheShapeOfKeycloak() {
        TestToken token = issuer.keycloak().boundTo(client);
        assertEquals("JWT", Jws.of(token.serialize()).header().get("typ"));
        Map<String, Object> claims = claims(token);
        assertEquals("DPoP", claims.get("typ"));
        assertEquals(Map.of("jkt", client.jkt(), "kc-jkt-type", "DPoP"), claims.get("cnf"));
        assertEquals(List.of(TestToken.AUDIENCE, "account"), claims.get("aud"));
        assertEquals("Bearer", claims(token.unbound()).get("typ"));
        assertFalse(claims(token.unbound()).containsKey("cnf"));
    }

    @Test
    void hasTheShapeOfAuth0() {
        Map<String, Object> claims = claims(issuer.auth0());
        assertEquals("https://issuer.example/", claims.get("iss"));
        assertEquals(List.of("read:orders"), claims.get("permissions"));
        assertFalse(claims.containsKey("upn") || claims.containsKey("groups"));
        TestIssuer withSlash = issuer.named("https://tenant.auth0.example/");
        assertEquals("https://tenant.auth0.example/", claims(withSlash.auth0()).get("iss"));
    }

    @Test
    void hasTheShapeOfOkta() {
        Map<String, Object> claims = claims(issuer.okta());
        assertEquals(List.of("openid", "orders.read"), claims.get("scp"));
        assertEquals(TestToken.AUDIENCE, claims.get("aud"));
        assertTrue(claims.keySet().containsAll(List.of("cid", "uid", "ver", "sub")));
        assertFalse(claims.containsKey("upn") || claims.containsKey("groups"));
    }

    @Test
    void isBoundToAKey() {
        TestToken token = issuer.microProfile().boundTo(client);
        assertEquals(Map.of("jkt", client.jkt()), claims(token).get("cnf"));
        assertEquals(Map.of("jkt", "abc"), claims(token.boundTo("abc")).get("cnf"));
        assertFalse(claims(token.unbound()).containsKey("cnf"));
        assertFalse(claims(token.unbound().unbound()).containsKey("cnf"));
    }

    @Test
    void carriesAnyConfirmation() {
        assertTrue(Jws.of(issuer.microProfile().confirmation(null).serialize())
                .payloadJson()
                .contains("\"cnf\":null"));
        assertEquals(
                List.of("x"), claims(issuer.okta().confirmation(List.of("x"))).get("cnf"));
    }

    @Test
    void changesClaims() {
        Map<String, Object> claims = claims(issuer.okta()
                .groups("a", "b")
                .audience("x", "y")
                .issuer("i")
                .subject("s")
                .claim("z", 1)
                .without("cid"));
        assertEquals(List.of("a", "b"), claims.get("groups"));
        assertEquals(List.of("x", "y"), claims.get("aud"));
        assertEquals("i", claims.get("iss"));
        assertEquals("s", claims.get("sub"));
        assertEquals(1L, claims.get("z"));
        assertFalse(claims.containsKey("cid"));
        assertThrows(IllegalArgumentException.class, () -> issuer.okta().without("upn"));
    }

    @Test
    void expires() {
        Map<String, Object> later = claims(issuer.okta().expiresIn(Duration.ofSeconds(7)));
        assertEquals(NOW.getEpochSecond() + 7, later.get("exp"));
        Map<String, Object> expired = claims(issuer.okta().expired());
        assertEquals(NOW.getEpochSecond() - 3600, expired.get("exp"));
        assertEquals(NOW.getEpochSecond() - 7200, expired.get("iat"));
    }

    @Test
    void isSignedByAStrangerUnderTheSameKeyId() throws Exception {
        Jws jws = Jws.of(issuer.microProfile().signedByStranger().serialize());
        assertEquals(issuer.keyId(), jws.header().get("kid"));
        assertFalse(jws.verifies(issuer.key().keyPair().getPublic()));
    }

    @Test
    void changesTheHeaderAndThePayloadAsText() throws Exception {
        Jws jws = Jws.of(issuer.microProfile()
                .header("typ", "x")
                .without("kid")
                .rawPayload("{\"a\":1,\"a\":2}")
                .serialize());
        assertEquals("{\"alg\":\"ES256\",\"typ\":\"x\"}", jws.headerJson());
        assertEquals("{\"a\":1,\"a\":2}", jws.payloadJson());
        assertTrue(jws.verifies(issuer.key().keyPair().getPublic()));
    }

    @Test
    void isNewEachTimeItIsSerialized() {
        TestToken token = issuer.microProfile();
        Object first = claims(token).get("jti");
        clock.advance(Duration.ofSeconds(1));
        assertNotEquals(first, claims(token).get("jti"));
        assertEquals(NOW.getEpochSecond() + 1, claims(token).get("iat"));
    }

    @Test
    void isRefusedByJose4jOnceExpired() throws Exception {
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKey(issuer.key().keyPair().getPublic())
                .setExpectedAudience(TestToken.AUDIENCE)
                .setEvaluationTime(NumericDate.fromSeconds(NOW.getEpochSecond()))
                .build();
        consumer.processToClaims(issuer.microProfile().serialize());
        assertThrows(
                InvalidJwtException.class,
                () -> consumer.processToClaims(issuer.microProfile().expired().serialize()));
    }

    private static Map<String, Object> claims(TestToken token) {
        return Jws.of(token.serialize()).claims();
    }
}
