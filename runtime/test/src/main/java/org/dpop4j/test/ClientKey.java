package org.dpop4j.test;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client's key pair together with the JWS algorithm it signs with.
 *
 * <p>The pair is generated at first use, because RSA takes its time, and stays the same from then on. Two keys are never
 * equal unless they are the same object. Safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html">RFC 7518</a>
 */
public final class ClientKey {
    private final String algorithm;
    private final Supplier<KeyPair> source;
    private @Nullable KeyPair pair;

    private ClientKey(String algorithm, Supplier<KeyPair> source) {
        this.algorithm = algorithm;
        this.source = source;
    }

    /** A P-256 key for {@code ES256}, the algorithm most DPoP clients use. */
    public static ClientKey es256() {
        return generate("ES256");
    }

    /** A P-384 key for {@code ES384}. */
    public static ClientKey es384() {
        return generate("ES384");
    }

    /** A P-521 key for {@code ES512}. */
    public static ClientKey es512() {
        return generate("ES512");
    }

    /** A 2048-bit RSA key for {@code PS256}. */
    public static ClientKey ps256() {
        return generate("PS256");
    }

    /** A 2048-bit RSA key for {@code PS384}. */
    public static ClientKey ps384() {
        return generate("PS384");
    }

    /** A 2048-bit RSA key for {@code PS512}. */
    public static ClientKey ps512() {
        return generate("PS512");
    }

    /** A 2048-bit RSA key for {@code RS256}. */
    public static ClientKey rs256() {
        return generate("RS256");
    }

    /** An Ed25519 key under the algorithm name {@code EdDSA} (RFC 8037). */
    public static ClientKey edDsa() {
        return generate("EdDSA");
    }

    /** An Ed25519 key under the algorithm name {@code Ed25519} (RFC 9864). */
    public static ClientKey ed25519() {
        return generate("Ed25519");
    }

    /**
     * A new key for a JWS algorithm.
     *
     * @param algorithm {@code ES256}, {@code ES384}, {@code ES512}, {@code RS256}, {@code RS384}, {@code RS512},
     *     {@code PS256}, {@code PS384}, {@code PS512}, {@code EdDSA} or {@code Ed25519}
     * @throws IllegalArgumentException for any other name
     */
    public static ClientKey generate(String algorithm) {
        return switch (algorithm) {
            case "ES256" -> of(algorithm, "EC", new ECGenParameterSpec("secp256r1"));
            case "ES384" -> of(algorithm, "EC", new ECGenParameterSpec("secp384r1"));
            case "ES512" -> of(algorithm, "EC", new ECGenParameterSpec("secp521r1"));
            case "EdDSA", "Ed25519" -> of(algorithm, "Ed25519", null);
            default -> rsa(algorithm, 2048);
        };
    }

