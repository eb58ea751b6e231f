package org.dpop4j.jose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import org.dpop4j.Rejection;
import org.dpop4j.settings.ProofAlgorithm;
import org.jose4j.keys.EllipticCurves;

/**
 * Builds client keys, and refuses those with which somebody else could sign. The platform's key factories check next to
 * nothing, so the rules stand here.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8725.html#section-3.4">RFC 8725 section 3.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518.html#section-3.3">RFC 7518 section 3.3</a>
 */
public final class ClientKeyFactory {
    static final int MIN_RSA_BITS = 2048;
    static final int MAX_RSA_BITS = 4096;
    private static final int MAX_RSA_EXPONENT_BITS = 32;

    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final BigInteger ED25519_P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** d = -121665/121666 mod p (RFC 8032 section 5.1). */
    private static final BigInteger ED25519_D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(ED25519_P))
            .mod(ED25519_P);

    private ClientKeyFactory() {}

    /** @throws MalformedProof with {@link Rejection#KEY_WEAK} */
    public static ClientKey build(ProofJwk jwk, ProofAlgorithm algorithm) {
        try {
            PublicKey key;
            if (jwk instanceof ProofJwk.Ec ec) {
                key = ec(ec);
            } else if (jwk instanceof ProofJwk.Rsa rsa) {
                key = rsa(rsa);
            } else {
                key = okp((ProofJwk.Okp) jwk);
            }
            return new ClientKey(algorithm, key, jwk.jkt());
        } catch (GeneralSecurityException e) {
            throw new MalformedProof(Rejection.KEY_WEAK);
        }
    }

    private static PublicKey ec(ProofJwk.Ec jwk) throws GeneralSecurityException {
        ECParameterSpec curve = curve(jwk.crv());
        ECPoint point = new ECPoint(jwk.x(), jwk.y());
        check(isOnCurve(point, curve.getCurve()));
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    }

    private static ECParameterSpec curve(String crv) {
        return switch (crv) {
            case "P-256" -> EllipticCurves.P256;
            case "P-384" -> EllipticCurves.P384;
            default -> EllipticCurves.P521;
        };
    }

    /** y² = x³ + ax + b, with both coordinates in the field; (0,0) and points of other curves fail it. */
    private static boolean isOnCurve(ECPoint point, EllipticCurve curve) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        BigInteger right = x.modPow(THREE, p).add(curve.getA().multiply(x)).add(curve.getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private static PublicKey rsa(ProofJwk.Rsa jwk) throws GeneralSecurityException {
        BigInteger n = jwk.n();
        BigInteger e = jwk.e();
        check(n.bitLength() >= MIN_RSA_BITS && n.bitLength() <= MAX_RSA_BITS && n.testBit(0));
        check(e.bitLength() <= MAX_RSA_EXPONENT_BITS && e.compareTo(THREE) >= 0 && e.testBit(0));
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, e));
    }

    private static PublicKey okp(ProofJwk.Okp jwk) throws GeneralSecurityException {
        check(jwk.y().compareTo(ED25519_P) < 0 && !isOfSmallOrder(jwk.y()));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(jwk.xIsOdd(), jwk.y())));
    }

    /**
     * Points whose order divides eight: anybody can sign for them. By the curve equation -x² + y² = 1 + dx²y² they are
     * those with x = 0 (y = ±1), y = 0 (order four), and those that double to y = 0, where y² = -x², hence dy⁴ + 2y² = 1.
     */
    private static boolean isOfSmallOrder(BigInteger y) {
        BigInteger y2 = y.multiply(y).mod(ED25519_P);
        BigInteger doublesToOrderFour = ED25519_D
                .multiply(y2)
                .multiply(y2)
                .add(y2.shiftLeft(1))
                .subtract(BigInteger.ONE)
                .mod(ED25519_P);
        return y2.signum() == 0 || y2.equals(BigInteger.ONE) || doublesToOrderFour.signum() == 0;
    }

    private static void check(boolean acceptable) {
        if (!acceptable) {
            throw new MalformedProof(Rejection.KEY_WEAK);
        }
    }
}
