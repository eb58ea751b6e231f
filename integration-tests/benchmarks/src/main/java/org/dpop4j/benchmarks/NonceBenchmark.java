package org.dpop4j.benchmarks;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.NonceSecret;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nonces per second, issued and checked, beside the HMAC that each of them needs. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NonceBenchmark {
    /** What the MAC of a nonce covers: 28 bytes of it, and the audience. */
    private static final int MESSAGE_BYTES = 34;

    private final NonceRequest request = new NonceRequest("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", Instant.now());
    private final HmacNonceProvider oneSecret = provider(NonceSecret.random());
    private final byte[] message = new byte[MESSAGE_BYTES];
    private final SecretKeySpec key = new SecretKeySpec(NonceSecret.random().bytes(), "HmacSHA256");
    private HmacNonceProvider threeSecrets = oneSecret;
    private String nonce = "";
    private String oldestNonce = "";

    private static HmacNonceProvider provider(NonceSecret... secrets) {
        return new HmacNonceProvider(List.of(secrets), Duration.ofMinutes(5), "orders");
    }

    /** Nonces of the only secret, and of the last of three. */
    @Setup
    public void issueNonces() {
        NonceSecret oldest = NonceSecret.random();
        threeSecrets = provider(NonceSecret.random(), NonceSecret.random(), oldest);
        oldestNonce = provider(oldest).issue(request);
        nonce = oneSecret.issue(request);
        new SecureRandom().nextBytes(message);
    }

    /** The bare HMAC of as many bytes, the algorithm looked up and the key set each time. */
    @Benchmark
    public byte[] bareHmac() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(message);
    }

    /** A new nonce: the HMAC, and 15 bytes of a secure random generator. */
    @Benchmark
    public String issue() {
        return oneSecret.issue(request);
    }

    /** A good nonce: the HMAC, and base64url. */
    @Benchmark
    public NonceVerdict check() {
        return oneSecret.check(nonce, request);
    }

    /** A good nonce of the oldest secret while a rotation is under way. */
    @Benchmark
    public NonceVerdict checkDuringRotation() {
        return threeSecrets.check(oldestNonce, request);
    }

    /** What an attacker can send for nothing: a text that is no nonce of ours. */
    @Benchmark
    public NonceVerdict checkForeign() {
        return threeSecrets.check(nonce, request);
    }
}
