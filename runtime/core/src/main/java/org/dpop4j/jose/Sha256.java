package org.dpop4j.jose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash of RFC 9449: of {@code ath}, of {@code jkt}, of what a replay store remembers. */
public final class Sha256 {
    private Sha256() {}

    /** The digest of a text of ASCII characters, in base64url. */
    public static String ofAscii(String text) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
