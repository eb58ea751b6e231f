package org.dpop4j.settings;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that nonces are made with. Immutable; prints nothing of itself. */
public final class NonceSecret {
    private static final int MIN_BYTES = 32;

    private final byte[] bytes;

    private NonceSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one, for a single node. */
    public static NonceSecret random() {
        byte[] bytes = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new NonceSecret(bytes);
    }

    /**
     * Reads a configured secret.
     *
     * @param base64 at least 32 bytes, in base64 or base64url, with or without padding
     * @throws IllegalArgumentException when it is something else; the message does not repeat it
     */
    public static NonceSecret parse(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message may quote the secret.
            throw new IllegalArgumentException("not base64");
        }
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes");
        }
        return new NonceSecret(bytes);
    }

    /** The bytes; a copy, at least 32. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "NonceSecret";
    }
}
