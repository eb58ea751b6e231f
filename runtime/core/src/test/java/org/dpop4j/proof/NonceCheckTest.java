package org.dpop4j.proof;

import static org.dpop4j.proof.Verifying.NONCE_LIFETIME;
import static org.dpop4j.proof.Verifying.NOW;
import static org.dpop4j.proof.Verifying.assertAccepted;
import static org.dpop4j.proof.Verifying.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.NonceVerdict.Valid;
import org.dpop4j.Rejection;
import org.dpop4j.jose.Keys;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestNonceDefect;
import org.dpop4j.test.TestProof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9449 section 4.3, item 10, and sections 8 and 9: P-17, P-21, DM-14, family N, H-112..H-118, A-06")
class NonceCheckTest {
    private final Verifying request = new Verifying();

    @BeforeEach
    void demandANonce() {
        request.nonceDemand = NonceDemand.REQUIRED;
    }

    private TestProof proof() {
        return request.proof().nonce(request.nonce().serialize());
    }

    private static Outcome.Rejected rejected(Outcome outcome) {
        return assertInstanceOf(Outcome.Rejected.class, outcome, outcome::toString);
    }

    private static Outcome.Accepted accepted(Outcome outcome) {
        return assertInstanceOf(Outcome.Accepted.class, outcome, outcome::toString);
    }

    /** Answers what it was told to, and keeps what it was asked. */
    private static class ScriptedProvider implements DPoPNonceProvider {
        final List<String> checked = new ArrayList<>();
        final List<NonceRequest> requests = new ArrayList<>();
        NonceVerdict verdict = NonceVerdict.valid();
        String issued = "issued";

        @Override
        public String issue(NonceRequest request) {
            requests.add(request);
            return issued;
        }

        @Override
        public NonceVerdict check(String nonce, NonceRequest request) {
            checked.add(nonce);
            requests.add(request);
            return verdict;
        }
    }

    private ScriptedProvider scripted() {
        ScriptedProvider provider = new ScriptedProvider();
        request.nonceProvider = provider;
        return provider;
    }

    @Nested
    @DisplayName("DM-14, N-04..N-06, K5: the lack of a good nonce brings one")
    class Challenged {
        private void isAskedForANonce(Rejection reason, TestProof proof) {
            Outcome.Rejected outcome = rejected(request.verify(proof));
            assertEquals(reason, outcome.reason());
            assertEquals(401, reason.status());
            assertEquals(Optional.of("use_dpop_nonce"), reason.error());
            assertEquals(Optional.empty(), outcome.retryAfter());
            request.accepts(request.proof().nonce(outcome.nonce().orElseThrow()));
        }

        @Test
        @DisplayName("P-17, N-04, H-113: missing, or empty")
        void missing() {
            isAskedForANonce(Rejection.NONCE_MISSING, request.proof());
            isAskedForANonce(Rejection.NONCE_MISSING, proof().nonce(""));
        }

        @Test
        @DisplayName("N-05, H-115: stale, or dated ahead of what clocks may differ")
        void stale() {
            for (Duration age : List.of(NONCE_LIFETIME.plusSeconds(1), Duration.ofSeconds(-31))) {
                isAskedForANonce(
                        Rejection.NONCE_STALE,
                        proof().nonce(request.nonce().issuedAgo(age).serialize()));
            }
            request.accepts(
                    proof().nonce(request.nonce().issuedAgo(NONCE_LIFETIME).serialize()));
            request.accepts(proof().nonce(
                            request.nonce().issuedAhead(Duration.ofSeconds(30)).serialize()));
        }

        @Test
        @DisplayName("N-13, H-113: of another resource server, of an authorization server")
        void unknown() {
            isAskedForANonce(
                    Rejection.NONCE_UNKNOWN,
                    proof().nonce(request.nonce().audience("another").serialize()));
            isAskedForANonce(Rejection.NONCE_UNKNOWN, proof().nonce("eyJ7S_zG.eyJH0-Z.HX4w-7v"));
        }

        @Test
        @DisplayName("the three are one to the client")
        void oneAnswerForAll() {
            assertEquals(
                    Set.of("The resource server requires a nonce in the DPoP proof"),
                    Set.of(Rejection.values()).stream()
                            .filter(Rejection::asksForNonce)
                            .map(Rejection::description)
                            .collect(Collectors.toSet()));
        }

