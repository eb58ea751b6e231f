package org.dpop4j.proof;

import static org.dpop4j.proof.Verifying.NOW;
import static org.dpop4j.proof.Verifying.assertAccepted;
import static org.dpop4j.proof.Verifying.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.ProofUse;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.jose.Base64Url;
import org.dpop4j.jose.Keys;
import org.dpop4j.test.TestClock;
import org.dpop4j.test.TestProof;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("RFC 9449 section 11.1: R-03..R-08, R-14, R-17, H-40..H-42, H-100..H-109")
class ReplayTest {
    private final Verifying request = new Verifying();

    @Test
    @DisplayName("DM-15, R-05, X-23, X-24, H-41, H-100: the same jti again, in the same text or newly signed")
    void rejectsTheSameJti() {
        String text = request.proof().jti("same").serialize();
        assertAccepted(request.verify(Keys.ES256.jkt(), text));
        assertRejected(Rejection.PROOF_REPLAYED, request.verify(Keys.ES256.jkt(), text));
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same"));
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same").claim("x", 1));
        request.accepts(request.proof());
    }

    @Test
    @DisplayName("H-40: the twin signature makes another text of the same proof")
    void rejectsTheTwinSignature() {
        String text = request.proof().serialize();
        BigInteger n =
                ((ECPublicKey) Keys.ES256.keyPair().getPublic()).getParams().getOrder();
        byte[] signature = Base64Url.decode(text.substring(text.lastIndexOf('.') + 1), Rejection.PROOF_MALFORMED);
        byte[] s = n.subtract(new BigInteger(1, signature, 32, 32)).toByteArray();
        byte[] twin = signature.clone();
        for (int i = 1; i <= 32; i++) {
            twin[64 - i] = i <= s.length ? s[s.length - i] : 0;
        }
        String other = text.substring(0, text.lastIndexOf('.') + 1) + Base64Url.encode(twin);
        assertNotEquals(text, other);
        assertAccepted(request.verify(Keys.ES256.jkt(), text));
        assertRejected(Rejection.PROOF_REPLAYED, request.verify(Keys.ES256.jkt(), other));
    }

    @Test
    @DisplayName("R-04, A-03, H-108: the same jti for another method, URI or token")
    void rejectsTheSameJtiElsewhere() {
        request.accepts(request.proof().jti("same"));
        request.method = "POST";
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same"));
        request.uris = List.of("https://api.example/other");
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same"));
        request.token = "another";
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same"));
    }

