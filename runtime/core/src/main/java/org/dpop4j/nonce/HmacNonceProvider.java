package org.dpop4j.nonce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceSecret;

/**
 * Nonces that carry their own time under a MAC, so that nothing has to be stored and every node that has the secret knows
 * them at once.
 *
 * <p>A nonce is base64url of 60 bytes: a version (1), the secret's key id (4), the time of issue in seconds of the epoch
 * (8, big endian), random bytes (15), and HMAC-SHA-256 (32) over all of that and the audience. The audience keeps nonces of
 * resource servers apart that share a secret.
 *
 * <p>A nonce is good for its lifetime and for any number of proofs of any key. It is also good when it was issued up to
 * 30 seconds ahead of this node's clock, so that one node's nonce works on the next at once. A newer one is due in the second
 * half of its life, and when it was made with another secret than the first.
 *
 * <p><b>Rotation:</b> the first secret signs, all of them verify.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Blocking:</b> never.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-8">RFC 9449 sections 8 and 9</a>
 */
public final class HmacNonceProvider implements DPoPNonceProvider {
    private static final byte VERSION = 1;
    private static final int RANDOM_BYTES = 15;
    private static final int SIGNED_BYTES = 1 + Integer.BYTES + Long.BYTES + RANDOM_BYTES;
    private static final int MAC_BYTES = 32;
    private static final int BYTES = SIGNED_BYTES + MAC_BYTES;
    private static final int CHARS = BYTES / 3 * 4;
    private static final long NODE_SKEW_SECONDS = 30;
    private static final String HMAC = "HmacSHA256";

    private final List<Key> keys;
    private final Duration lifetime;
    private final byte[] audience;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param secrets the first signs, all verify; not empty, the same on all nodes of an application
     * @param lifetime how long a nonce is good; whole seconds, more than 0
     * @param audience names this resource server, the same on all nodes
     */
    public HmacNonceProvider(List<NonceSecret> secrets, Duration lifetime, String audience) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret to sign nonces with");
        }
        this.keys = secrets.stream().map(Key::of).toList();
        this.lifetime = lifetime;
        this.audience = audience.getBytes(StandardCharsets.UTF_8);
    }

    /** The default of a server: with the configured secrets, or else one of this start, which no other node knows. */
    public static HmacNonceProvider of(DPoPSettings settings) {
        List<NonceSecret> secrets =
                settings.nonceSecrets().isEmpty() ? List.of(NonceSecret.random()) : settings.nonceSecrets();
        return new HmacNonceProvider(secrets, settings.nonceLifetime(), settings.replayNamespace());
    }

    @Override
    public String issue(NonceRequest request) {
        byte[] randomBytes = new byte[RANDOM_BYTES];
        random.nextBytes(randomBytes);
        Key signing = keys.get(0);
        byte[] nonce = new byte[BYTES];
        ByteBuffer.wrap(nonce)
                .put(VERSION)
                .putInt(signing.id)
                .putLong(request.now().getEpochSecond())
                .put(randomBytes);
        System.arraycopy(mac(signing, nonce), 0, nonce, SIGNED_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().encodeToString(nonce);
    }

    @Override
    public NonceVerdict check(String nonce, NonceRequest request) {
        byte[] bytes = decode(nonce);
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Refused.UNKNOWN;
        }
        ByteBuffer fields = ByteBuffer.wrap(bytes, 1, SIGNED_BYTES - 1);
        int keyId = fields.getInt();
        long issuedAt = fields.getLong();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            if (key.id == keyId && isAuthentic(bytes, key)) {
                return verdict(issuedAt, request.now(), i == 0);
            }
        }
        return Refused.UNKNOWN;
    }

    /** Both ends inclusive, in whole seconds as the nonce counts them. */
    private NonceVerdict verdict(long issuedAt, Instant now, boolean isNewestSecret) {
        long age = now.getEpochSecond() - issuedAt;
        if (age < -NODE_SKEW_SECONDS || age > lifetime.toSeconds()) {
            return Refused.STALE;
        }
        Instant endOfLastSecond =
                Instant.ofEpochSecond(issuedAt).plus(lifetime).plusSeconds(1).minusNanos(1);
        boolean isDue = 2 * age > lifetime.toSeconds() || !isNewestSecret;
        return new NonceVerdict.Valid(Optional.of(endOfLastSecond), isDue);
    }

    private static byte[] decode(String nonce) {
        if (nonce.length() != CHARS) {
            return new byte[0];
        }
        try {
            // The length leaves no spare bits, so there is one text for each nonce.
            return Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private boolean isAuthentic(byte[] nonce, Key key) {
        return MessageDigest.isEqual(mac(key, nonce), Arrays.copyOfRange(nonce, SIGNED_BYTES, BYTES));
    }

    private byte[] mac(Key key, byte[] nonce) {
        Mac mac = key.mac();
        mac.update(nonce, 0, SIGNED_BYTES);
        return mac.doFinal(audience);
    }

    /** What is derived from one secret, so that its other uses, if there are any, share no MAC with this one. */
    private record Key(int id, SecretKeySpec macKey) {
        static Key of(NonceSecret secret) {
            SecretKeySpec master = new SecretKeySpec(secret.bytes(), HMAC);
            byte[] id = mac(master).doFinal("dpop4j nonce v1 key id".getBytes(StandardCharsets.US_ASCII));
            byte[] macKey = mac(master).doFinal("dpop4j nonce v1 mac".getBytes(StandardCharsets.US_ASCII));
            return new Key(ByteBuffer.wrap(id).getInt(), new SecretKeySpec(macKey, HMAC));
        }

        Mac mac() {
            return mac(macKey);
        }

        private static Mac mac(SecretKeySpec key) {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + HMAC, e);
            }
        }
    }
}
