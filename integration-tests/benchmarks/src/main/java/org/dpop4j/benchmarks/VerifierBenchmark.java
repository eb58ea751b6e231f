package org.dpop4j.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dpop4j.NonceRequest;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.TargetUri;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.proof.ProtectedRequest;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.NonceSecret;
import org.dpop4j.settings.SettingSource;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Proofs per second, beside the one signature verification that each of them needs. The store remembers nothing, so that
 * one proof serves all measurements.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerifierBenchmark {
    private static final String URI = "https://api.example/orders";
    private static final String TOKEN =
            "an access token of a usual length".repeat(25).replace(' ', '-');

    private final ClientKey key = ClientKey.es256();
    private final Clock noon = Clock.fixed(Clock.systemUTC().instant(), ZoneOffset.UTC);
    private final HmacNonceProvider nonces =
            new HmacNonceProvider(List.of(NonceSecret.random()), Duration.ofMinutes(5), "orders");
    private final ProofVerifier verifier = new ProofVerifier(
            DPoPSettings.read(SettingSource.of("", Map.of("crypto.provider", "jdk")), "orders"),
            nonces,
            use -> true,
            noon);
    private final String proof = proof().serialize();
    private final ProtectedRequest request = request(proof, NonceDemand.NONE);
    private final ProtectedRequest requestWithNonce = request(
            proof().nonce(nonces.issue(new NonceRequest(key.jkt(), noon.instant())))
                    .serialize(),
            NonceDemand.REQUIRED);
    private final byte[] signingInput =
            proof.substring(0, proof.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    private final byte[] signature = Base64.getUrlDecoder().decode(proof.substring(proof.lastIndexOf('.') + 1));

    private TestProof proof() {
        return TestProof.with(key).uri(URI).accessToken(TOKEN).clock(noon);
    }

    private ProtectedRequest request(String text, NonceDemand demand) {
        return new ProtectedRequest(
                "GET",
                List.of(TargetUri.parse(URI).orElseThrow()),
                TOKEN,
                key.jkt(),
                ProofHeader.parse(List.of(text)),
                demand);
    }

    /** The ES256 verification alone, by the same provider. */
    @Benchmark
    public boolean bareSignature() throws GeneralSecurityException {
        Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
        es256.initVerify(key.keyPair().getPublic());
        es256.update(signingInput);
        return es256.verify(signature);
    }

    /** All of RFC 9449 section 4.3 without a nonce. */
    @Benchmark
    public Outcome verify() {
        return verifier.verify(request);
    }

    /** The same with a nonce. */
    @Benchmark
    public Outcome verifyWithNonce() {
        return verifier.verify(requestWithNonce);
    }
}
