package org.dpop4j.jose;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dpop4j.Rejection;
import org.dpop4j.settings.ProofAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jwk} header parameter of a proof after the checks that need no arithmetic: public, of the one type and
 * curve that {@code alg} takes, every coordinate in its one canonical form. Whether the key is any good is the business
 * of {@link ClientKeyFactory}, and asked only once the access token is known to be bound to this very key.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517.html#section-4">RFC 7517 section 4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-6">RFC 7518 section 6</a>
 */
public sealed interface ProofJwk {
    /** Thumbprint of the key. */
    String jkt();

    /** An elliptic curve key; coordinates were of the full length of the field. */
    record Ec(String crv, BigInteger x, BigInteger y, String jkt) implements ProofJwk {}

    /** An RSA key; modulus and exponent came without leading zeros. */
    record Rsa(BigInteger n, BigInteger e, String jkt) implements ProofJwk {}

    /** An Ed25519 key: the y coordinate and the sign of x, which its 32 bytes encode (RFC 8032 section 5.1.2). */
    record Okp(boolean xIsOdd, BigInteger y, String jkt) implements ProofJwk {}

    /** Members that only a private or secret key has, whatever its type (RFC 7518 section 6, RFC 8037, AKP drafts). */
    List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

    /** Members of public keys; a key that shows those of two types is two keys. */
    Set<String> PUBLIC_MEMBERS = Set.of("crv", "x", "y", "n", "e", "pub");

    int ED25519_BYTES = 32;

    /** @throws MalformedProof with {@link Rejection#JWK_INVALID} or {@link Rejection#JWK_PRIVATE} */
    static ProofJwk parse(@Nullable Object jwk, ProofAlgorithm algorithm) {
        if (!(jwk instanceof Map<?, ?> members)) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
        for (String member : PRIVATE_MEMBERS) {
            if (members.containsKey(member)) {
                throw new MalformedProof(Rejection.JWK_PRIVATE);
            }
        }
        checkPurpose(members, algorithm);
        return switch (algorithm) {
            case ES256 -> ec(members, "P-256", 32);
            case ES384 -> ec(members, "P-384", 48);
            case ES512 -> ec(members, "P-521", 66);
            case PS256, PS384, PS512, RS256 -> rsa(members);
            case EDDSA, ED25519 -> okp(members);
        };
    }

    private static void checkPurpose(Map<?, ?> members, ProofAlgorithm algorithm) {
        boolean forSignatures = !members.containsKey("use") || "sig".equals(members.get("use"));
        boolean forVerification = !members.containsKey("key_ops")
                || (members.get("key_ops") instanceof List<?> operations && operations.contains("verify"));
        boolean forAlgorithm =
                !members.containsKey("alg") || algorithm.joseName().equals(members.get("alg"));
        if (!forSignatures || !forVerification || !forAlgorithm) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
    }

    private static ProofJwk ec(Map<?, ?> members, String crv, int bytes) {
        checkType(members, "EC", Set.of("crv", "x", "y"));
        String x = string(members, "x");
        String y = string(members, "y");
        byte[] xBytes = bytes(x);
        byte[] yBytes = bytes(y);
        if (!crv.equals(members.get("crv")) || xBytes.length != bytes || yBytes.length != bytes) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
        return new Ec(crv, new BigInteger(1, xBytes), new BigInteger(1, yBytes), JwkThumbprint.ofEc(crv, x, y));
    }

    private static ProofJwk rsa(Map<?, ?> members) {
        checkType(members, "RSA", Set.of("n", "e"));
        String n = string(members, "n");
        String e = string(members, "e");
        byte[] nBytes = bytes(n);
        byte[] eBytes = bytes(e);
        if (nBytes[0] == 0 || eBytes[0] == 0) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
        return new Rsa(new BigInteger(1, nBytes), new BigInteger(1, eBytes), JwkThumbprint.ofRsa(e, n));
    }

    private static ProofJwk okp(Map<?, ?> members) {
        checkType(members, "OKP", Set.of("crv", "x"));
        String x = string(members, "x");
        byte[] bytes = bytes(x);
        if (!"Ed25519".equals(members.get("crv")) || bytes.length != ED25519_BYTES) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
        byte[] bigEndian = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            bigEndian[i] = bytes[ED25519_BYTES - 1 - i];
        }
        boolean xIsOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        return new Okp(xIsOdd, new BigInteger(1, bigEndian), JwkThumbprint.ofOkp("Ed25519", x));
    }

    private static void checkType(Map<?, ?> members, String kty, Set<String> own) {
        if (!kty.equals(members.get("kty"))) {
            throw new MalformedProof(Rejection.JWK_INVALID);
        }
        for (String member : PUBLIC_MEMBERS) {
            if (members.containsKey(member) && !own.contains(member)) {
                throw new MalformedProof(Rejection.JWK_INVALID);
            }
        }
    }

    private static String string(Map<?, ?> members, String name) {
        if (members.get(name) instanceof String value) {
            return value;
        }
        throw new MalformedProof(Rejection.JWK_INVALID);
    }

    private static byte[] bytes(String base64Url) {
        return Base64Url.decode(base64Url, Rejection.JWK_INVALID);
    }
}
