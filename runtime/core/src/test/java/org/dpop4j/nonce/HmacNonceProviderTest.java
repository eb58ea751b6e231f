package org.dpop4j.nonce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.NonceVerdict.Valid;
import org.dpop4j.settings.NonceSecret;
import org.dpop4j.test.TestClock;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestNonceDefect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("N-02, N-03, N-10..N-16, H-113..H-117, H-120: the stateless nonce provider")
class HmacNonceProviderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofSeconds(300);
    private static final byte[] OLD = bytes((byte) 1);
    private static final byte[] NEW = bytes((byte) 2);
    private static final NonceRequest REQUEST = new NonceRequest("a key's thumbprint", NOW);

    private final HmacNonceProvider provider = provider("orders", NEW);
    private final TestNonce nonce = TestNonce.with(NEW).audience("orders").clock(TestClock.at(NOW));

    private static byte[] bytes(byte value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static HmacNonceProvider provider(String audience, byte[]... secrets) {
        return new HmacNonceProvider(
                Stream.of(secrets)
                        .map(Base64.getEncoder()::encodeToString)
                        .map(NonceSecret::parse)
                        .toList(),
                LIFETIME,
                audience);
    }

    private NonceVerdict check(String text) {
        return provider.check(text, REQUEST);
    }

    private NonceVerdict checkAged(long seconds) {
        return check(nonce.issuedAgo(Duration.ofSeconds(seconds)).serialize());
    }

    @Test
    @DisplayName("N-14: version, key id, time, random bytes and MAC are where the format has them")
    void issuesTheFormat() {
        TestNonce.Parsed issued = TestNonce.parse(provider.issue(REQUEST));
        assertEquals(1, issued.version());
        assertEquals(NOW, issued.issuedAt());
        assertTrue(issued.isSignedWith(NEW, "orders"));
        assertFalse(issued.isSignedWith(OLD, "orders"));
        assertFalse(issued.isSignedWith(NEW, "other"));
    }

    @Test
    @DisplayName("N-14: a nonce that was put together by hand, with openssl for the MACs")
    void acceptsTheVector() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        Instant issued = Instant.parse("2026-01-02T03:04:05Z");
        String vector = "AWHfSJkAAAAAaVc1paChoqOkpaanqKmqq6ytrnkM9mGTx9P1uC5YmBORszjVq5QujMN7GhmwGTqTG7Qs";
        NonceVerdict verdict = provider("orders", secret).check(vector, new NonceRequest("", issued));
        assertEquals(new Valid(Optional.of(issued.plus(LIFETIME).plusNanos(999_999_999)), false), verdict);
    }

    @Test
    @DisplayName("N-03: characters that a header field can carry, 80 of them")
    void issuesBase64Url() {
        assertTrue(provider.issue(REQUEST).matches("[A-Za-z0-9_-]{80}"));
    }

    @Test
    @DisplayName("N-02, F-10: no two are alike, within the same second")
    void issuesUnpredictableNonces() {
        Set<String> issued = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            issued.add(provider.issue(REQUEST));
        }
        assertEquals(1000, issued.size());
    }

    @Test
    @DisplayName("H-120: what was just issued is good, to the end of the last second of its lifetime")
    void acceptsWhatItIssued() {
        Valid verdict = assertInstanceOf(Valid.class, check(provider.issue(REQUEST)));
        assertEquals(Optional.of(NOW.plus(LIFETIME).plusNanos(999_999_999)), verdict.goodUntil());
        assertFalse(verdict.renew());
    }

    @Test
    @DisplayName("N-11, A-30, H-117: any number of times, for any key")
    void acceptsItAgain() {
        String issued = provider.issue(REQUEST);
        for (String jkt : List.of("a key's thumbprint", "a key's thumbprint", "another's")) {
            assertInstanceOf(Valid.class, provider.check(issued, new NonceRequest(jkt, NOW)));
        }
    }

    @Nested
    @DisplayName("N-10, N-16, H-115: time, in whole seconds, both ends inclusive")
    class Time {
        @Test
        void acceptsTheLastSecondOfTheLifetime() {
            assertInstanceOf(Valid.class, checkAged(300));
            assertEquals(Refused.STALE, checkAged(301));
        }

        @Test
        @DisplayName("a fraction of the clock's second does not count")
        void cutsOffFractions() {
            NonceRequest late = new NonceRequest("", NOW.plusNanos(999_999_999));
            String oldest = nonce.issuedAgo(LIFETIME).serialize();
            Valid verdict = assertInstanceOf(Valid.class, provider.check(oldest, late));
            assertEquals(Optional.of(late.now()), verdict.goodUntil());
        }

        @Test
        @DisplayName("H-120: issued on a node whose clock is up to 30 seconds ahead")
        void acceptsNoncesOfANodeThatIsAhead() {
            assertInstanceOf(Valid.class, checkAged(-30));
            assertEquals(Refused.STALE, checkAged(-31));
        }

        @Test
        @DisplayName("N-16: a newer one is due when less than half of the lifetime is left")
        void renewsInTheSecondHalf() {
            assertFalse(assertInstanceOf(Valid.class, checkAged(150)).renew());
            assertTrue(assertInstanceOf(Valid.class, checkAged(151)).renew());
            assertTrue(assertInstanceOf(Valid.class, checkAged(300)).renew());
            assertFalse(assertInstanceOf(Valid.class, checkAged(-30)).renew());
        }

        @ParameterizedTest
        @DisplayName("an odd lifetime has a middle, too")
        @CsvSource({"1,0,false", "1,1,true", "3,1,false", "3,2,true"})
        void renewsInTheSecondHalfOfOddLifetimes(int lifetime, int age, boolean isDue) {
            HmacNonceProvider brief = new HmacNonceProvider(
                    List.of(NonceSecret.parse(Base64.getEncoder().encodeToString(NEW))),
                    Duration.ofSeconds(lifetime),
                    "orders");
            String aged = nonce.issuedAgo(Duration.ofSeconds(age)).serialize();
            assertEquals(
                    isDue,
                    assertInstanceOf(Valid.class, brief.check(aged, REQUEST)).renew());
        }
    }

    @Nested
    @DisplayName("N-14, H-116: several secrets, several nodes")
    class Rotation {
        private final String old = nonceOf(OLD);
        private final String fresh = nonceOf(NEW);

        private String nonceOf(byte[] secret) {
            return TestNonce.with(secret)
                    .audience("orders")
                    .clock(TestClock.at(NOW))
                    .serialize();
        }

        @Test
        @DisplayName("another node with the same secret knows the nonce at once")
        void sharesNonces() {
            assertInstanceOf(Valid.class, provider("orders", NEW).check(provider.issue(REQUEST), REQUEST));
        }

        @Test
        @DisplayName("the first secret signs, all of them verify, and the old ones' nonces are renewed at once")
        void verifiesWithAll() {
            HmacNonceProvider both = provider("orders", NEW, OLD);
            assertTrue(TestNonce.parse(both.issue(REQUEST)).isSignedWith(NEW, "orders"));
            assertEquals(
                    false,
                    assertInstanceOf(Valid.class, both.check(fresh, REQUEST)).renew());
            assertEquals(
                    true,
                    assertInstanceOf(Valid.class, both.check(old, REQUEST)).renew());
        }

        @Test
        @DisplayName("no step of a rotation, node by node, refuses a nonce of the step before or after")
        void everyStepUnderstandsItsNeighbours() {
            List<HmacNonceProvider> steps = List.of(
                    provider("orders", OLD), provider("orders", OLD, NEW), provider("orders", NEW, OLD), provider);
            for (int i = 0; i + 1 < steps.size(); i++) {
                String before = steps.get(i).issue(REQUEST);
                String after = steps.get(i + 1).issue(REQUEST);
                assertInstanceOf(Valid.class, steps.get(i + 1).check(before, REQUEST));
                assertInstanceOf(Valid.class, steps.get(i).check(after, REQUEST));
            }
        }

        @Test
        void aRemovedSecretIsForgotten() {
            assertEquals(Refused.UNKNOWN, check(old));
        }

        @Test
        @DisplayName("a secret twice in the list does no harm")
        void repeatedSecret() {
            assertInstanceOf(Valid.class, provider("orders", NEW, NEW).check(fresh, REQUEST));
        }
    }

    @ParameterizedTest
    @MethodSource("textDefects")
    @DisplayName("H-113, H-114, N-12: not one of the provider's own")
    void refusesDefects(TestNonceDefect defect) {
        assertEquals(Refused.UNKNOWN, check(defect.apply(nonce.serialize())));
    }

    static Stream<TestNonceDefect> textDefects() {
        return Stream.concat(
                TestNonceDefect.in(TestNonceDefect.Place.TEXT), TestNonceDefect.in(TestNonceDefect.Place.FIELDS));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("H-114, H-115, N-13, N-14, N-15: the MAC covers all of it, and what it covers has to be right")
    void refusesDefectsOfInsiders(TestNonceDefect.WithSecret defect) {
        NonceVerdict verdict = check(defect.apply(nonce).serialize());
        assertInstanceOf(Refused.class, verdict);
        boolean isAboutTime = defect.covers().contains("H-115");
        assertEquals(isAboutTime ? Refused.STALE : Refused.UNKNOWN, verdict);
    }

    @ParameterizedTest
    @DisplayName("H-114: one bit anywhere")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void refusesEveryFlippedBit(int bit) {
        String good = nonce.serialize();
        for (int number = 0; number < 60; number++) {
            byte[] bytes = Base64.getUrlDecoder().decode(good);
            bytes[number] ^= (byte) (1 << bit);
            String flipped = Base64.getUrlEncoder().encodeToString(bytes);
            assertEquals(Refused.UNKNOWN, check(flipped), "bit " + bit + " of byte " + number);
        }
    }

    @Test
    @DisplayName("N-13: the audience is not glued to what stands before it")
    void framesTheAudience() {
        String other = TestNonce.with(NEW)
                .audience("rders")
                .clock(TestClock.at(NOW))
                .random("123456789012345o".getBytes(StandardCharsets.US_ASCII))
                .serialize();
        assertEquals(Refused.UNKNOWN, check(other));
    }

    @Test
    @DisplayName("N-21: a provider of one's own may bind nonces to the key; this one tells it whose they are")
    void anotherProviderMayBindToTheKey() {
        DPoPNonceProvider binding = new DPoPNonceProvider() {
            @Override
            public String issue(NonceRequest request) {
                return provider(request.jkt(), NEW).issue(request);
            }

            @Override
            public NonceVerdict check(String text, NonceRequest request) {
                return provider(request.jkt(), NEW).check(text, request);
            }
        };
        String issued = binding.issue(REQUEST);
        assertInstanceOf(Valid.class, binding.check(issued, REQUEST));
        assertEquals(Refused.UNKNOWN, binding.check(issued, new NonceRequest("another key", NOW)));
    }

    @Test
    void needsASecret() {
        assertThrows(IllegalArgumentException.class, () -> new HmacNonceProvider(List.of(), LIFETIME, "orders"));
    }

    @Test
    @DisplayName("N-02: without configured secrets each start has another")
    void randomSecretsDiffer() {
        assertNotEquals(
                Base64.getEncoder().encodeToString(NonceSecret.random().bytes()),
                Base64.getEncoder().encodeToString(NonceSecret.random().bytes()));
        HmacNonceProvider one = new HmacNonceProvider(List.of(NonceSecret.random()), LIFETIME, "orders");
        assertEquals(Refused.UNKNOWN, check(one.issue(REQUEST)));
    }
}
