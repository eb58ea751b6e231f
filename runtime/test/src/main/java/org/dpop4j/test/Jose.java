package org.dpop4j.test;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The encodings and digests that keys, tokens, proofs and nonces share. */
final class Jose {
    private Jose() {}

    static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64url(String text) {
        return base64url(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] decode(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] hmac(String algorithm, byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot compute " + algorithm, e);
        }
    }

    /** {@code ath} of RFC 9449 section 4.2. */
    static String accessTokenHash(String token) {
        return base64url(digest("SHA-256", token));
    }

    /**
     * The RFC 7638 SHA-256 thumbprint over the required members exactly as they stand in the JWK; empty when one of
     * them is missing or no string, or the key type has no known required members.
     */
    static Optional<String> thumbprint(Map<?, ?> jwk) {
        Map<String, @Nullable Object> required = new LinkedHashMap<>();
        requiredMembers(jwk.get("kty")).forEach(name -> required.put(name, jwk.get(name)));
        boolean computable = !required.isEmpty() && required.values().stream().allMatch(String.class::isInstance);
        return computable ? Optional.of(base64url(digest("SHA-256", Json.write(required)))) : Optional.empty();
    }

    /** In lexical order, as the thumbprint wants them. */
    private static List<String> requiredMembers(@Nullable Object kty) {
        if ("EC".equals(kty)) {
            return List.of("crv", "kty", "x", "y");
        }
        if ("RSA".equals(kty)) {
            return List.of("e", "kty", "n");
        }
        if ("OKP".equals(kty)) {
            return List.of("crv", "kty", "x");
        }
        return "oct".equals(kty) ? List.of("k", "kty") : List.of();
    }

    /** The last {@code length} bytes of the number, left-padded with zeros. */
    static byte[] bytes(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, padded, length - copied, copied);
        return padded;
    }

    /** The minimal bytes of a non-negative number. */
    static byte[] bytes(BigInteger number) {
        return bytes(number, Math.max(1, (number.bitLength() + 7) / 8));
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
