package org.dpop4j.demo.dev;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.resolvers.EmbeddedJwkVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * <b>Development only:</b> just enough of DPoP to play a token endpoint, and a client that has nothing but curl. The proofs
 * that reach the orders API are judged by the extension and not here.
 */
final class DevelopmentProofs {
    private static final String TYPE = "dpop+jwt";

    private DevelopmentProofs() {}

    /**
     * The thumbprint of the key that signed this proof.
     *
     * @throws InvalidProof when the proof is not a fresh one for this request
     */
    static String signerOf(String proof, String method, String uri) throws InvalidProof {
        // Keeps the key that it finds in the header: one for each proof.
        EmbeddedJwkVerificationKeyResolver jwk = new EmbeddedJwkVerificationKeyResolver();
        try {
            JwtClaims claims = new JwtConsumerBuilder()
                    .setExpectedType(true, TYPE)
                    .setJwsAlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                    .setVerificationKeyResolver(jwk)
                    .setIssuedAtRestrictions(30, 60)
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .build()
                    .processToClaims(proof);
            if (!method.equals(claims.getStringClaimValue("htm")) || !uri.equals(claims.getStringClaimValue("htu"))) {
                throw new InvalidProof("htm or htu differs", null);
            }
            return jwk.getJwk().calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (InvalidJwtException | MalformedClaimException e) {
            throw new InvalidProof("not a proof", e);
        }
    }

    /** A new P-256 key for {@link #sign}. */
    static PublicJsonWebKey newKey() throws JoseException {
        return EcJwkGenerator.generateJwk(EllipticCurves.P256);
    }

    /**
     * A new proof for one request.
     *
     * @param accessToken the token that the request carries; empty at a token endpoint, which is about to give one
     * @param nonce what the server supplied; empty when it has not supplied any
     */
    static String sign(PublicJsonWebKey key, String method, String uri, String accessToken, String nonce)
            throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setGeneratedJwtId();
        claims.setStringClaim("htm", method);
        claims.setStringClaim("htu", uri);
        claims.setIssuedAtToNow();
        if (!accessToken.isEmpty()) {
            claims.setStringClaim("ath", sha256(accessToken));
        }
        if (!nonce.isEmpty()) {
            claims.setStringClaim("nonce", nonce);
        }
        JsonWebSignature proof = new JsonWebSignature();
        proof.setHeader("typ", TYPE);
        proof.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        proof.setJwkHeader(key);
        proof.setKey(key.getPrivateKey());
        proof.setPayload(claims.toJson());
        return proof.getCompactSerialization();
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No proof, or one for another request. */
    static final class InvalidProof extends Exception {
        private static final long serialVersionUID = 1;

        InvalidProof(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
