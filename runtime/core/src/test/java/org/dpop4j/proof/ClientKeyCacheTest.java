package org.dpop4j.proof;

import static org.dpop4j.proof.Verifying.assertAccepted;
import static org.dpop4j.proof.Verifying.assertRejected;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.jose.ClientKey;
import org.dpop4j.jose.ClientKeyFactory;
import org.dpop4j.jose.Keys;
import org.dpop4j.jose.ProofJwk;
import org.dpop4j.jose.SignatureVerifier;
import org.dpop4j.settings.ProofAlgorithm;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("H-98, H-99: known keys save parsing, and never a check")
class ClientKeyCacheTest {
    private static final ClientKey KEY =
            ClientKeyFactory.build(ProofJwk.parse(Keys.ES256.publicJwk(), ProofAlgorithm.ES256), ProofAlgorithm.ES256);

    @Nested
    class Bounds {
        private final ClientKeyCache cache = new ClientKeyCache(10);

        @Test
        void remembersWhatWasPut() {
            assertNull(cache.get("a"));
            cache.put("a", KEY);
            assertSame(KEY, cache.get("a"));
            assertNull(cache.get("A"));
            assertNull(cache.get("a "));
            assertNull(cache.get(""));
        }

        @Test
        void neverHoldsMoreThanItsBound() {
            for (int i = 0; i < 1000; i++) {
                cache.put("header" + i, KEY);
                assertTrue(cache.size() <= 10, () -> "holds " + cache.size());
                assertNotNull(cache.get("header" + i));
            }
            assertNull(cache.get("header0"));
        }

        @Test
        void forgetsNothingBeforeHalfOfItIsNew() {
            for (int i = 0; i < 5; i++) {
                cache.put("old" + i, KEY);
            }
            for (int i = 0; i < 5; i++) {
                cache.put("new" + i, KEY);
            }
            assertEquals(10, cache.size());
            assertNotNull(cache.get("old0"));
        }

        @Test
        void keepsWhatIsAskedFor() {
            cache.put("busy", KEY);
            for (int i = 0; i < 100; i++) {
                assertSame(KEY, cache.get("busy"), "round " + i);
                cache.put("passing" + i, KEY);
            }
        }

        @Test
        void putsNothingTwice() {
            for (int i = 0; i < 100; i++) {
                cache.put("one", KEY);
            }
            assertEquals(1, cache.size());
        }

        @Test
        @DisplayName("a bound of one or less still means something")
        void smallestBound() {
            ClientKeyCache tiny = new ClientKeyCache(0);
            tiny.put("a", KEY);
            tiny.put("b", KEY);
            tiny.put("c", KEY);
            assertEquals(2, tiny.size());
            assertNull(tiny.get("a"));
            assertNotNull(tiny.get("c"));
        }

        @Test
        @DisplayName("headers of 2048 characters, and one more: extra members could make them any size")
        void boundsTheLengthOfHeaders() {
            cache.put("h".repeat(2048), KEY);
            cache.put("i".repeat(2049), KEY);
            assertNotNull(cache.get("h".repeat(2048)));
            assertNull(cache.get("i".repeat(2049)));
        }

