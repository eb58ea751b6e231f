package org.dpop4j.test;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An RSA key that no JDK generates, given by its prime factors, with its {@code RS256} signatures computed by hand: they
 * are right wherever the key permits one, so only the key gives a proof away. Where no signature can be right (an even
 * exponent, a modulus of zero) it is a zero.
 */
record HandmadeRsa(BigInteger n, BigInteger e, List<BigInteger> primes) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** DER of DigestInfo for SHA-256 up to the digest (RFC 8017 section 9.2, note 1). */
    private static final BigInteger SHA256_DIGEST_INFO = new BigInteger("3031300d060960864801650304020105000420", 16);

    static HandmadeRsa of(BigInteger e, List<BigInteger> primes) {
        return new HandmadeRsa(primes.stream().reduce(BigInteger.ONE, BigInteger::multiply), e, primes);
    }

    /** A product of two primes that has exactly this length. */
    static HandmadeRsa ofLength(int bits, BigInteger e) {
        HandmadeRsa key;
        do {
            key = of(e, List.of(prime(bits / 2), prime(bits - bits / 2)));
        } while (key.n.bitLength() != bits);
        return key;
    }

    static BigInteger prime(int bits) {
        return BigInteger.probablePrime(bits, RANDOM);
    }

    /** With the prime two added. */
    HandmadeRsa doubled() {
        List<BigInteger> withTwo = new ArrayList<>(primes);
        withTwo.add(BigInteger.TWO);
        return of(e, withTwo);
    }

    HandmadeRsa withExponent(BigInteger other) {
        return new HandmadeRsa(n, other, primes);
    }

    /** The order that exponents repeat with, up to a factor. */
    BigInteger totient() {
        return primes.stream().map(p -> p.subtract(BigInteger.ONE)).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** The proof made with this key. */
    TestProof into(TestProof proof) {
        Map<String, @Nullable Object> jwk = new LinkedHashMap<>();
        jwk.put("kty", "RSA");
        jwk.put("n", Jose.base64url(Jose.bytes(n)));
        jwk.put("e", Jose.base64url(Jose.bytes(e)));
        return proof.header("alg", "RS256").header("jwk", jwk).signer(this::sign);
    }

    private byte[] sign(byte[] input) {
        int length = (n.bitLength() + 7) / 8;
        try {
            return Jose.bytes(root(encoded(input, length)), Math.max(1, length));
        } catch (ArithmeticException notInvertible) {
            return new byte[Math.max(1, length)];
        }
    }

    /** EMSA-PKCS1-v1_5: 00 01 FF..FF 00 DigestInfo. */
    private static BigInteger encoded(byte[] input, int length) {
        byte[] hash = Jose.digest("SHA-256", new String(input, StandardCharsets.UTF_8));
        BigInteger info = SHA256_DIGEST_INFO.shiftLeft(256).or(new BigInteger(1, hash));
        int padding = 8 * (length - 3 - 51);
        BigInteger ones = BigInteger.ONE.shiftLeft(Math.max(8, padding)).subtract(BigInteger.ONE);
        return BigInteger.ONE
                .shiftLeft(ones.bitLength())
                .or(ones)
                .shiftLeft(8 + 51 * 8)
                .or(info);
    }

    /** The e-th root, prime by prime and put together by the Chinese remainder theorem: fast however long n is. */
    private BigInteger root(BigInteger message) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger p : primes) {
            BigInteger order = p.subtract(BigInteger.ONE);
            BigInteger d = order.equals(BigInteger.ONE) ? BigInteger.ONE : e.modInverse(order);
            BigInteger rest = n.divide(p);
            sum = sum.add(message.modPow(d, p).multiply(rest).multiply(rest.modInverse(p)));
        }
        return sum.mod(n);
    }
}