    /**
     * A new RSA key of any size that the JDK generates, also one too small to be accepted.
     *
     * @param algorithm one of the {@code RS} and {@code PS} algorithms
     * @param bits length of the modulus
     * @throws IllegalArgumentException when the algorithm is not one of those
     */
    public static ClientKey rsa(String algorithm, int bits) {
        if (!isRsa(algorithm)) {
            throw new IllegalArgumentException("no such JWS algorithm: " + algorithm);
        }
        return of(algorithm, "RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    /**
     * A key pair that exists already.
     *
     * @param algorithm the JWS algorithm to sign with; it has to fit the pair
     */
    public static ClientKey of(String algorithm, KeyPair pair) {
        return new ClientKey(algorithm, () -> pair);
    }

    /** A pair that is made at first use. */
    static ClientKey lazily(String algorithm, Supplier<KeyPair> source) {
        return new ClientKey(algorithm, source);
    }

    /** An Ed448 key under the algorithm name {@code EdDSA}: RFC 8037 permits it, DPoP clients and this project do not. */
    static ClientKey ed448() {
        return of("EdDSA", "Ed448", null);
    }

    private static ClientKey of(String algorithm, String generator, @Nullable AlgorithmParameterSpec parameters) {
        return new ClientKey(algorithm, () -> {
            try {
                KeyPairGenerator pairs = KeyPairGenerator.getInstance(generator);
                if (parameters != null) {
                    pairs.initialize(parameters);
                }
                return pairs.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("cannot generate a key for " + algorithm, e);
            }
        });
    }

    /** The same pair under another algorithm, such as an RSA key that signs {@code RS256} instead of {@code PS256}. */
    public ClientKey as(String otherAlgorithm) {
        return new ClientKey(otherAlgorithm, this::keyPair);
    }

    /** The JWS algorithm, as in the {@code alg} header parameter. */
    public String algorithm() {
        return algorithm;
    }

    /** The pair; the first call may generate it and take a while. */
    public synchronized KeyPair keyPair() {
        KeyPair existing = pair;
        if (existing == null) {
            existing = source.get();
            pair = existing;
        }
        return existing;
    }

    /**
     * The public key as a JWK: exactly the required members, in the usual order ({@code kty}, {@code crv}, {@code x},
     * {@code y} or {@code kty}, {@code n}, {@code e}). A new map at every call, the caller's to change.
     */
    public Map<String, Object> publicJwk() {
        PublicKey key = keyPair().getPublic();
        Map<String, Object> jwk = new LinkedHashMap<>();
        if (key instanceof ECPublicKey ec) {
            int length = coordinateLength(ec);
            jwk.put("kty", "EC");
            jwk.put("crv", curve(ec));
            jwk.put("x", Jose.base64url(Jose.bytes(ec.getW().getAffineX(), length)));
            jwk.put("y", Jose.base64url(Jose.bytes(ec.getW().getAffineY(), length)));
        } else if (key instanceof RSAPublicKey rsa) {
            jwk.put("kty", "RSA");
            jwk.put("n", Jose.base64url(Jose.bytes(rsa.getModulus())));
            jwk.put("e", Jose.base64url(Jose.bytes(rsa.getPublicExponent())));
        } else if (key instanceof EdECPublicKey ed) {
            jwk.put("kty", "OKP");
            jwk.put("crv", ed.getParams().getName());
            jwk.put("x", Jose.base64url(encodedPoint(ed)));
        } else {
            throw new IllegalStateException("no JWK form known for " + key.getAlgorithm());
        }
        return jwk;
    }

    /** A text member of the public JWK. */
    String publicMember(String name) {
        return String.valueOf(publicJwk().get(name));
    }

    /** {@link #publicJwk()} followed by the private members; what must never appear in a proof. */
    public Map<String, Object> privateJwk() {
        PrivateKey key = keyPair().getPrivate();
        Map<String, Object> jwk = publicJwk();
        if (key instanceof ECPrivateKey ec) {
            jwk.put("d", Jose.base64url(Jose.bytes(ec.getS(), coordinateLength((ECPublicKey)
                    keyPair().getPublic()))));
        } else if (key instanceof RSAPrivateCrtKey rsa) {
            jwk.put("d", Jose.base64url(Jose.bytes(rsa.getPrivateExponent())));
            jwk.put("p", Jose.base64url(Jose.bytes(rsa.getPrimeP())));
            jwk.put("q", Jose.base64url(Jose.bytes(rsa.getPrimeQ())));
            jwk.put("dp", Jose.base64url(Jose.bytes(rsa.getPrimeExponentP())));
            jwk.put("dq", Jose.base64url(Jose.bytes(rsa.getPrimeExponentQ())));
            jwk.put("qi", Jose.base64url(Jose.bytes(rsa.getCrtCoefficient())));
        } else if (key instanceof EdECPrivateKey ed) {
            jwk.put("d", Jose.base64url(ed.getBytes().orElseThrow()));
        }
        return jwk;
    }

    /**
     * The SHA-256 thumbprint in base64url without padding: the value of {@code cnf.jkt} in a token bound to this key.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7638.html">RFC 7638</a>
     */
    public String jkt() {
        return Jose.thumbprint(publicJwk()).orElseThrow();
    }

    /**
     * Signs in the form that JWS wants; ECDSA as {@code r || s} of fixed length, not as DER.
     *
     * @param input the JWS signing input
     * @return the bytes of the JWS signature
     * @throws IllegalStateException when algorithm and key do not fit
     */
    public byte[] sign(byte[] input) {
        try {
            Signature signature = signature();
            signature.initSign(keyPair().getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign " + algorithm, e);
        }
    }

    /** The JCA counterpart of the algorithm, its parameters set. */
    Signature signature() throws GeneralSecurityException {
        if (!algorithm.startsWith("Ed")) {
            String hash = algorithm.substring(2);
            return switch (algorithm.substring(0, 2)) {
                case "ES" -> Signature.getInstance("SHA" + hash + "withECDSAinP1363Format");
                case "RS" -> Signature.getInstance("SHA" + hash + "withRSA");
                default -> pss("SHA-" + hash, Integer.parseInt(hash) / 8);
            };
        }
        return Signature.getInstance("EdDSA");
    }

    /** RSASSA-PSS with MGF1 over the same hash. */
    static Signature pss(String hash, int saltLength) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(
                hash, "MGF1", new MGF1ParameterSpec(hash), saltLength, PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }

    private static boolean isRsa(String algorithm) {
        return switch (algorithm) {
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" -> true;
            default -> false;
        };
    }

    private static int coordinateLength(ECPublicKey key) {
        return (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
    }

    private static String curve(ECPublicKey key) {
        return "P-" + key.getParams().getCurve().getField().getFieldSize();
    }

    /** Little-endian y, its highest bit telling whether x is odd (RFC 8032 section 5.1.2). */
    private static byte[] encodedPoint(EdECPublicKey key) {
        int length = key.getParams().getName().equals("Ed448") ? 57 : 32;
        byte[] bigEndian = Jose.bytes(key.getPoint().getY(), length);
        byte[] point = new byte[length];
        for (int i = 0; i < length; i++) {
            point[i] = bigEndian[length - 1 - i];
        }
        if (key.getPoint().isXOdd()) {
            point[length - 1] |= (byte) 0x80;
        }
        return point;
    }

    /** The algorithm; never key material. */
    @Override
    public String toString() {
        return "ClientKey[" + algorithm + "]";
    }
}