        @Test
        @DisplayName("R-07, N-17: it burns no jti, and comes only when everything before it is good")
        void comesAfterSignatureAndBinding() {
            TestProof unasked = request.proof().jti("kept");
            isAskedForANonce(Rejection.NONCE_MISSING, unasked);
            assertEquals(1, request.store.uses().size());
            request.accepts(proof().jti("kept"));
            for (TestProof worse : List.of(
                    unasked.signedBy(Keys.OTHER_ES256),
                    unasked.claim("htm", "PUT"),
                    unasked.claim("htu", "https://other.example/"),
                    unasked.accessTokenHash("other"),
                    unasked.without("iat"))) {
                assertEquals(Optional.empty(), rejected(request.verify(worse)).nonce());
            }
        }

        @Test
        @DisplayName("R-07: a used jti with a stale nonce is asked for a nonce, with a good one it is a replay")
        void comesBeforeReplay() {
            request.accepts(proof().jti("used"));
            isAskedForANonce(Rejection.NONCE_MISSING, request.proof().jti("used"));
            Outcome.Rejected replayed = rejected(request.verify(proof().jti("used")));
            assertEquals(Rejection.PROOF_REPLAYED, replayed.reason());
            assertEquals(Optional.empty(), replayed.nonce());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("H-48, H-50, H-113, H-114, N-12, P-28, P-32: every defect, with its answer")
    void refusesDefects(TestNonceDefect defect) {
        Outcome.Rejected outcome = rejected(request.verify(defect.apply(proof())));
        assertEquals(Optional.of(defect.error()), outcome.reason().error());
        assertEquals(outcome.reason().asksForNonce(), outcome.nonce().isPresent());
        assertEquals(List.of(), request.store.uses());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("H-114, H-115: what only the holder of a secret can make")
    void refusesDefectsOfInsiders(TestNonceDefect.WithSecret defect) {
        TestNonce nonce = defect.apply(request.nonce());
        Outcome.Rejected outcome = rejected(request.verify(proof().nonce(nonce.serialize())));
        assertEquals(Optional.of("use_dpop_nonce"), outcome.reason().error());
        assertTrue(outcome.nonce().isPresent());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A-15, N-08, N-19: without a demand nothing about nonces is looked at, or sent")
    void ignoresDefectsWhenNoNonceIsDemanded(TestNonceDefect defect) {
        request.nonceDemand = NonceDemand.NONE;
        ScriptedProvider provider = new ScriptedProvider();
        TestProof proof = defect.apply(proof());
        request.nonceProvider = provider;
        assertEquals(Optional.empty(), accepted(request.verify(proof)).nonce());
        assertEquals(List.of(), provider.requests);
    }

    @Nested
    @DisplayName("A-06, H-112, P-22: a nonce that carries its time replaces the window for iat")
    class Dated {
        @ParameterizedTest
        @ValueSource(strings = {"0", "1", "9007199254740991", "1234.5"})
        @DisplayName("X-21, X-22: a client with any clock recovers")
        void acceptsAnyIat(String iat) {
            TestProof proof = request.proof().claimJson("iat", iat);
            String nonce = rejected(request.verify(proof)).nonce().orElseThrow();
            request.accepts(proof.nonce(nonce));
        }

        @Test
        @DisplayName("P-15, P-29: iat still has to be there, a number, and finite")
        void demandsAnIat() {
            request.rejects(Rejection.CLAIM_MISSING, proof().without("iat"));
            for (String bad : List.of("-1", "9007199254740992", "1e300", "\"1\"", "null")) {
                request.rejects(Rejection.CLAIM_INVALID, proof().claimJson("iat", bad));
            }
        }

        @Test
        @DisplayName("P-30, A-05: exp and nbf are the client's own wish, and still honoured")
        void honoursExpAndNbf() {
            long now = NOW.getEpochSecond();
            request.rejects(Rejection.PROOF_EXPIRED, proof().claim("exp", now - 30));
            request.rejects(Rejection.PROOF_NOT_YET_VALID, proof().claim("nbf", now + 31));
            request.accepts(proof().claim("exp", now - 29).claim("nbf", now + 30));
        }

        @Test
        @DisplayName("a nonce without a time replaces nothing")
        void aNonceWithoutTimeLeavesTheWindow() {
            scripted();
            request.accepts(request.proof().nonce("n"));
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().nonce("n").issuedAgo(Duration.ofHours(1)));
            request.rejects(
                    Rejection.PROOF_NOT_YET_VALID, request.proof().nonce("n").issuedAhead(Duration.ofHours(1)));
        }

        @Test
        @DisplayName("R-09, A-04: the used proof is remembered as long as its nonce is good")
        void remembersUntilTheNonceExpires() {
            request.accepts(proof().claim("iat", 0));
            Instant until = request.store.uses().get(0).expiry();
            assertFalse(until.isBefore(NOW.plus(NONCE_LIFETIME).plusSeconds(1)));
            assertTrue(until.isBefore(NOW.plus(NONCE_LIFETIME).plusSeconds(3)));
        }

        @Test
        @DisplayName("R-09: at no time is a copy accepted")
        void neverAcceptsACopy() {
            String text = proof().claim("iat", 0).serialize();
            assertAccepted(request.verify(Keys.ES256.jkt(), text));
            for (int second = 0; second <= 310; second++) {
                request.clock.set(NOW.plusSeconds(second));
                Rejection reason =
                        rejected(request.verify(Keys.ES256.jkt(), text)).reason();
                assertEquals(second <= 300 ? Rejection.PROOF_REPLAYED : Rejection.NONCE_STALE, reason);
                Instant remembered = request.store.uses().get(0).expiry();
                assertTrue(second > 300 || request.clock.instant().isBefore(remembered));
            }
        }

        @Test
        @DisplayName("without a time in the nonce iat tells how long")
        void remembersByIatOtherwise() {
            scripted();
            request.accepts(request.proof().nonce("n"));
            assertEquals(NOW.plusSeconds(61), request.store.uses().get(0).expiry());
        }
    }

    @Nested
    @DisplayName("N-09, N-16: a newer nonce where one is due")
    class Renewal {
        private Optional<String> newer(Duration age) {
            return accepted(request.verify(
                            proof().nonce(request.nonce().issuedAgo(age).serialize())))
                    .nonce();
        }

        @Test
        void bringsOneInTheSecondHalf() {
            assertEquals(Optional.empty(), newer(Duration.ofSeconds(150)));
            String nonce = newer(Duration.ofSeconds(151)).orElseThrow();
            assertEquals(NOW, TestNonce.parse(nonce).issuedAt());
            request.accepts(proof().nonce(nonce));
        }

        @Test
        @DisplayName("R-07: a provider that cannot make one is found out before the jti is burnt")
        void comesBeforeTheReplayStore() {
            ScriptedProvider provider = scripted();
            provider.verdict = new Valid(Optional.empty(), true);
            provider.issued = "";
            request.rejects(
                    Rejection.NONCE_PROVIDER_UNAVAILABLE, request.proof().nonce("n"));
            assertEquals(List.of(), request.store.uses());
        }
    }

    @Nested
    @DisplayName("N-20, H-118: a provider of the application's own")
    class OwnProvider {
        @Test
        @DisplayName("R-17, N-21: is told who asks, and the one time by which the request is judged")
        void knowsWhoAsks() {
            ScriptedProvider provider = scripted();
            provider.verdict = new Valid(Optional.empty(), true);
            request.accepts(request.proof().nonce("n"));
            NonceRequest asked = new NonceRequest(Keys.ES256.jkt(), NOW);
            assertEquals(List.of(asked, asked), provider.requests);
            assertEquals(List.of("n"), provider.checked);
        }

        @Test
        @DisplayName("H-117, A-30: may allow each nonce once")
        void maySpendNonces() {
            Set<String> spent = new HashSet<>();
            request.nonceProvider = new ScriptedProvider() {
                @Override
                public NonceVerdict check(String nonce, NonceRequest asked) {
                    return spent.add(nonce) ? NonceVerdict.valid() : Refused.STALE;
                }
            };
            request.accepts(request.proof().nonce("n"));
            request.rejects(Rejection.NONCE_STALE, request.proof().nonce("n"));
        }

        @Test
        @DisplayName("N-03, H-113: is not asked about what it cannot have issued")
        void isNotAskedAboutWhatIsNoNonce() {
            ScriptedProvider provider = scripted();
            for (String odd : List.of("a b", "\"", "\\", "\u007f", "\u00e4", "x".repeat(513), " ")) {
                Rejection expected = odd.equals("\u007f") ? Rejection.CLAIM_INVALID : Rejection.NONCE_UNKNOWN;
                request.rejects(expected, request.proof().nonce(odd));
            }
            assertEquals(List.of(), provider.checked);
            for (String allowed : List.of("!", "#", "[", "]", "~", "x".repeat(512))) {
                request.accepts(request.proof().nonce(allowed));
            }
        }

        @Test
        @DisplayName("contradicts itself: good, but only until a moment ago")
        void isOver() {
            ScriptedProvider provider = scripted();
            provider.verdict = NonceVerdict.validUntil(NOW);
            request.accepts(request.proof().nonce("n"));
            provider.verdict = NonceVerdict.validUntil(NOW.minusNanos(1));
            request.rejects(Rejection.NONCE_STALE, request.proof().nonce("n"));
        }

        @Test
        @DisplayName("R-10: lets used proofs be remembered for a day at most")
        void isGoodForTooLong() {
            ScriptedProvider provider = scripted();
            provider.verdict = NonceVerdict.validUntil(NOW.plus(Duration.ofDays(1)));
            request.accepts(request.proof().nonce("n"));
            for (Instant tooLate : List.of(NOW.plus(Duration.ofDays(1)).plusNanos(1), Instant.MAX)) {
                provider.verdict = NonceVerdict.validUntil(tooLate);
                request.rejects(
                        Rejection.NONCE_PROVIDER_UNAVAILABLE, request.proof().nonce("n"));
            }
            assertEquals(1, request.store.uses().size());
        }

        static Stream<Failing> failures() {
            return Stream.of(
                            new IllegalStateException("down"),
                            new NullPointerException(),
                            new IOException("connection reset"),
                            new InterruptedException(),
                            new StackOverflowError(),
                            new NoClassDefFoundError("client/of/a/store"),
                            new AssertionError())
                    .flatMap(failure -> Stream.of(new Failing(failure, true), new Failing(failure, false)));
        }

        record Failing(Throwable failure, boolean onCheck) {}

        @ParameterizedTest
        @MethodSource("failures")
        @DisplayName("K8: throws, when asked to check or to issue")
        void throwsSomething(Failing how) {
            request.nonceProvider = new DPoPNonceProvider() {
                @Override
                public String issue(NonceRequest asked) {
                    throw NonceCheckTest.<RuntimeException>unchecked(how.failure());
                }

                @Override
                public NonceVerdict check(String nonce, NonceRequest asked) {
                    if (how.onCheck()) {
                        throw NonceCheckTest.<RuntimeException>unchecked(how.failure());
                    }
                    return Refused.UNKNOWN;
                }
            };
            isUnavailable(request.proof().nonce("n"));
            // An interrupt is for whoever owns the thread. The question takes it away, for the tests that follow.
            assertEquals(how.failure() instanceof InterruptedException, Thread.interrupted());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "a b", "a\r\nSet-Cookie: b=c", "\"", "\\", "\u0000", "\u007f", "\u00e4", "a\tb"})
        @DisplayName("N-03, W-19: issues what no header field can carry")
        void issuesNonsense(String nonce) {
            scripted().issued = nonce;
            isUnavailable(request.proof());
        }

        @Test
        @DisplayName("issues a nonce that is as long as may be, and one that is longer")
        void issuesLongNonces() {
            ScriptedProvider provider = scripted();
            provider.issued = "x".repeat(512);
            assertEquals(
                    Optional.of(provider.issued),
                    rejected(request.verify(request.proof())).nonce());
            provider.issued = "x".repeat(513);
            isUnavailable(request.proof());
        }

        @Test
        @SuppressWarnings("NullAway") // a provider in another language answers null where the contract has a value
        void answersNull() {
            request.nonceProvider = new DPoPNonceProvider() {
                @Override
                public @Nullable String issue(NonceRequest asked) {
                    return null;
                }

                @Override
                public @Nullable NonceVerdict check(String nonce, NonceRequest asked) {
                    return null;
                }
            };
            isUnavailable(request.proof());
            isUnavailable(request.proof().nonce("n"));
        }

        @Test
        @SuppressWarnings("NullAway") // as above
        void answersHalfAVerdict() {
            request.nonceProvider = new DPoPNonceProvider() {
                @Override
                public String issue(NonceRequest asked) {
                    return "n";
                }

                @Override
                public NonceVerdict check(String nonce, NonceRequest asked) {
                    return new Valid(null, false);
                }
            };
            isUnavailable(request.proof().nonce("n"));
        }

        private void isUnavailable(TestProof proof) {
            Outcome.Rejected outcome = rejected(request.verify(proof));
            assertEquals(Rejection.NONCE_PROVIDER_UNAVAILABLE, outcome.reason());
            assertEquals(503, outcome.reason().status());
            assertEquals(Optional.empty(), outcome.reason().error());
            assertEquals(Optional.of(Duration.ofSeconds(5)), outcome.retryAfter());
            assertEquals(Optional.empty(), outcome.nonce());
            assertEquals(List.of(), request.store.uses());
        }

        @Test
        @DisplayName("operators are told that it fails, and that it is back")
        void isReported() {
            ScriptedProvider provider = scripted();
            provider.issued = "";
            assertEquals(List.of(Level.WARNING), Reports.of(() -> {
                isUnavailable(request.proof());
                isUnavailable(request.proof());
            }));
            provider.issued = "issued";
            assertEquals(List.of(Level.INFO), Reports.of(() -> request.verify(request.proof())));
        }
    }

    @Nested
    @DisplayName("design.md section 5: while the endpoint is not known, and may demand a nonce")
    class Undecided {
        @BeforeEach
        void undecided() {
            request.nonceDemand = NonceDemand.UNDECIDED;
        }

        @Test
        @DisplayName("a recent proof without a nonce passes, and is known to have had none")
        void acceptsWithoutNonce() {
            assertFalse(assertAccepted(request.verify(request.proof())).hasGoodNonce());
            assertFalse(assertAccepted(request.verify(proof().nonce(""))).hasGoodNonce());
        }

        @Test
        void acceptsWithAGoodNonce() {
            assertTrue(assertAccepted(request.verify(proof())).hasGoodNonce());
            request.accepts(proof().claim("iat", 1));
        }

        @Test
        @DisplayName("A-06: a clock that is wrong is asked for a nonce instead of being refused")
        void rescuesAnIatOutsideTheWindow() {
            for (Duration age : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
                Outcome.Rejected outcome =
                        rejected(request.verify(request.proof().issuedAgo(age)));
                assertEquals(Rejection.NONCE_MISSING, outcome.reason());
                request.accepts(
                        request.proof().issuedAgo(age).nonce(outcome.nonce().orElseThrow()));
            }
        }

        @Test
        @DisplayName("exp and nbf are no matter of the clock")
        void doesNotRescueExp() {
            long now = NOW.getEpochSecond();
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("exp", now - 30));
            request.rejects(Rejection.PROOF_NOT_YET_VALID, request.proof().claim("nbf", now + 31));
        }

        @Test
        @DisplayName("a nonce that is there has to be good, so that a proof cannot outlive the memory of its nonce")
        void refusesABadNonce() {
            request.rejects(
                    Rejection.NONCE_STALE,
                    proof().nonce(request.nonce().issuedAgo(Duration.ofHours(1)).serialize()));
            request.rejects(Rejection.NONCE_UNKNOWN, proof().nonce("foreign"));
            request.rejects(Rejection.CLAIM_INVALID, proof().claim("nonce", 1));
        }

        @Test
        @DisplayName("a nonce without a time rescues nothing")
        void aNonceWithoutTime() {
            scripted();
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().nonce("n").issuedAgo(Duration.ofHours(1)));
        }
    }

    @Nested
    @DisplayName("the endpoint demands a nonce of a proof that was verified without")
    class Late {
        private Outcome late(TestProof proof) {
            return request.verifier().verifyNonce(request.request(Keys.ES256.jkt(), proof.serialize()));
        }

        @Test
        void acceptsAGoodNonceAndBurnsNothing() {
            assertTrue(assertAccepted(late(proof())).hasGoodNonce());
            assertEquals(List.of(), request.store.uses());
        }

        @Test
        void asksForANonceOtherwise() {
            assertRejected(Rejection.NONCE_MISSING, late(request.proof()));
            assertTrue(rejected(late(proof().nonce("foreign"))).nonce().isPresent());
            assertRejected(Rejection.CLAIM_INVALID, late(proof().claim("nonce", 1)));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}
