package org.dpop4j.test;

import static org.dpop4j.test.TestNonceDefect.Place.CLAIM;
import static org.dpop4j.test.TestNonceDefect.Place.FIELDS;
import static org.dpop4j.test.TestNonceDefect.Place.TEXT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Single defects of the {@code nonce} in a DPoP proof: a resource server that demands nonces has to refuse a proof with any one of them, with {@code 401} and the {@link #error()} named here.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource
 * void isRefused(TestNonceDefect defect) {
 *     TestProof good = TestProof.with(key).uri(uri).accessToken(token).nonce(theServers);
 *     String text = defect.apply(good).serialize();
 *     ...
 *     assertTrue(challenge.contains("error=\"" + defect.error() + "\""));
 * }
 * }</pre>
 *
 * <p>These need no secret: they start from any good nonce, such as one the server sent or a {@link TestNonce}. What only
 * the holder of a secret can make is in {@link WithSecret}. A defect makes the same out of the same nonce every time. Safe
 * for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-9">RFC 9449 section 9</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing that changes
public enum TestNonceDefect implements UnaryOperator<TestProof> {

    // ---- the claim

    MISSING(CLAIM, "P-17 N-04 H-113", nonce -> TestProof.Absent.ABSENT),
    NULL(CLAIM, Errors.INVALID_DPOP_PROOF, "P-28 H-113", nonce -> null),
    NUMBER(CLAIM, Errors.INVALID_DPOP_PROOF, "P-28 H-113", nonce -> 1),
    BOOLEAN(CLAIM, Errors.INVALID_DPOP_PROOF, "P-28 H-113", nonce -> true),
    ARRAY(CLAIM, Errors.INVALID_DPOP_PROOF, "P-28 H-113", List::of),
    OBJECT(CLAIM, Errors.INVALID_DPOP_PROOF, "P-28 H-113", nonce -> Map.of("value", nonce)),

    // ---- the text

    EMPTY(TEXT, "N-03 N-04 H-113", nonce -> ""),
    BLANK(TEXT, "N-03 N-12 H-113", nonce -> "   "),
    LEADING_BLANK(TEXT, "N-03 N-12 H-114", nonce -> " " + nonce),
    TRAILING_BLANK(TEXT, "N-03 N-12 H-114", nonce -> nonce + " "),
    UPPER_CASE(TEXT, "N-12 H-114", nonce -> nonce.toUpperCase(Locale.ROOT)),
    QUOTED(TEXT, "N-03 N-12 H-114", nonce -> "\"" + nonce + "\""),
    TRAILING_QUOTE(TEXT, "N-03 N-12 H-114", nonce -> nonce + "\""),
    TRAILING_BACKSLASH(TEXT, "N-03 N-12 H-114", nonce -> nonce + "\\"),
    NON_ASCII(TEXT, "N-03 N-12 H-114", nonce -> nonce + "\u00e4"),
    /** A letter outside the basic plane: two chars, four bytes of UTF-8. */
    SURROGATE_PAIR(TEXT, "N-03 N-12 H-114", nonce -> nonce + "\ud835\udc9c"),
    TWO_JOINED(TEXT, "N-12 H-114", nonce -> nonce + ", " + nonce),
    TWO_CONCATENATED(TEXT, "N-12 H-114", nonce -> nonce + nonce),
    PADDED(TEXT, "N-12 H-114", nonce -> nonce + "="),
    LEFTOVER_CHARACTER(TEXT, "N-12 H-114", nonce -> nonce + "A"),
    ONE_CHARACTER_SHORT(TEXT, "N-12 H-114", nonce -> nonce.substring(0, nonce.length() - 1)),
    ONE_CHARACTER(TEXT, "N-05 H-114", nonce -> "A"),
    /** Base64 instead of base64url where they differ; the last character where they do not. */
    STANDARD_ALPHABET(TEXT, "N-12 H-114", TestNonceDefect::standardAlphabet),
    UUID(TEXT, "N-05 N-13 H-113", nonce -> "0d7f9c3a-5f0e-4f0c-9a67-2f1b7c1f3b52"),
    /** Made by some authorization server. */
    JWE(TEXT, "N-05 N-13 H-113", nonce -> "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA"),
    /** One more than is looked at. */
    CHARACTERS_513(TEXT, "P-32 N-05 H-113", nonce -> filled(nonce, 513)),
    CHARACTERS_3000(TEXT, "P-32 N-05 H-113", nonce -> filled(nonce, 3000)),
    NUL(TEXT, Errors.INVALID_DPOP_PROOF, "N-03 H-48 H-114", nonce -> nonce + "\u0000"),
    LINE_BREAK(TEXT, Errors.INVALID_DPOP_PROOF, "N-03 H-48 H-114", nonce -> nonce + "\n"),
    HEADER_INJECTION(TEXT, Errors.INVALID_DPOP_PROOF, "N-03 H-48 H-114", nonce -> nonce + "\r\nX-Injected: true"),

