package org.dpop4j.demo.dev;

import jakarta.inject.Singleton;
import java.util.Map;
import org.dpop4j.demo.dev.DevelopmentProofs.InvalidProof;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * <b>Development only:</b> makes access tokens for one customer, Alice. Its signing key lives as long as the process.
 */
@Singleton
class DevelopmentIssuer {
    private static final int MINUTES_TO_LIVE = 10;

    private final RsaJsonWebKey key;
    private final String issuer;
    private final String audience;

    DevelopmentIssuer(
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") String audience)
            throws JoseException {
        this.issuer = issuer;
        this.audience = audience;
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
        key.setUse("sig");
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
    }

    /** The public key as a JWK Set: what {@code mp.jwt.verify.publickey.location} points at. */
    String jwks() {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    /** A plain Bearer token. */
    String unboundToken() throws JoseException {
        return sign(claims());
    }

    /** A token bound to the key of the proof (RFC 9449 sections 5 and 6.1). */
    String boundToken(String proof) throws JoseException, InvalidProof {
        JwtClaims claims = claims();
        claims.setClaim("cnf", Map.of("jkt", DevelopmentProofs.signerOf(proof, "POST", issuer + "/token")));
        return sign(claims);
    }

    private JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject("alice");
        claims.setStringClaim("upn", "alice");
        claims.setStringListClaim("groups", "customer");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(MINUTES_TO_LIVE);
        claims.setGeneratedJwtId();
        return claims;
    }

    private String sign(JwtClaims claims) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setHeader("typ", "at+jwt");
        token.setAlgorithmHeaderValue(key.getAlgorithm());
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.toJson());
        return token.getCompactSerialization();
    }
}
