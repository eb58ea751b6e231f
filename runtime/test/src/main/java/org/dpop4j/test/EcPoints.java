package org.dpop4j.test;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;

/** Points of a curve over a prime field, in affine coordinates: slow, not constant-time, short enough to trust. */
final class EcPoints {
    private EcPoints() {}

    static BigInteger prime(ECParameterSpec parameters) {
        return ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    /** The JDK reads a private key without its public half. */
    static ECPoint publicPoint(ECPrivateKey key) {
        ECParameterSpec parameters = key.getParams();
        ECPoint sum = ECPoint.POINT_INFINITY;
        for (int bit = key.getS().bitLength() - 1; bit >= 0; bit--) {
            sum = add(parameters, sum, sum);
            if (key.getS().testBit(bit)) {
                sum = add(parameters, sum, parameters.getGenerator());
            }
        }
        return sum;
    }

    private static ECPoint add(ECParameterSpec parameters, ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        BigInteger p = prime(parameters);
        EllipticCurve curve = parameters.getCurve();
        BigInteger x = a.getAffineX();
        BigInteger y = a.getAffineY();
        // The sum of a point and its negative cannot occur: the scalar is smaller than the order.
        BigInteger slope = a.equals(b)
                ? BigInteger.valueOf(3)
                        .multiply(x.pow(2))
                        .add(curve.getA())
                        .multiply(y.shiftLeft(1).modInverse(p))
                : b.getAffineY()
                        .subtract(y)
                        .multiply(b.getAffineX().subtract(x).mod(p).modInverse(p));
        BigInteger sumX = slope.pow(2).subtract(x).subtract(b.getAffineX()).mod(p);
        return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(p));
    }

    static boolean isOnCurve(ECParameterSpec parameters, BigInteger x, BigInteger y) {
        EllipticCurve curve = parameters.getCurve();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return y.pow(2).subtract(right).mod(prime(parameters)).equals(ZERO);
    }
}
