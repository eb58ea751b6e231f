package org.dpop4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a {@link ReplayStore} remembers of a proof: a SHA-256 digest of (namespace, {@code jkt}, {@code jti}).
 *
 * <p>The {@code jti} alone would let one client use up another's; the text of the proof would let a re-encoded copy
 * pass. Each part is preceded by its length, so no two triples share a digest by moving characters between parts.
 * Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-11.1">RFC 9449 section 11.1</a>
 */
public final class ReplayKey {
    private final byte[] digest;
    private final String jkt;

    private ReplayKey(byte[] digest, String jkt) {
        this.digest = digest;
        this.jkt = jkt;
    }

    /**
     * Makes the key of one proof.
     *
     * @param namespace separates applications that share one store
     * @param jkt thumbprint of the client's key
     * @param jti the proof's identifier, exactly as sent; no normalisation is applied
     */
    public static ReplayKey of(String namespace, String jkt, String jti) {
        MessageDigest sha256 = sha256();
        update(sha256, namespace);
        update(sha256, jkt);
        update(sha256, jti);
        return new ReplayKey(sha256.digest(), jkt);
    }

    private static void update(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        int length = bytes.length;
        digest.update((byte) (length >>> 24));
        digest.update((byte) (length >>> 16));
        digest.update((byte) (length >>> 8));
        digest.update((byte) length);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 32 bytes of the digest; a copy. */
    public byte[] digest() {
        return digest.clone();
    }

    /** Thumbprint of the client's key, for stores that bound what one key may fill. */
    public String jkt() {
        return jkt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayKey key && Arrays.equals(digest, key.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** The digest in base64url without padding, 43 characters: the form for stores with text keys. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
