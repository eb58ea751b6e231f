package org.dpop4j.test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A recipe for nonces as the default provider of dpop4j makes them: good unless told otherwise, and each method adds one
 * deviation. Whoever knows the server's secret gets fresh, old, foreign and broken nonces without asking the server.
 *
 * <pre>{@code
 * TestNonce nonce = TestNonce.with(secret).audience("orders");
 * String good = nonce.serialize();
 * String stale = nonce.issuedAgo(Duration.ofMinutes(6)).serialize();
 * TestProof proof = TestProof.with(key).uri(uri).accessToken(token).nonce(good);
 * }</pre>
 *
 * <p>A nonce of version 1 is the base64url text, without padding, of 60 bytes:
 *
 * <table>
 * <caption>Bytes of a nonce</caption>
 * <tr><th>bytes</th><th>content</th></tr>
 * <tr><td>0</td><td>version, {@code 0x01}</td></tr>
 * <tr><td>1-4</td><td>key id: the first four bytes of HMAC-SHA-256 with the secret as key over the ASCII text {@code
 *     dpop4j nonce v1 key id}</td></tr>
 * <tr><td>5-12</td><td>issue time: seconds of the epoch, 64 bits, signed, the most significant byte first</td></tr>
 * <tr><td>13-27</td><td>random</td></tr>
 * <tr><td>28-59</td><td>HMAC-SHA-256 over bytes 0-27 followed by the audience in UTF-8; its key is the HMAC-SHA-256 with
 *     the secret as key over the ASCII text {@code dpop4j nonce v1 mac}</td></tr>
 * </table>
 *
 * <p>A server signs with the first of its secrets and knows those of all; its audience is its replay namespace. On Quarkus
 * these are {@code quarkus.dpop.nonce.secrets}, decoded from base64, and {@code quarkus.dpop.replay.namespace}. A nonce is
 * good from 30 seconds before its issue time until its lifetime has passed, both inclusive.
 *
 * <p>Every {@link #serialize()} makes a new nonce: the time of that moment and new random bytes. Immutable, safe for use
 * by many threads; every method returns a changed copy. Methods that set the same field replace each other, the last one
 * stands.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-9">RFC 9449 section 9</a>
 */
public final class TestNonce {
    private static final int KEY_ID_BYTES = 4;
    private static final int RANDOM_BYTES = 15;
    private static final int MAC_START = 28;
    private static final int BYTES = 60;
    private static final int CHARS = 80;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Recipe recipe;

    private TestNonce(Recipe recipe) {
        this.recipe = recipe;
    }

    /** All state; changed only on a copy that no one else has seen yet. */
    private static final class Recipe {
        byte[] secret;

        @Nullable
        String audience;

        UnaryOperator<String> audienceChange = audience -> audience;
        InstantSource clock = Clock.systemUTC();
        Function<Instant, Long> issueSecond = Instant::getEpochSecond;
        int version = 1;
        byte @Nullable [] keyId;
        byte @Nullable [] random;
        UnaryOperator<byte[]> bytes = bytes -> bytes;
        UnaryOperator<String> text = text -> text;

        Recipe(byte[] secret) {
            this.secret = secret;
        }

        Recipe(Recipe other) {
            secret = other.secret;
            audience = other.audience;
            audienceChange = other.audienceChange;
            clock = other.clock;
            issueSecond = other.issueSecond;
            version = other.version;
            keyId = other.keyId;
            random = other.random;
            bytes = other.bytes;
            text = other.text;
        }
    }

    /**
     * A good nonce of the server with this secret, for an audience still to be named with {@link #audience(String)}.
     *
     * @param secret the bytes themselves, not their base64 text; copied
     * @throws IllegalArgumentException when there are none
     */
    public static TestNonce with(byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("an empty secret");
        }
        return new TestNonce(new Recipe(secret.clone()));
    }

    /** The resource server that the nonce is for: its replay namespace, on Quarkus the application's name unless set. */
    public TestNonce audience(String audience) {
        return change(recipe -> recipe.audience = audience);
    }

    /** Where the issue time comes from; the system clock unless set. */
    public TestNonce clock(InstantSource clock) {
        return change(recipe -> recipe.clock = clock);
    }

    // ---- fields; the MAC covers them as they are

    /** An issue time that does not follow the clock; a fraction of a second is cut off. */
    public TestNonce issuedAt(Instant instant) {
        return issueSecond(now -> instant.getEpochSecond());
    }

    /** An issue time that lies before the moment the nonce is made; the fraction of the result is cut off. */
    public TestNonce issuedAgo(Duration age) {
        return issueSecond(now -> now.minus(age).getEpochSecond());
    }

    /** An issue time that lies after the moment the nonce is made; the fraction of the result is cut off. */
    public TestNonce issuedAhead(Duration lead) {
        return issuedAgo(lead.negated());
    }

    TestNonce issueSecond(Function<Instant, Long> second) {
        return change(recipe -> recipe.issueSecond = second);
    }

    /**
     * Another version.
     *
     * @param version 0 to 255; of other numbers the lowest eight bits
     */
    public TestNonce version(int version) {
        return change(recipe -> recipe.version = version);
    }

    /** Another key id than the secret's: as a rule four bytes, otherwise the fields after it move. */
    public TestNonce keyId(byte[] bytes) {
        byte[] copy = bytes.clone();
        return change(recipe -> recipe.keyId = copy);
    }

    /** A key id that the secret does not have: each bit of its own is turned. */
    public TestNonce otherKeyId() {
        byte[] other = keyIdOf(recipe.secret);
        for (int i = 0; i < other.length; i++) {
            other[i] = (byte) ~other[i];
        }
        return keyId(other);
    }

    /** Fixed bytes instead of new random ones per nonce: as a rule 15, otherwise the MAC after them moves. */
    public TestNonce random(byte[] bytes) {
        byte[] copy = bytes.clone();
        return change(recipe -> recipe.random = copy);
    }

    /** The MAC of another secret; the key id stays that of the first. */
    TestNonce forgedWith(byte[] other) {
        byte[] keyId = recipe.keyId != null ? recipe.keyId : keyIdOf(recipe.secret);
        return change(recipe -> {
            recipe.keyId = keyId;
            recipe.secret = other.clone();
        });
    }

    /** The MAC of another secret and its key id. */
    TestNonce secret(byte[] other) {
        return change(recipe -> recipe.secret = other.clone());
    }

    /** An audience that differs from the one that is set, whenever that is. */
    TestNonce mapAudience(UnaryOperator<String> change) {
        return change(recipe -> recipe.audienceChange = change);
    }

    // ---- after the MAC

    /** Rewrites the bytes after the MAC was computed; calls add up. */
    public TestNonce mapBytes(UnaryOperator<byte[]> change) {
        return change(recipe -> {
            UnaryOperator<byte[]> before = recipe.bytes;
            recipe.bytes = bytes -> change.apply(before.apply(bytes));
        });
    }

    /** Rewrites the finished text; calls add up. */
    public TestNonce mapText(UnaryOperator<String> change) {
        return change(recipe -> {
            UnaryOperator<String> before = recipe.text;
            recipe.text = text -> change.apply(before.apply(text));
        });
    }

    // ---- results

    /**
     * Makes a nonce: the value of the {@code DPoP-Nonce} response header field and of the {@code nonce} claim.
     *
     * @throws IllegalStateException when no {@link #audience(String)} is set
     */
    public String serialize() {
        String audience = recipe.audience;
        if (audience == null) {
            throw new IllegalStateException("the nonce needs audience(...)");
        }
        byte[] keyId = recipe.keyId != null ? recipe.keyId : keyIdOf(recipe.secret);
        byte[] random = recipe.random != null ? recipe.random : randomBytes();
        byte[] fields = ByteBuffer.allocate(1 + keyId.length + Long.BYTES + random.length)
                .put((byte) recipe.version)
                .put(keyId)
                .putLong(recipe.issueSecond.apply(recipe.clock.instant()))
                .put(random)
                .array();
        byte[] bytes = Jose.concat(fields, mac(recipe.secret, fields, recipe.audienceChange.apply(audience)));
        return recipe.text.apply(Jose.base64url(recipe.bytes.apply(bytes)));
    }

    /** The same as {@link #serialize()}: a new nonce every time. */
    @Override
    public String toString() {
        return serialize();
    }

    /**
     * Reads a nonce that a server sent.
     *
     * @param nonce exactly as sent
     * @throws IllegalArgumentException when it has not the form of a nonce: 80 characters of base64url, a time that
     *     {@link Instant} can hold; any version and any MAC will do
     */
    public static Parsed parse(String nonce) {
        byte[] bytes = Base64.getUrlDecoder().decode(nonce);
        if (nonce.length() != CHARS || bytes.length != BYTES) {
            throw new IllegalArgumentException("not a nonce of " + CHARS + " characters: " + nonce);
        }
        try {
            return new Parsed(bytes);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no such issue time: " + nonce, e);
        }
    }

    /** The fields of a nonce, not checked. Immutable. */
    public static final class Parsed {
        private final byte[] bytes;
        private final Instant issuedAt;

        private Parsed(byte[] bytes) {
            this.bytes = bytes;
            this.issuedAt = Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(1 + KEY_ID_BYTES));
        }

        /** 0 to 255. */
        public int version() {
            return bytes[0] & 0xFF;
        }

        /** Four bytes, a new copy at every call. */
        public byte[] keyId() {
            return Arrays.copyOfRange(bytes, 1, 1 + KEY_ID_BYTES);
        }

        /** In whole seconds. */
        public Instant issuedAt() {
            return issuedAt;
        }

        /** Whether both the key id and the MAC are those of this secret, and the MAC is for this audience. */
        public boolean isSignedWith(byte[] secret, String audience) {
            byte[] fields = Arrays.copyOf(bytes, MAC_START);
            byte[] mac = Arrays.copyOfRange(bytes, MAC_START, BYTES);
            return Arrays.equals(keyId(), keyIdOf(secret)) && Arrays.equals(mac, mac(secret, fields, audience));
        }
    }

    // ---- inside

    private static byte[] keyIdOf(byte[] secret) {
        return Arrays.copyOf(hmac(secret, ascii("dpop4j nonce v1 key id")), KEY_ID_BYTES);
    }

    private static byte[] mac(byte[] secret, byte[] fields, String audience) {
        byte[] key = hmac(secret, ascii("dpop4j nonce v1 mac"));
        return hmac(key, Jose.concat(fields, audience.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        return Jose.hmac("HmacSHA256", key, message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private TestNonce change(Consumer<Recipe> change) {
        Recipe copy = new Recipe(recipe);
        change.accept(copy);
        return new TestNonce(copy);
    }
}
