package org.dpop4j.test;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Signatures as they should not be. */
final class OddSignatures {
    private OddSignatures() {}

    static byte[] firstBitFlipped(byte[] signature) {
        byte[] flipped = signature.clone();
        flipped[0] ^= (byte) 0x80;
        return flipped;
    }

    /** ECDSA {@code r || s}, both numbers changed, in the same length. */
    static byte[] ecdsa(byte[] signature, UnaryOperator<BigInteger> r, UnaryOperator<BigInteger> s) {
        int half = signature.length / 2;
        BigInteger newR = r.apply(new BigInteger(1, Arrays.copyOfRange(signature, 0, half)));
        BigInteger newS = s.apply(new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
        return Jose.concat(Jose.bytes(newR, half), Jose.bytes(newS, half));
    }

    /** The order of the group that the key's curve generates. */
    static BigInteger order(ClientKey key) {
        return ((ECPublicKey) key.keyPair().getPublic()).getParams().getOrder();
    }

    /** An ECDSA signature as a DER sequence, the form of X.509 and TLS; short enough for one-byte lengths. */
    static byte[] der(byte[] signature) {
        int half = signature.length / 2;
        byte[] numbers = Jose.concat(
                derInteger(Arrays.copyOfRange(signature, 0, half)),
                derInteger(Arrays.copyOfRange(signature, half, signature.length)));
        return Jose.concat(new byte[] {0x30, (byte) numbers.length}, numbers);
    }

    private static byte[] derInteger(byte[] magnitude) {
        byte[] number = new BigInteger(1, magnitude).toByteArray();
        return Jose.concat(new byte[] {0x02, (byte) number.length}, number);
    }

    /** An Ed25519 signature whose S is larger by the order of the group: the same number again, longer written. */
    static byte[] edDsaPlusOrder(byte[] signature) {
        BigInteger s = OddKeys.littleEndian(Arrays.copyOfRange(signature, 32, 64));
        return Jose.concat(Arrays.copyOf(signature, 32), OddKeys.littleEndian(s.add(OddKeys.ED25519_ORDER), 32));
    }

    /** A {@code PS256} signature but for the hash of the mask or the length of the salt. */
    static TestProof pss(TestProof proof, String maskHash, int saltLength) {
        ClientKey key = OddKeys.RSA.as("PS256");
        return proof.key(key).signer(input -> {
            try {
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(
                        "SHA-256",
                        "MGF1",
                        new MGF1ParameterSpec(maskHash),
                        saltLength,
                        PSSParameterSpec.TRAILER_FIELD_BC));
                signature.initSign(key.keyPair().getPrivate());
                signature.update(input);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
