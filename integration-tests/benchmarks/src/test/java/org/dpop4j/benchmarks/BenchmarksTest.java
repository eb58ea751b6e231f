package org.dpop4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dpop4j.NonceVerdict;
import org.dpop4j.NonceVerdict.Refused;
import org.dpop4j.proof.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures of work that is refused early would be worth nothing. */
class BenchmarksTest {
    @Test
    @DisplayName("the nonces that are measured are good ones, but for those that are not meant to be")
    void noncesAreWhatTheySay() {
        NonceBenchmark benchmark = new NonceBenchmark();
        benchmark.issueNonces();
        assertInstanceOf(NonceVerdict.Valid.class, benchmark.check());
        assertInstanceOf(NonceVerdict.Valid.class, benchmark.checkDuringRotation());
        assertEquals(Refused.UNKNOWN, benchmark.checkForeign());
    }

    @Test
    @DisplayName("the proofs that are measured pass")
    void proofsPass() throws Exception {
        VerifierBenchmark benchmark = new VerifierBenchmark();
        assertTrue(benchmark.bareSignature());
        assertInstanceOf(Outcome.Accepted.class, benchmark.verify());
        assertInstanceOf(Outcome.Accepted.class, benchmark.verifyWithNonce());
    }

    @Test
    @DisplayName("the uses that are measured are first ones")
    void usesAreFirstOnes() {
        RedisBenchmark redis = new RedisBenchmark();
        redis.start();
        try {
            RedisBenchmark.Keys keys = new RedisBenchmark.Keys();
            assertEquals("OK", redis.bareSetNxPx(keys));
            assertTrue(redis.firstUse(keys));
        } finally {
            redis.stop();
        }
        InMemoryStoreBenchmark memory = new InMemoryStoreBenchmark();
        InMemoryStoreBenchmark.Keys keys = new InMemoryStoreBenchmark.Keys();
        keys.name(memory);
        assertTrue(memory.firstUse(keys));
        assertTrue(memory.firstUse(keys));
    }
}
