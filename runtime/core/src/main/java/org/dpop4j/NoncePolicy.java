package org.dpop4j;

/** What {@link DPoPRequired} says about nonces. */
public enum NoncePolicy {
    /** The {@code nonce.mode} setting decides. */
    DEFAULT,
    /** A proof needs a nonce here, whatever the setting says. */
    REQUIRED
}
