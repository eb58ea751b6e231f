package org.dpop4j.settings;

import java.security.SecureRandom;
import java.util.Base64;

/** A secret that nonces are made with. Immutable; prints nothing of itself. */
public final class NonceSecret {
    private static final int MIN_OCTETS = 32;

    private final byte[] octets;

    private NonceSecret(byte[] octets) {
        this.octets = octets;
    }

    /** A new one, for a single node. */
    public static NonceSecret random() {
        byte[] octets = new byte[MIN_OCTETS];
        new SecureRandom().nextBytes(octets);
        return new NonceSecret(octets);
    }

    /**
     * Reads a configured secret.
     *
     * @param base64 at least 32 octets, in base64 or base64url, with or without padding
     * @throws IllegalArgumentException when it is something else; the message does not repeat it
     */
    public static NonceSecret parse(String base64) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(base64.strip().replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message may quote the secret.
            throw new IllegalArgumentException("not base64");
        }
        if (octets.length < MIN_OCTETS) {
            throw new IllegalArgumentException(octets.length + " octets");
        }
        return new NonceSecret(octets);
    }

    /** The octets; a copy, at least 32. */
    public byte[] octets() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return "NonceSecret";
    }
}