    @Test
    @DisplayName("R-04, H-105, H-109: the same jti under another key")
    void acceptsTheSameJtiOfAnotherKey() {
        request.accepts(request.proof().jti("same"));
        request.accepts(request.proof().jti("same").key(Keys.OTHER_ES256));
        request.accepts(request.proof().jti("same").key(Keys.ED25519));
        // Another algorithm name is no other key.
        request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti("same").key(Keys.EDDSA));
    }

    @Test
    @DisplayName("H-42: look-alikes are other jtis")
    void acceptsLookAlikes() {
        for (String jti : List.of(
                "caf\u00e9",
                "cafe\u0301",
                "cafe",
                "CAFE",
                "cafe\u200b",
                " cafe",
                "cafe ",
                "c\u0430fe",
                "\ud83d\ude00")) {
            request.accepts(request.proof().jti(jti));
            request.rejects(Rejection.PROOF_REPLAYED, request.proof().jti(jti));
        }
    }

    @Test
    @DisplayName(
            "R-04, R-10, R-16, H-52: the store sees a digest of (namespace, jkt, jti), and nothing the client sent")
    void givesTheStoreADigest() {
        request.settings(settings -> settings.replayNamespace("orders"));
        request.accepts(request.proof().jti("j".repeat(256)));
        ReplayKey key = request.store.uses().get(0).key();
        assertEquals(ReplayKey.of("orders", Keys.ES256.jkt(), "j".repeat(256)), key);
        assertEquals(32, key.digest().length);
        assertEquals(43, key.toString().length());
        assertEquals(Keys.ES256.jkt(), key.jkt());

        assertNotEquals(ReplayKey.of("other", Keys.ES256.jkt(), "j".repeat(256)), key);
    }

    @Nested
    @DisplayName("R-08, A-04: what the store is told about the expiry")
    class Expiry {
        private final Verifying windowed = new Verifying()
                .settings(settings -> settings.maxAge(Duration.ofSeconds(60)).futureSkew(Duration.ofSeconds(30)));

        private Instant expiryOf(TestProof proof) {
            windowed.accepts(proof);
            List<ProofUse> uses = windowed.store.uses();
            return uses.get(uses.size() - 1).expiry();
        }

        @Test
        void followsIatAndNotTheTimeOfUse() {
            assertEquals(NOW.plusSeconds(61), expiryOf(windowed.proof()));
            assertEquals(NOW.plusSeconds(1), expiryOf(windowed.proof().issuedAgo(Duration.ofSeconds(60))));
            windowed.clock.advance(Duration.ofSeconds(10));
            assertEquals(NOW.plusSeconds(61), expiryOf(windowed.proof().issuedAt(NOW)));
        }

        @Test
        @DisplayName("H-104: a proof dated ahead is remembered for longer than maxAge from now")
        void remembersFutureDatedProofsLonger() {
            assertEquals(NOW.plusSeconds(91), expiryOf(windowed.proof().issuedAhead(Duration.ofSeconds(30))));
        }

        @Test
        @DisplayName("A-24: a fraction is cut off for both, acceptance and memory")
        void fractions() {
            assertEquals(
                    NOW.plusSeconds(61), expiryOf(windowed.proof().claimJson("iat", NOW.getEpochSecond() + ".999")));
        }

        @Test
        @DisplayName("exp never shortens the memory")
        void expDoesNotShorten() {
            assertEquals(NOW.plusSeconds(61), expiryOf(windowed.proof().claim("exp", NOW.getEpochSecond() + 1)));
        }

        /** A store that forgets at the first moment that the contract of {@link ReplayStore} allows. */
        @Test
        @DisplayName(
                "H-104, H-110: a copy is refused at every moment, up to the last one at which the proof is accepted")
        void neverAcceptsACopy() {
            TestClock clock = windowed.clock;
            Map<ReplayKey, Instant> entries = new HashMap<>();
            windowed.replayStore = use -> {
                entries.values().removeIf(end -> clock.instant().isAfter(end));
                return entries.putIfAbsent(use.key(), use.expiry()) == null;
            };
            for (int ahead : List.of(-60, -59, 0, 1, 29, 30)) {
                clock.set(NOW);
                String proof =
                        windowed.proof().issuedAhead(Duration.ofSeconds(ahead)).serialize();
                assertAccepted(windowed.verify(Keys.ES256.jkt(), proof));
                Instant end = NOW.plusSeconds(ahead + 61);
                for (Instant t = NOW; t.isBefore(end); t = t.plusMillis(4500)) {
                    clock.set(t);
                    assertRejected(Rejection.PROOF_REPLAYED, windowed.verify(Keys.ES256.jkt(), proof));
                }
                clock.set(end.minusNanos(1));
                assertRejected(Rejection.PROOF_REPLAYED, windowed.verify(Keys.ES256.jkt(), proof));
                clock.set(end);
                assertRejected(Rejection.PROOF_EXPIRED, windowed.verify(Keys.ES256.jkt(), proof));
            }
        }
    }

    /** A store whose answer takes so long that it forgets the first use before it looks. */
    @Nested
    @DisplayName("H-107, H-110: a copy that waits for the store until its window has ended")
    class SlowStore {
        private final Verifying slow = new Verifying();
        private Duration delay = Duration.ZERO;

        SlowStore() {
            slow.replayStore = use -> {
                slow.clock.advance(delay);
                return true;
            };
        }

        @Test
        void byIat() {
            delay = Duration.ofSeconds(61);
            slow.accepts(slow.proof());
            slow.clock.set(NOW);
            delay = Duration.ofSeconds(61).plusNanos(1);
            slow.rejects(Rejection.PROOF_EXPIRED, slow.proof());
        }

        @Test
        void byNonce() {
            slow.nonceDemand = NonceDemand.REQUIRED;
            String nonce = slow.nonce().serialize();
            delay = Duration.ofMinutes(5);
            slow.accepts(slow.proof().nonce(nonce));
            slow.clock.set(NOW);
            delay = Duration.ofMinutes(5).plusSeconds(3);
            Outcome.Rejected refusal = assertInstanceOf(
                    Outcome.Rejected.class, slow.verify(slow.proof().nonce(nonce)));
            assertEquals(Rejection.NONCE_STALE, refusal.reason());
            delay = Duration.ZERO;
            slow.accepts(slow.proof().nonce(refusal.nonce().orElseThrow()));
        }
    }

    @Test
    @DisplayName("R-06, H-101: of a hundred copies at the same time exactly one passes")
    void acceptsExactlyOneOfManyCopies() throws Exception {
        String proof = request.proof().serialize();
        request.verifier();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Outcome>> copies = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                copies.add(() -> request.verify(Keys.ES256.jkt(), proof));
            }
            int accepted = 0;
            for (Future<Outcome> copy : executor.invokeAll(copies)) {
                if (copy.get() instanceof Outcome.Accepted) {
                    accepted++;
                } else {
                    assertRejected(Rejection.PROOF_REPLAYED, copy.get());
                }
            }
            assertEquals(1, accepted);
        } finally {
            executor.shutdownNow();
        }
    }

    @Nested
    @DisplayName("R-07, H-105: a proof that fails any other check does not burn its jti")
    class PreBurn {
        static Stream<Arguments> faults() {
            return Stream.of(
                    fault(Rejection.PROOF_MISSING, proof -> proof.mapCompact(text -> "")),
                    fault(Rejection.PROOF_MULTIPLE, proof -> proof.mapCompact(text -> text + "," + text)),
                    fault(Rejection.PROOF_TOO_LARGE, proof -> proof.claim("x", "x".repeat(4096))),
                    fault(Rejection.PROOF_MALFORMED, proof -> proof.mapPayloadJson(json -> json + "x")),
                    fault(Rejection.PROOF_MALFORMED, proof -> proof.mapCompact(text -> text + "=")),
                    fault(Rejection.TYP_INVALID, proof -> proof.header("typ", "JWT")),
                    fault(Rejection.HEADER_UNSUPPORTED, proof -> proof.header("crit", List.of("exp"))),
                    fault(Rejection.ALG_NOT_ACCEPTED, proof -> proof.header("alg", "none")),
                    fault(Rejection.JWK_INVALID, proof -> proof.jwkMember("use", "enc")),
                    fault(Rejection.JWK_PRIVATE, proof -> proof.jwkMember("d", "AQAB")),
                    fault(Rejection.KEY_MISMATCH, proof -> proof.key(Keys.OTHER_ES256)),
                    fault(Rejection.SIGNATURE_INVALID, proof -> proof.signedBy(Keys.OTHER_ES256)),
                    fault(Rejection.SIGNATURE_INVALID, TestProof::tamperedPayload),
                    fault(Rejection.CLAIM_MISSING, proof -> proof.without("ath")),
                    fault(Rejection.CLAIM_INVALID, proof -> proof.claim("htm", 1)),
                    fault(Rejection.HTM_MISMATCH, proof -> proof.method("PUT")),
                    fault(Rejection.HTU_MISMATCH, proof -> proof.uri("https://other.example/")),
                    fault(Rejection.ATH_MISMATCH, proof -> proof.accessToken("another")),
                    fault(Rejection.PROOF_EXPIRED, proof -> proof.issuedAgo(Duration.ofHours(1))),
                    fault(Rejection.PROOF_NOT_YET_VALID, proof -> proof.issuedAhead(Duration.ofHours(1))));
        }

        private static Arguments fault(Rejection reason, UnaryOperator<TestProof> change) {
            return Arguments.of(reason, change);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("faults")
        void aFaultyProofBurnsNothing(Rejection reason, UnaryOperator<TestProof> change) {
            request.jkt = Keys.ES256.jkt();
            request.rejects(reason, change.apply(request.proof().jti("victim")));
            assertEquals(List.of(), request.store.uses());
            request.accepts(request.proof().jti("victim"));
        }

        @Test
        void aWeakKeyBurnsNothing() {
            TestProof weak = request.proof()
                    .jti("victim")
                    .jwkMember("y", Keys.ES256.publicJwk().get("x"));
            request.rejects(Rejection.KEY_WEAK, weak);
            assertEquals(List.of(), request.store.uses());
        }

        @Test
        void plainHttpBurnsNothing() {
            request.uris = List.of("http://api.example/orders");
            request.rejects(Rejection.TARGET_URI_INSECURE, request.proof());
            assertEquals(List.of(), request.store.uses());
        }

        @Test
        @DisplayName("every reason that a proof can be refused for before the store is asked has a case above")
        void coversEveryReason() {
            List<Rejection> covered = new ArrayList<>(
                    faults().map(fault -> (Rejection) fault.get()[0]).toList());
            covered.addAll(List.of(Rejection.KEY_WEAK, Rejection.TARGET_URI_INSECURE, Rejection.PROOF_REPLAYED));
            for (Rejection reason : Rejection.values()) {
                if (reason.error().equals(Optional.of("invalid_dpop_proof"))) {
                    assertTrue(covered.contains(reason), reason::name);
                }
            }
        }
    }

    @Nested
    @DisplayName("H-103: a store that has lost what it knew, and refuses what is older")
    class LostMemory {
        private final Verifying lost = new Verifying();
        private Instant lossAt = NOW;

        LostMemory() {
            lost.replayStore = new ReplayStore() {
                @Override
                public boolean firstUse(ProofUse use) {
                    if (use.madeAt().isBefore(lossAt)) {
                        throw new ReplayStoreException(
                                ReplayStoreException.Reason.FORGOTTEN, "older", Duration.ofSeconds(1));
                    }
                    return true;
                }
            };
        }

        @Test
        void comparesWithIat() {
            lost.accepts(lost.proof());
            lost.accepts(lost.proof().issuedAhead(Duration.ofSeconds(30)));
            TestProof older = lost.proof().issuedAgo(Duration.ofSeconds(1));
            Outcome.Rejected refusal = assertInstanceOf(Outcome.Rejected.class, lost.verify(older));
            assertEquals(Rejection.REPLAY_STORE_UNAVAILABLE, refusal.reason());
            assertEquals(Optional.of(Duration.ofSeconds(1)), refusal.retryAfter());
        }

        @Test
        @DisplayName("R-09: where a nonce takes the place of iat, with its issue; a newer nonce is what helps")
        void comparesWithTheNonce() {
            lost.nonceDemand = NonceDemand.REQUIRED;
            String before = lost.nonce().issuedAgo(Duration.ofSeconds(1)).serialize();
            lost.accepts(lost.proof().nonce(lost.nonce().serialize()).issuedAgo(Duration.ofHours(2)));
            Outcome.Rejected refusal = assertInstanceOf(
                    Outcome.Rejected.class,
                    lost.verify(lost.proof().nonce(before).issuedAhead(Duration.ofHours(2))));
            assertEquals(Rejection.NONCE_STALE, refusal.reason());
            lost.accepts(lost.proof().nonce(refusal.nonce().orElseThrow()));
        }

        @Test
        void withoutATimeInTheNonceIatCounts() {
            lost.nonceDemand = NonceDemand.REQUIRED;
            lost.nonceProvider = new DPoPNonceProvider() {
                @Override
                public String issue(NonceRequest request) {
                    return "timeless";
                }

                @Override
                public NonceVerdict check(String nonce, NonceRequest request) {
                    return NonceVerdict.valid();
                }
            };
            lost.accepts(lost.proof().nonce("timeless"));
            lossAt = NOW.plusSeconds(1);
            lost.rejects(Rejection.REPLAY_STORE_UNAVAILABLE, lost.proof().nonce("timeless"));
        }

        @Test
        @DisplayName("it can answer, so it is not reported as down")
        void isNoOutage() {
            TestProof older = lost.proof().issuedAgo(Duration.ofSeconds(1));
            assertEquals(List.of(), Reports.of(() -> lost.rejects(Rejection.REPLAY_STORE_UNAVAILABLE, older)));
        }
    }

    @Nested
    @DisplayName("R-14, A-23, H-107: a store that cannot tell refuses the request with 503 and Retry-After")
    class StoreFailure {
        private void refuses(Rejection reason, Duration retryAfter, ReplayStore store) {
            Verifying failing = new Verifying();
            failing.replayStore = store;
            Outcome.Rejected refusal = assertInstanceOf(Outcome.Rejected.class, failing.verify(failing.proof()));
            assertEquals(reason, refusal.reason());
            assertEquals(503, refusal.reason().status());
            assertEquals(Optional.of(retryAfter), refusal.retryAfter());
        }

        @ParameterizedTest
        @EnumSource(ReplayStoreException.Reason.class)
        @DisplayName("R-11, R-12: it says why and for how long")
        void storeException(ReplayStoreException.Reason why) {
            Rejection expected = switch (why) {
                case FULL -> Rejection.REPLAY_STORE_FULL;
                case CLIENT_KEY_QUOTA -> Rejection.REPLAY_QUOTA_EXCEEDED;
                case UNAVAILABLE, FORGOTTEN -> Rejection.REPLAY_STORE_UNAVAILABLE;
            };
            refuses(expected, Duration.ofSeconds(7), use -> {
                throw new ReplayStoreException(why, "down", Duration.ofSeconds(7));
            });
        }

        static Stream<Throwable> otherFailures() {
            return Stream.of(
                    new IllegalStateException("down"),
                    new NullPointerException(),
                    new UnsupportedOperationException(),
                    // Not declared, but nothing keeps a store in another language from throwing it.
                    new IOException("connection reset"),
                    new InterruptedException(),
                    new StackOverflowError(),
                    new AssertionError(),
                    new NoClassDefFoundError("client/of/a/store"),
                    new ExceptionInInitializerError("config"));
        }

        @ParameterizedTest
        @MethodSource("otherFailures")
        void anythingElse(Throwable failure) {
            refuses(Rejection.REPLAY_STORE_UNAVAILABLE, Duration.ofSeconds(5), use -> {
                throw StoreFailure.<RuntimeException>unchecked(failure);
            });
            // An interrupt is for whoever owns the thread. The question takes it away, for the tests that follow.
            assertEquals(failure instanceof InterruptedException, Thread.interrupted());
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T unchecked(Throwable failure) throws T {
            throw (T) failure;
        }

        @Test
        @DisplayName("a store in another language answers null where the contract has a boolean")
        void answersNull() {
            BiFunction<ReplayKey, Instant, @Nullable Boolean> foreign = (key, expiry) -> null;
            refuses(
                    Rejection.REPLAY_STORE_UNAVAILABLE,
                    Duration.ofSeconds(5),
                    use -> foreign.apply(use.key(), use.expiry()));
        }

        @Test
        @DisplayName("an exception without a reason, or without a time")
        void incompleteException() {
            refuses(Rejection.REPLAY_STORE_UNAVAILABLE, Duration.ofSeconds(5), use -> {
                throw new ReplayStoreException(absent(), "x", Duration.ofSeconds(1));
            });
            refuses(Rejection.REPLAY_STORE_UNAVAILABLE, Duration.ofSeconds(5), use -> {
                throw new ReplayStoreException(ReplayStoreException.Reason.FULL, "x", absent());
            });
        }

        /** What a caller without null checks passes. */
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        private static <T> T absent() {
            return null;
        }

        @Test
        @DisplayName("the store is asked once, also when it fails")
        void asksOnce() {
            int[] asked = {0};
            refuses(Rejection.REPLAY_STORE_UNAVAILABLE, Duration.ofSeconds(5), use -> {
                asked[0]++;
                throw new IllegalStateException();
            });
            assertEquals(1, asked[0]);
        }

        @Test
        @DisplayName(
                "R-14: operators are told at most once a minute, also by a store that is full for every other request")
        void reportsAtMostOnceAMinute() {
            boolean[] full = {false};
            request.replayStore = use -> {
                full[0] = !full[0];
                if (full[0]) {
                    throw new ReplayStoreException(ReplayStoreException.Reason.FULL, "full", Duration.ofSeconds(1));
                }
                return true;
            };
            Runnable twoRequests = () -> {
                request.verify(request.proof());
                request.verify(request.proof());
            };
            List<Level> outage = List.of(Level.WARNING, Level.INFO);
            assertEquals(outage, Reports.of(() -> {
                for (int i = 0; i < 10; i++) {
                    twoRequests.run();
                }
            }));
            request.clock.advance(Duration.ofSeconds(59));
            assertEquals(List.of(), Reports.of(twoRequests));
            request.clock.advance(Duration.ofSeconds(1));
            assertEquals(outage, Reports.of(twoRequests));
            // A clock that was set back by a day silences nobody for a day.
            request.clock.advance(Duration.ofDays(-1));
            assertEquals(outage, Reports.of(twoRequests));
        }

        @Test
        @DisplayName("R-14: whatever it was that failed")
        void reportsEveryKindOfFailure() {
            request.replayStore = use -> {
                throw new IllegalStateException("down");
            };
            assertEquals(
                    List.of(Level.WARNING),
                    Reports.of(() -> request.rejects(Rejection.REPLAY_STORE_UNAVAILABLE, request.proof())));
        }

        @Test
        @DisplayName("R-12: a client that fills its share is no outage")
        void reportsNoQuota() {
            request.replayStore = use -> {
                throw new ReplayStoreException(
                        ReplayStoreException.Reason.CLIENT_KEY_QUOTA, "share", Duration.ofSeconds(1));
            };
            assertEquals(
                    List.of(), Reports.of(() -> request.rejects(Rejection.REPLAY_QUOTA_EXCEEDED, request.proof())));
        }

        @Test
        @DisplayName("a failing store decides nothing about proofs that are refused before it is asked")
        void failsBehindEverythingElse() {
            request.replayStore = use -> {
                throw new IllegalStateException();
            };
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("iat", 1));
        }
    }
}
