package org.dpop4j.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dpop4j.Rejection;
import org.dpop4j.proof.Verifying;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName(
        "J-10, J-11, S-10, H-21, H-22, H-25..H-29: keys with which somebody else could sign, or that cost too much")
class ClientKeyFactoryTest {
    private final Verifying request = new Verifying();

    private static PublicKey build(ProofJwk jwk, ProofAlgorithm algorithm) {
        ClientKey key = ClientKeyFactory.build(jwk, algorithm);
        assertEquals(algorithm, key.algorithm());
        assertEquals(jwk.jkt(), key.jkt());
        return key.publicKey();
    }

    private static void refuses(ProofJwk jwk, ProofAlgorithm algorithm) {
        MalformedProof fault = assertThrows(MalformedProof.class, () -> ClientKeyFactory.build(jwk, algorithm));
        assertEquals(Rejection.KEY_WEAK, fault.reason());
    }

    // ---- RSA

    private static ProofJwk rsa(BigInteger n, BigInteger e) {
        return new ProofJwk.Rsa(n, e, "jkt");
    }

    /** An odd number of that many bits. Whether it has two prime factors is not asked. */
    private static BigInteger odd(int bits) {
        return BigInteger.ONE.shiftLeft(bits - 1).add(BigInteger.valueOf(12_345));
    }

    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    @ParameterizedTest
    @ValueSource(ints = {2048, 2049, 3072, 4095, 4096})
    @DisplayName("J-10: RSA moduli from 2048 to 4096 bits")
    void acceptsRsaSizes(int bits) {
        RSAPublicKey key = assertInstanceOf(RSAPublicKey.class, build(rsa(odd(bits), F4), ProofAlgorithm.PS256));
        assertEquals(odd(bits), key.getModulus());
        assertEquals(F4, key.getPublicExponent());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 512, 1024, 2040, 2047, 4097, 4104, 8192, 16_384, 65_536})
    @DisplayName("J-10, H-25, H-26: RSA moduli shorter or longer than that")
    void refusesOtherRsaSizes(int bits) {
        refuses(rsa(odd(bits), F4), ProofAlgorithm.PS256);
        refuses(rsa(odd(bits), F4), ProofAlgorithm.RS256);
    }

    @Test
    @DisplayName("H-25: even moduli")
    void refusesEvenModuli() {
        refuses(rsa(odd(2048).subtract(BigInteger.ONE), F4), ProofAlgorithm.PS256);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 17, 65_537, 4_294_967_295L})
    @DisplayName("J-10: odd exponents from 3 to 2^32 - 1")
    void acceptsExponents(long e) {
        build(rsa(odd(2048), BigInteger.valueOf(e)), ProofAlgorithm.RS256);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 4, 65_536, 65_538, 4_294_967_294L, 4_294_967_297L, 1_099_511_627_777L})
    @DisplayName("J-10, H-27: exponents that are even, less than 3, or longer than 32 bits")
    void refusesOtherExponents(long e) {
        refuses(rsa(odd(2048), BigInteger.valueOf(e)), ProofAlgorithm.RS256);
    }

    @Test
    @DisplayName("H-26: an exponent as long as the modulus")
    void refusesHugeExponents() {
        refuses(rsa(odd(2048), odd(2047)), ProofAlgorithm.PS256);
    }

    @Test
    @DisplayName("H-27: e = 1, with which the padded hash itself is the signature, refused all the way")
    void refusesTheExponentOneInAProof() {
        Verifying rsa = Verifying.with(Keys.RS256);
        rsa.rejects(Rejection.KEY_WEAK, rsa.proof().jwkMember("e", "AQ"));
        rsa.rejects(Rejection.KEY_WEAK, rsa.proof().jwkMember("e", "Ag"));
    }

    // ---- EC

    private static ProofJwk ec(String crv, BigInteger x, BigInteger y) {
        return new ProofJwk.Ec(crv, x, y, "jkt");
    }

    private static ProofJwk.Ec jwk(org.dpop4j.test.ClientKey key) {
        return (ProofJwk.Ec) ProofJwk.parse(
                key.publicJwk(), ProofAlgorithm.of(key.algorithm()).orElseThrow());
    }

    private static List<org.dpop4j.test.ClientKey> ecKeys() {
        return List.of(Keys.ES256, Keys.ES384, Keys.ES512);
    }

    private static BigInteger prime(org.dpop4j.test.ClientKey key) {
        ECPublicKey ec = (ECPublicKey) key.keyPair().getPublic();
        return ((ECFieldFp) ec.getParams().getCurve().getField()).getP();
    }

    @Test
    void acceptsEcKeys() {
        for (org.dpop4j.test.ClientKey key : ecKeys()) {
            ECPublicKey built = assertInstanceOf(
                    ECPublicKey.class,
                    build(jwk(key), ProofAlgorithm.of(key.algorithm()).orElseThrow()));
            assertEquals(((ECPublicKey) key.keyPair().getPublic()).getW(), built.getW());
        }
    }

    @Test
    @DisplayName("J-11, H-21: points off the curve")
    void refusesPointsOffTheCurve() {
        for (org.dpop4j.test.ClientKey key : ecKeys()) {
            ProofJwk.Ec good = jwk(key);
            refuses(ec(good.crv(), good.x(), good.y().flipBit(0)), ProofAlgorithm.ES256);
            refuses(ec(good.crv(), good.x().flipBit(0), good.y()), ProofAlgorithm.ES256);
            refuses(ec(good.crv(), good.y(), good.x()), ProofAlgorithm.ES256);
        }
    }

    @Test
    @DisplayName("H-22: the origin, which some take for the point at infinity")
    void refusesTheOrigin() {
        for (org.dpop4j.test.ClientKey key : ecKeys()) {
            refuses(ec(jwk(key).crv(), BigInteger.ZERO, BigInteger.ZERO), ProofAlgorithm.ES256);
        }
    }

    /** A coordinate plus p has the same remainder, so that it passes the equation of the curve. */
    @Test
    @DisplayName("H-22, J-16: coordinates that are not less than p would be a second thumbprint of the same key")
    void refusesCoordinatesOutsideOfTheField() {
        for (org.dpop4j.test.ClientKey key : ecKeys()) {
            ProofJwk.Ec good = jwk(key);
            BigInteger p = prime(key);
            refuses(ec(good.crv(), good.x().add(p), good.y()), ProofAlgorithm.ES256);
            refuses(ec(good.crv(), good.x(), good.y().add(p)), ProofAlgorithm.ES256);
        }
        // The one coordinate that equals p: P-256 has a point with x = 0, whose y is a root of b.
        ECPublicKey p256 = (ECPublicKey) Keys.ES256.keyPair().getPublic();
        BigInteger p = prime(Keys.ES256);
        BigInteger root =
                p256.getParams().getCurve().getB().modPow(p.add(BigInteger.ONE).shiftRight(2), p);
        build(ec("P-256", BigInteger.ZERO, root), ProofAlgorithm.ES256);
        refuses(ec("P-256", p, root), ProofAlgorithm.ES256);
    }

    @Test
    @DisplayName("H-24: the numbers of one curve under the name of another")
    void refusesTheNumbersOfAnotherCurve() {
        ProofJwk.Ec small = jwk(Keys.ES256);
        refuses(ec("P-384", small.x(), small.y()), ProofAlgorithm.ES384);
        refuses(ec("P-521", small.x(), small.y()), ProofAlgorithm.ES512);
    }

    @Test
    @DisplayName("H-21: off the curve in a proof, the token bound to exactly that key")
    void refusesAProofWithAPointOffTheCurve() {
        String y = (String) Keys.ES256.publicJwk().get("x");
        request.rejects(Rejection.KEY_WEAK, request.proof().jwkMember("y", y));
    }

    // ---- Ed25519

    /** The canonical encodings of the eight points whose order divides eight. */
    private static final List<String> SMALL_ORDER = List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa");

    /** The same points and others, encoded with y = p or more, or with a sign for x = 0. */
    private static final List<String> NOT_CANONICAL = List.of(
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void acceptsEd25519Keys() {
        for (int i = 0; i < 20; i++) { // both signs of x
            org.dpop4j.test.ClientKey key = org.dpop4j.test.ClientKey.ed25519();
            EdECPublicKey built = assertInstanceOf(
                    EdECPublicKey.class,
                    build(ProofJwk.parse(key.publicJwk(), ProofAlgorithm.ED25519), ProofAlgorithm.ED25519));
            EdECPublicKey expected = (EdECPublicKey) key.keyPair().getPublic();
            assertEquals(expected.getPoint().getY(), built.getPoint().getY());
            assertEquals(expected.getPoint().isXOdd(), built.getPoint().isXOdd());
        }
    }

    @Test
    @DisplayName("S-10, H-28: the eight points of small order")
    void refusesSmallOrder() {
        for (String point : SMALL_ORDER) {
            refuses(ProofJwk.parse(okp(hex(point)), ProofAlgorithm.EDDSA), ProofAlgorithm.EDDSA);
            refuses(ProofJwk.parse(okp(hex(point)), ProofAlgorithm.ED25519), ProofAlgorithm.ED25519);
        }
    }

    @Test
    @DisplayName("H-28, H-29: y of p and more, and a sign where x is zero")
    void refusesNonCanonicalPoints() {
        for (String point : NOT_CANONICAL) {
            refuses(ProofJwk.parse(okp(hex(point)), ProofAlgorithm.ED25519), ProofAlgorithm.ED25519);
        }
    }

    @Test
    @DisplayName("S-10, H-28: signatures that anybody can forge under those points, refused all the way")
    void refusesForgedSignatures() throws Exception {
        // R is the neutral element and S is zero: no secret is needed, and the platform says that it verifies.
        byte[] forged = new byte[64];
        forged[0] = 1;
        for (String point : SMALL_ORDER) {
            PublicKey weak = x509(hex(point));
            TestProof proof = request.proof()
                    .key(Keys.ED25519)
                    .header("jwk", okp(hex(point)))
                    .signature(forged);
            String text = proof.serialize();
            // A point of order n passes for one message in n, so that the forger tries a few.
            for (int i = 0; i < 1000 && !verifies(weak, text, forged); i++) {
                text = proof.serialize();
            }
            assertTrue(verifies(weak, text, forged), "the attack works on the platform: " + point);
            Verifying.assertRejected(
                    Rejection.KEY_WEAK, request.verify(proof.jkt().orElseThrow(), text));
        }
    }

    private static Map<String, Object> okp(byte[] x) {
        Map<String, Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("x", Base64Url.encode(x));
        return jwk;
    }

    private static PublicKey x509(byte[] point) throws Exception {
        byte[] prefix = hex("302a300506032b6570032100");
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + 32);
        System.arraycopy(point, 0, encoded, prefix.length, 32);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static boolean verifies(PublicKey key, String proof, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(proof.substring(0, proof.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(signature);
    }

    @Test
    @DisplayName("H-29: a point that is not on the curve at all has no signatures")
    void refusesPointsThatAreNone() {
        // y = 2 has no x.
        byte[] point = new byte[32];
        point[0] = 2;
        request.rejects(
                Rejection.SIGNATURE_INVALID, request.proof().key(Keys.ED25519).header("jwk", okp(point)));
    }
}