    // ---- the fields of the default format

    VERSION_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 0, 0x80)),
    KEY_ID_FIRST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 1, 0x80)),
    KEY_ID_LAST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 4, 0x01)),
    TIME_FIRST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 5, 0x80)),
    /** At most one second off. */
    TIME_LAST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 12, 0x01)),
    RANDOM_FIRST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 13, 0x80)),
    RANDOM_LAST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 27, 0x01)),
    MAC_FIRST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 28, 0x80)),
    MAC_LAST_BIT(FIELDS, "N-05 H-114", nonce -> flipped(nonce, 59, 0x01)),
    VERSION_0(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> filled(bytes, 0, 1, 0))),
    VERSION_2(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> filled(bytes, 0, 1, 2))),
    KEY_ID_ZEROS(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> filled(bytes, 1, 5, 0))),
    MAC_ZEROS(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> filled(bytes, 28, 60, 0))),
    MAC_EMPTY(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> Arrays.copyOf(bytes, 28))),
    MAC_HALVED(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> Arrays.copyOf(bytes, 44))),
    MAC_ONE_BYTE_SHORT(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> Arrays.copyOf(bytes, 59))),
    ONE_BYTE_TOO_MANY(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> Arrays.copyOf(bytes, 61))),
    ONLY_VERSION(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> Arrays.copyOf(bytes, 1))),
    ALL_ZEROS(FIELDS, "N-05 H-114", nonce -> bytes(nonce, bytes -> new byte[60]));

    /** What a defect is a defect of. */
    public enum Place {
        /** There is no claim, or its value is no string. */
        CLAIM,
        /** The text as a whole; for nonces of any provider. */
        TEXT,
        /** The bytes of the default provider's format; only for nonces of that. */
        FIELDS
    }

    /**
     * Defects that only the holder of a secret can make: the MAC is right for what it covers, and the server still has to
     * refuse the proof with {@code 401} and {@code use_dpop_nonce}.
     *
     * <pre>{@code
     * @ParameterizedTest
     * @EnumSource
     * void isRefused(TestNonceDefect.WithSecret defect) {
     *     String nonce = defect.apply(TestNonce.with(secret).audience("orders")).serialize();
     *     ...
     * }
     * }</pre>
     */
    @SuppressWarnings("ImmutableEnumChecker") // the functions capture nothing
    public enum WithSecret implements UnaryOperator<TestNonce> {
        /** Two hours old: the lifetime is an hour at most. */
        STALE("N-05 N-10 H-115", nonce -> nonce.issuedAgo(Duration.ofHours(2))),
        FROM_THE_FUTURE("N-05 H-115", nonce -> nonce.issuedAhead(Duration.ofHours(2))),
        TIME_0("N-05 H-115", nonce -> nonce.issuedAt(Instant.EPOCH)),
        TIME_MINUS_1("N-05 H-115", nonce -> nonce.issueSecond(now -> -1L)),
        TIME_NEGATIVE("N-05 H-115", nonce -> nonce.issueSecond(now -> -now.getEpochSecond())),
        TIME_MILLISECONDS("N-05 H-115", nonce -> nonce.issueSecond(Instant::toEpochMilli)),
        /** Now plus 2^32, which a narrowing conversion takes for now. */
        TIME_WRAPS_TO_NOW("N-05 H-115", nonce -> nonce.issueSecond(now -> now.getEpochSecond() + (1L << 32))),
        TIME_LOWEST_LONG("N-05 H-115", nonce -> nonce.issueSecond(now -> Long.MIN_VALUE)),
        TIME_HIGHEST_LONG("N-05 H-115", nonce -> nonce.issueSecond(now -> Long.MAX_VALUE)),
        /** Another server's, or the server's own before it was given a new secret and forgot the old one. */
        FOREIGN_SECRET("N-05 N-14 H-113 H-114", nonce -> nonce.secret(FOREIGN)),
        /** The key id is the right one. */
        FOREIGN_MAC("N-05 N-14 H-114", nonce -> nonce.forgedWith(FOREIGN)),
        /** Another resource server's, with the same secret. */
        FOREIGN_AUDIENCE("N-13 N-14 H-113", nonce -> nonce.mapAudience(audience -> audience + "-2")),
        NO_AUDIENCE("N-13 N-14 H-113", nonce -> nonce.mapAudience(audience -> "")),
        FOREIGN_KEY_ID("N-14 H-114", TestNonce::otherKeyId),
        RIGHT_MAC_OF_VERSION_0("N-14 H-114", nonce -> nonce.version(0)),
        RIGHT_MAC_OF_VERSION_2("N-14 H-114", nonce -> nonce.version(2)),
        RANDOM_ONE_BYTE_SHORT("N-14 H-114", nonce -> nonce.random(ones(14))),
        RANDOM_ONE_BYTE_LONG("N-14 H-114", nonce -> nonce.random(ones(16))),
        NO_RANDOM("N-02 N-14 H-114", nonce -> nonce.random(ones(0))),
        /** Base64 instead of base64url: a lax decoder reads the bytes of a good nonce. */
        RIGHT_MAC_IN_STANDARD_ALPHABET(
                "N-12 H-114", nonce -> nonce.random(ones(15)).mapText(OddTexts::standardAlphabet));

        private final Set<String> covers;
        private final UnaryOperator<TestNonce> change;

        WithSecret(String covers, UnaryOperator<TestNonce> change) {
            this.covers = Set.of(covers.split(" "));
            this.change = change;
        }

        /** The nonce with this defect; the rest of it, also what is set later, is as in the good one. */
        @Override
        public TestNonce apply(TestNonce nonce) {
            return change.apply(nonce);
        }

        /** The requirements that a server breaks when it accepts the nonce, as in {@link TestNonceDefect#covers()}. */
        public Set<String> covers() {
            return covers;
        }
    }

    private static final byte[] FOREIGN =
            "a secret of someone else, 32 bytes or more".getBytes(StandardCharsets.US_ASCII);

    private static final class Errors {
        static final String INVALID_DPOP_PROOF = "invalid_dpop_proof";
        static final String USE_DPOP_NONCE = "use_dpop_nonce";
    }

    private final Place place;
    private final String error;
    private final Set<String> covers;
    private final Function<String, @Nullable Object> change;

    TestNonceDefect(Place place, String covers, Function<String, @Nullable Object> change) {
        this(place, Errors.USE_DPOP_NONCE, covers, change);
    }

    TestNonceDefect(Place place, String error, String covers, Function<String, @Nullable Object> change) {
        this.place = place;
        this.error = error;
        this.covers = Set.of(covers.split(" "));
        this.change = change;
    }

    /** All defects of one kind, in the order of the catalogue. */
    public static Stream<TestNonceDefect> in(Place place) {
        return Arrays.stream(values()).filter(defect -> defect.place == place);
    }

    /**
     * The proof with this defect in its nonce.
     *
     * @param proof a valid proof with a good nonce
     * @throws IllegalStateException when the proof has no nonce yet
     * @throws IllegalArgumentException when the defect is one of {@linkplain Place#FIELDS the fields} and the nonce is not
     *     of the default provider's format
     */
    @Override
    public TestProof apply(TestProof proof) {
        return proof.claim("nonce", change.apply(proof.nonce()));
    }

    /**
     * The nonce with this defect, for tests of whatever checks nonces alone.
     *
     * @throws IllegalArgumentException when the result would be no text ({@link Place#CLAIM}), or the defect is one of
     *     {@linkplain Place#FIELDS the fields} and the nonce is not of the default provider's format
     */
    public String apply(String nonce) {
        if (change.apply(nonce) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(this + " is a defect of the claim and has no text");
    }

    /** What the defect is a defect of. */
    public Place place() {
        return place;
    }

    /**
     * The {@code error} of the challenge to expect: {@code use_dpop_nonce}, with a fresh {@code DPoP-Nonce} beside it, or
     * {@code invalid_dpop_proof}, without.
     */
    public String error() {
        return error;
    }

    /**
     * The requirements that a server breaks when it accepts the proof: ids of this project's requirement catalogue, such as
     * {@code N-05} (nonces), {@code P-17} (proof) or {@code H-114} (hostile input). Never empty, unmodifiable.
     */
    public Set<String> covers() {
        return covers;
    }

    private static String flipped(String nonce, int number, int bit) {
        return bytes(nonce, bytes -> {
            bytes[number] ^= (byte) bit;
            return bytes;
        });
    }

    private static String bytes(String nonce, UnaryOperator<byte[]> change) {
        TestNonce.parse(nonce);
        return Jose.base64url(change.apply(Jose.decode(nonce)));
    }

    private static byte[] filled(byte[] bytes, int from, int to, int value) {
        Arrays.fill(bytes, from, to, (byte) value);
        return bytes;
    }

    private static String filled(String nonce, int length) {
        return (nonce + "A".repeat(length)).substring(0, length);
    }

    private static String standardAlphabet(String nonce) {
        String standard = OddTexts.standardAlphabet(nonce);
        return standard.equals(nonce) ? nonce.substring(0, nonce.length() - 1) + "+" : standard;
    }

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xFF);
        return bytes;
    }
}
