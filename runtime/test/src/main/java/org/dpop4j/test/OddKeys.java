package org.dpop4j.test;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The keys that the catalogue brings along: each made once, at first use, so that a token can be bound to it. */
final class OddKeys {
    static final ClientKey OTHER = ClientKey.es256();
    static final ClientKey P384 = ClientKey.es384();
    static final ClientKey P521 = ClientKey.es512();
    static final ClientKey ED25519 = ClientKey.edDsa();
    static final ClientKey ED448 = ClientKey.ed448();
    static final ClientKey RSA = ClientKey.rs256();
    static final ClientKey RSA_1024 = ClientKey.rsa("RS256", 1024);

    /** A P-256 key whose x begins with a zero byte: where an encoder that goes by the number loses it. */
    static final ClientKey SHORT_X = ClientKey.lazily("ES256", OddKeys::pairWithShortX);

    /** The order of the prime subgroup of edwards25519. */
    static final BigInteger ED25519_ORDER =
            ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** A shared secret, encoded. */
    static final String SECRET = Jose.base64url("0123456789abcdef0123456789abcdef");

    /** A coordinate of 32 zero bytes, encoded. */
    static final String ZERO_COORDINATE = Jose.base64url(new byte[32]);

    private static final BigInteger F4 = BigInteger.valueOf(65537);

    private OddKeys() {}

    /** Holds what takes a while to make, until someone asks for it. */
    private static final class Rsa {
        static final HandmadeRsa SOUND = HandmadeRsa.ofLength(2048, F4);
        static final HandmadeRsa BITS_2047 = HandmadeRsa.ofLength(2047, F4);
        static final HandmadeRsa EVEN = BITS_2047.doubled();
        static final HandmadeRsa BITS_16384 = HandmadeRsa.of(F4, manyPrimes());

        private static List<BigInteger> manyPrimes() {
            List<BigInteger> primes = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                primes.add(HandmadeRsa.prime(513)); // 512 bits each could make a product shorter than 16384
            }
            return primes;
        }
    }

    static TestProof rsa2047(TestProof proof) {
        return Rsa.BITS_2047.into(proof);
    }

    static TestProof rsa16384(TestProof proof) {
        return Rsa.BITS_16384.into(proof);
    }

    static TestProof evenModulus(TestProof proof) {
        return Rsa.EVEN.into(proof);
    }

    static TestProof modulus(TestProof proof, BigInteger n) {
        return new HandmadeRsa(n, F4, List.of(ONE)).into(proof);
    }

    static TestProof exponent(TestProof proof, BigInteger e) {
        return Rsa.SOUND.withExponent(e).into(proof);
    }

    /** Undone by a short private exponent; costs the verifier a hundredfold. */
    static TestProof hugeExponent(TestProof proof) {
        return exponent(proof, F4.modInverse(Rsa.SOUND.totient()));
    }

    /** The same function as the usual exponent, written longer. */
    static TestProof exponentAboveModulus(TestProof proof) {
        return exponent(proof, F4.add(Rsa.SOUND.totient().shiftLeft(1)));
    }

    /** The public numbers of a P-256 key, the given coordinate changed. */
    static TestProof coordinate(TestProof proof, String name, Function<byte[], byte[]> change) {
        byte[] bytes = Jose.decode(proof.key().publicMember(name));
        return proof.jwkMember(name, Jose.base64url(change.apply(bytes)));
    }

    /** Off the curve: y stands for no point with this x. */
    static byte[] next(byte[] coordinate) {
        BigInteger number = new BigInteger(1, coordinate);
        return Jose.bytes(number.testBit(0) ? number.subtract(ONE) : number.add(ONE), coordinate.length);
    }

    /** The prime of P-256 itself, which is zero again. */
    static byte[] primeOfP256() {
        return Jose.bytes(EcPoints.prime(((ECPublicKey) OTHER.keyPair().getPublic()).getParams()), 32);
    }

    /** A P-521 key and the x of it plus the prime, which still fits into 66 bytes: the same point, another thumbprint. */
    static TestProof xPlusPrime(TestProof proof) {
        return coordinate(proof.key(P521), "x", x -> {
            BigInteger p = EcPoints.prime(((ECPublicKey) P521.keyPair().getPublic()).getParams());
            return Jose.bytes(new BigInteger(1, x).add(p), x.length);
        });
    }

    private static KeyPair pairWithShortX() {
        ClientKey key;
        do {
            key = ClientKey.es256();
        } while (Jose.decode(key.publicMember("x"))[0] != 0);
        return key.keyPair();
    }

    /**
     * An Ed25519 public key of small order and a signature that it verifies, made without any private key: with (s, R = sB)
     * of some key pair, sB = R + kA holds whenever k is a multiple of the order of A.
     *
     * @param point the encoded point in hexadecimal
     */
    static TestProof smallOrder(TestProof proof, String point) {
        byte[] a = HexFormat.of().parseHex(point);
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "OKP");
        jwk.put("crv", "Ed25519");
        jwk.put("x", Jose.base64url(a));
        return proof.header("alg", "EdDSA").header("jwk", jwk).signer(input -> forge(a, input));
    }

    private static byte[] forge(byte[] a, byte[] message) {
        while (true) {
            ClientKey nonce = ClientKey.edDsa();
            byte[] r = Jose.decode(nonce.publicMember("x"));
            BigInteger k = littleEndian(sha512(r, a, message)).mod(ED25519_ORDER);
            if (k.mod(BigInteger.valueOf(8)).equals(ZERO)) {
                byte[] seed = ((EdECPrivateKey) nonce.keyPair().getPrivate())
                        .getBytes()
                        .orElseThrow();
                return Jose.concat(r, littleEndian(scalar(seed), 32));
            }
        }
    }

    /** RFC 8032 section 5.1.5, steps 1 and 2. */
    private static BigInteger scalar(byte[] seed) {
        byte[] hash = sha512(seed);
        byte[] low = Arrays.copyOf(hash, 32);
        low[0] &= (byte) 0xF8;
        low[31] &= (byte) 0x7F;
        low[31] |= (byte) 0x40;
        return littleEndian(low).mod(ED25519_ORDER);
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static BigInteger littleEndian(byte[] bytes) {
        return new BigInteger(1, reversed(bytes));
    }

    static byte[] littleEndian(BigInteger number, int length) {
        return reversed(Jose.bytes(number, length));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