        @Test
        void staysBoundedUnderManyThreads() throws Exception {
            int threads = 8;
            ClientKeyCache shared = new ClientKeyCache(100);
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    int seed = t;
                    running.add(executor.submit(() -> {
                        for (int i = 0; i < 20_000; i++) {
                            String header = "header" + (i * 31 + seed * 7919) % 500;
                            ClientKey known = shared.get(header);
                            if (known == null) {
                                shared.put(header, KEY);
                            } else {
                                assertSame(KEY, known);
                            }
                        }
                    }));
                }
                for (Future<?> one : running) {
                    one.get();
                }
            } finally {
                executor.shutdownNow();
            }
            // Threads that found room at the same moment may each add one, in each of the two generations.
            assertTrue(shared.size() <= 100 + 2 * threads, () -> "holds " + shared.size());
        }
    }

    /** The parser and the signature check around one cache that the test can look into. */
    @Nested
    class InTheVerifier {
        private final ClientKeyCache cache = new ClientKeyCache(10);
        private final ProofParser parser = new ProofParser(EnumSet.allOf(ProofAlgorithm.class), cache);
        private final SignatureCheck check =
                new SignatureCheck(SignatureVerifier.with("jdk", EnumSet.allOf(ProofAlgorithm.class)), cache);
        private final Verifying request = new Verifying();

        private boolean passes(String proof) {
            ParsedProof parsed = parser.parse(ProofHeader.parse(List.of(proof)));
            return check.check(parsed, request.request(Keys.ES256.jkt(), proof), Instant.EPOCH)
                    .isEmpty();
        }

        private String header(String proof) {
            return proof.substring(0, proof.indexOf('.'));
        }

        @Test
        void remembersTheKeyOfAProofThatVerified() {
            String proof = request.proof().serialize();
            assertTrue(passes(proof));
            ClientKey known = cache.get(header(proof));
            assertNotNull(known);
            assertEquals(Keys.ES256.jkt(), known.jkt());
            assertSame(known, parser.parse(ProofHeader.parse(List.of(proof))).key());
        }

        @Test
        void remembersNoKeyOfAProofThatDidNotVerify() {
            String proof = request.proof().signedBy(Keys.OTHER_ES256).serialize();
            assertTrue(!passes(proof));
            assertNull(cache.get(header(proof)));
            assertEquals(0, cache.size());
        }

        @Test
        void takesAnotherHeaderForAnotherKey() {
            assertTrue(passes(request.proof().serialize()));
            for (TestProof other : List.of(
                    request.proof().header("kid", "1"),
                    request.proof().key(Keys.OTHER_ES256),
                    request.proof().key(Keys.PS256),
                    request.proof().key(Keys.RS256),
                    request.proof().key(Keys.ED25519),
                    request.proof().key(Keys.EDDSA))) {
                String proof = other.serialize();
                assertNull(cache.get(header(proof)));
                assertTrue(passes(proof));
            }
            assertEquals(7, cache.size());
        }
    }

    /** The same client again and again: whatever is wrong the second time is found, though its key is known. */
    @Nested
    class AHitSkipsNoCheck {
        private final Verifying request = new Verifying();

        AHitSkipsNoCheck() {
            request.jkt = Keys.ES256.jkt();
            request.accepts(request.proof());
            request.accepts(request.proof());
        }

        @Test
        @DisplayName("H-98: the token is bound to another key now")
        void anotherBinding() {
            request.jkt = Keys.OTHER_ES256.jkt();
            request.rejects(Rejection.KEY_MISMATCH, request.proof());
        }

        @Test
        void aReplay() {
            TestProof fixed = request.proof().jti("same");
            request.accepts(fixed);
            request.rejects(Rejection.PROOF_REPLAYED, fixed);
        }

        @Test
        void aBadSignature() {
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().tamperedPayload());
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().signedBy(Keys.OTHER_ES256));
            request.rejects(Rejection.SIGNATURE_INVALID, request.proof().signature(new byte[64]));
        }

        @Test
        void badClaims() {
            request.rejects(Rejection.HTM_MISMATCH, request.proof().claim("htm", "PUT"));
            request.rejects(Rejection.HTU_MISMATCH, request.proof().claim("htu", Verifying.URI + "x"));
            request.rejects(Rejection.ATH_MISMATCH, request.proof().accessToken("other"));
            request.rejects(Rejection.PROOF_EXPIRED, request.proof().claim("iat", 1));
            request.rejects(Rejection.CLAIM_MISSING, request.proof().without("jti"));
        }

        @Test
        void aBadForm() {
            assertRejected(
                    Rejection.PROOF_MALFORMED,
                    request.verify(Keys.ES256.jkt(), request.proof().serialize() + "="));
            String[] parts = request.proof().serialize().split("\\.");
            assertRejected(
                    Rejection.PROOF_MALFORMED, request.verify(Keys.ES256.jkt(), parts[0] + "." + parts[1] + "."));
            assertRejected(Rejection.PROOF_MALFORMED, request.verify(Keys.ES256.jkt(), parts[0]));
        }

        @Test
        void aKnownProofStillReportsItsOwnKeyAndAlgorithm() {
            request.jkt = null;
            DPoPProof proof = assertAccepted(request.verify(request.proof().key(Keys.ED25519)));
            assertEquals("Ed25519", proof.algorithm());
            assertEquals(Keys.ED25519.jkt(), proof.jkt());
        }
    }
}
