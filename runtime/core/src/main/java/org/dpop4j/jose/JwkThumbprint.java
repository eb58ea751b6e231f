package org.dpop4j.jose;

/**
 * The RFC 7638 SHA-256 thumbprint of a public key.
 *
 * <p>Computed from members that were found canonical, so a key has exactly one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7638.html#section-3">RFC 7638 section 3</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037.html#section-2">RFC 8037 section 2 for OKP</a>
 */
public final class JwkThumbprint {
    private JwkThumbprint() {}

    public static String ofEc(String crv, String x, String y) {
        return hash("{\"crv\":\"" + crv + "\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}");
    }

    public static String ofOkp(String crv, String x) {
        return hash("{\"crv\":\"" + crv + "\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}");
    }

    public static String ofRsa(String e, String n) {
        return hash("{\"e\":\"" + e + "\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}");
    }

    private static String hash(String members) {
        return Sha256.ofAscii(members);
    }
}
