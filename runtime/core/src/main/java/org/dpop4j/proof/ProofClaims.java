package org.dpop4j.proof;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.dpop4j.Rejection;
import org.dpop4j.http.TargetUri;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.jose.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a proof: present, of the right JSON type, within bounds. RFC 9449 section 4.3, item 3.
 *
 * @param iat in whole seconds of the epoch; a fraction is cut off
 * @param exp in whole seconds of the epoch; null when the proof has none
 * @param nbf in whole seconds of the epoch; null when the proof has none
 * @param nonceClaim of any type, because only a resource server that demands nonces may complain; empty when the proof
 *     has none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.2">RFC 9449 section 4.2</a>
 */
record ProofClaims(
        String jti,
        String htm,
        String htu,
        String ath,
        long iat,
        @Nullable Long exp,
        @Nullable Long nbf,
        @Nullable Object nonceClaim) {
    static final int MAX_JTI_CHARS = 256;
    /** 2^53 - 1: the largest whole number that every JSON reader keeps exact. */
    private static final BigDecimal MAX_NUMERIC_DATE = BigDecimal.valueOf((1L << 53) - 1);

    /** @throws MalformedProof with the first fault */
    static ProofClaims parse(String encodedPayload) {
        Map<String, @Nullable Object> claims = ProofParser.jsonObject(encodedPayload, ProofParser.MAX_PAYLOAD_BYTES);
        String jti = string(claims, "jti", MAX_JTI_CHARS);
        String htm = string(claims, "htm", TargetUri.MAX_CHARS);
        String htu = string(claims, "htu", TargetUri.MAX_CHARS);
        if (!claims.containsKey("iat")) {
            throw new MalformedProof(Rejection.CLAIM_MISSING);
        }
        long iat = numericDate(claims.get("iat"));
        String ath = string(claims, "ath", TargetUri.MAX_CHARS);
        return new ProofClaims(
                jti,
                htm,
                htu,
                ath,
                iat,
                optionalNumericDate(claims, "exp"),
                optionalNumericDate(claims, "nbf"),
                claims.getOrDefault("nonce", ""));
    }

    /**
     * The nonce; empty when the proof has none.
     *
     * @throws MalformedProof when it is no string, or has a control character
     */
    String nonce() {
        if (nonceClaim instanceof String nonce && nonce.chars().noneMatch(Character::isISOControl)) {
            return nonce;
        }
        throw new MalformedProof(Rejection.CLAIM_INVALID);
    }

    private static String string(Map<String, @Nullable Object> claims, String name, int maxChars) {
        if (!claims.containsKey(name)) {
            throw new MalformedProof(Rejection.CLAIM_MISSING);
        }
        if (claims.get(name) instanceof String value
                && !value.isBlank()
                && value.length() <= maxChars
                && value.chars().noneMatch(Character::isISOControl)) {
            return value;
        }
        throw new MalformedProof(Rejection.CLAIM_INVALID);
    }

    private static @Nullable Long optionalNumericDate(Map<String, @Nullable Object> claims, String name) {
        return claims.containsKey(name) ? numericDate(claims.get(name)) : null;
    }

    /** A NumericDate of RFC 7519 section 2: a number, possibly with a fraction, not negative, at most 2^53 - 1. */
    private static long numericDate(@Nullable Object claim) {
        if (claim instanceof StrictJson.NumberText number) {
            BigDecimal seconds = new BigDecimal(number.text());
            if (seconds.signum() >= 0 && seconds.compareTo(MAX_NUMERIC_DATE) <= 0) {
                return seconds.setScale(0, RoundingMode.FLOOR).longValueExact();
            }
        }
        throw new MalformedProof(Rejection.CLAIM_INVALID);
    }
}
