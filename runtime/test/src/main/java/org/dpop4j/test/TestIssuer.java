package org.dpop4j.test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * An authorization server for tests: one signing key, and access tokens in the shapes of real products.
 *
 * <pre>{@code
 * TestIssuer issuer = TestIssuer.rs256();
 * String token = issuer.microProfile().groups("user").boundTo(key).serialize();
 * }</pre>
 *
 * <p>A server under test learns the public key from {@link #publicKeyPem()} or {@link #publicJwks()}. When it is started
 * apart from the tests, keep one private key as PEM and load it in both places with {@link #fromPem(String)}. Immutable,
 * safe for use by many threads.
 */
public final class TestIssuer {
    private final ClientKey key;
    private final String name;
    private final InstantSource clock;

    private TestIssuer(ClientKey key, String name, InstantSource clock) {
        this.key = key;
        this.name = name;
        this.clock = clock;
    }

    /** An issuer with a new 2048-bit RSA key, signing {@code RS256}. */
    public static TestIssuer rs256() {
        return with(ClientKey.rs256());
    }

    /** An issuer with a new P-256 key, signing {@code ES256}. */
    public static TestIssuer es256() {
        return with(ClientKey.es256());
    }

    /** An issuer that signs with this key, named {@code https://issuer.example}. */
    public static TestIssuer with(ClientKey key) {
        return new TestIssuer(key, "https://issuer.example", Clock.systemUTC());
    }

    /**
     * An issuer with an existing key.
     *
     * @param pem a PKCS #8 {@code PRIVATE KEY} block: RSA (signs {@code RS256}) or P-256 (signs {@code ES256})
     * @throws IllegalArgumentException when it is neither
     */
    public static TestIssuer fromPem(String pem) {
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
        try {
            return with(rsa(der));
        } catch (GeneralSecurityException notRsa) {
            try {
                return with(ec(der));
            } catch (GeneralSecurityException notEc) {
                notEc.addSuppressed(notRsa);
                throw new IllegalArgumentException("neither an RSA nor a P-256 private key", notEc);
            }
        }
    }

    private static ClientKey rsa(byte[] der) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("RSA");
        PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(der));
        RSAPrivateCrtKey crt = (RSAPrivateCrtKey) secret;
        RSAPublicKeySpec open = new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent());
        return ClientKey.of("RS256", new KeyPair(keys.generatePublic(open), secret));
    }

    private static ClientKey ec(byte[] der) throws GeneralSecurityException {
        KeyFactory keys = KeyFactory.getInstance("EC");
        ECPrivateKey secret = (ECPrivateKey) keys.generatePrivate(new PKCS8EncodedKeySpec(der));
        ECPublicKeySpec open = new ECPublicKeySpec(EcPoints.publicPoint(secret), secret.getParams());
        return ClientKey.of("ES256", new KeyPair(keys.generatePublic(open), secret));
    }

    /** The same issuer under another name, the {@code iss} of its tokens. */
    public TestIssuer named(String issuer) {
        return new TestIssuer(key, issuer, clock);
    }

    /** The same issuer, its tokens dated by this clock instead of the system's. */
    public TestIssuer clock(InstantSource other) {
        return new TestIssuer(key, name, other);
    }

    /** The {@code iss} of its tokens. */
    public String issuer() {
        return name;
    }

    /** The signing key. */
    public ClientKey key() {
        return key;
    }

    /** The {@code kid} in its tokens and its JWK Set. */
    public String keyId() {
        return key.jkt();
    }

    /** The public key as an X.509 {@code PUBLIC KEY} block, as {@code mp.jwt.verify.publickey} takes it. */
    public String publicKeyPem() {
        return pem("PUBLIC KEY", key.keyPair().getPublic().getEncoded());
    }

    /** The private key as a PKCS #8 block, for {@link #fromPem(String)}. */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", key.keyPair().getPrivate().getEncoded());
    }

    /** The JWK Set with the signing key, as JSON text. */
    public String publicJwks() {
        return jwks(List.of(signingJwk()));
    }

    /**
     * The JWK Set with a foreign RSA-OAEP encryption key in front of the signing key, as JSON text: Keycloak publishes both,
     * and a server that takes the first RSA key takes the wrong one.
     */
    public String publicJwksWithEncryptionKey() {
        ClientKey encryption = ClientKey.rs256();
        Map<String, Object> jwk = encryption.publicJwk();
        jwk.put("kid", encryption.jkt());
        jwk.put("use", "enc");
        jwk.put("alg", "RSA-OAEP");
        return jwks(List.of(jwk, signingJwk()));
    }

    private Map<String, Object> signingJwk() {
        Map<String, Object> jwk = key.publicJwk();
        jwk.put("kid", keyId());
        jwk.put("use", "sig");
        jwk.put("alg", key.algorithm());
        return jwk;
    }

    private static String jwks(List<Map<String, Object>> keys) {
        return Json.write(Map.of("keys", keys));
    }

    private static String pem(String label, byte[] der) {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** What MicroProfile JWT names: {@code upn}, {@code sub}, {@code groups}, {@code aud} a string. */
    public TestToken microProfile() {
        return TestToken.from(this, "at+jwt", false)
                .claim("iss", name)
                .subject("alice")
                .claim("upn", "alice@example.com")
                .groups("user")
                .audience(TestToken.AUDIENCE);
    }

    /**
     * What Keycloak 26 issues to a client with the scope {@code microprofile-jwt}. The payload has a {@code typ}, which
     * follows the binding: {@code Bearer} or {@code DPoP}; a bound token has {@code kc-jkt-type} beside {@code jkt}.
     */
    public TestToken keycloak() {
        return TestToken.from(this, "JWT", true)
                .claim("iss", name)
                .audience(TestToken.AUDIENCE, "account")
                .subject("9f0c9a8e-5d0c-4f0e-9d5e-0d6a3f1b7c11")
                .claim("typ", "Bearer")
                .claim("azp", "orders-app")
                .claim("realm_access", Map.of("roles", List.of("user", "offline_access")))
                .claim("scope", "openid microprofile-jwt profile")
                .claim("upn", "alice")
                .groups("user", "offline_access")
                .claim("preferred_username", "alice");
    }

    /**
     * What Auth0 issues: {@code permissions} and {@code scope}, neither {@code upn} nor {@code groups}. The issuer ends with
     * a slash: it is {@link #issuer()} with one added when it has none.
     */
    public TestToken auth0() {
        return TestToken.from(this, "at+jwt", false)
                .claim("iss", name.endsWith("/") ? name : name + "/")
                .subject("auth0|65f1c0ffee")
                .audience(TestToken.AUDIENCE, "https://tenant.auth0.example/userinfo")
                .claim("azp", "orders-app")
                .claim("scope", "openid profile read:orders")
                .claim("permissions", List.of("read:orders"));
    }

    /** What Okta issues: scopes as an array in {@code scp}, {@code cid}, {@code uid}; neither {@code upn} nor groups. */
    public TestToken okta() {
        return TestToken.from(this, "JWT", false)
                .claim("ver", 1)
                .claim("iss", name)
                .audience(TestToken.AUDIENCE)
                .claim("cid", "0oaorders")
                .claim("uid", "00ualice")
                .claim("scp", List.of("openid", "orders.read"))
                .subject("alice@example.com");
    }

    InstantSource clock() {
        return clock;
    }
}
