package org.dpop4j.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.TargetUri;
import org.dpop4j.jose.Keys;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.settings.NonceSecret;
import org.dpop4j.settings.TestSettings;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestClock;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestProof;
import org.jspecify.annotations.Nullable;

/** A verifier, and a request that is right in every respect until a test changes one thing. */
public final class Verifying {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    public static final String URI = "https://api.example/orders";
    /** With characters that token68 has and base64url has not. */
    public static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    public static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);
    private static final NonceSecret NONCE_SECRET = NonceSecret.random();

    public final TestClock clock = TestClock.at(NOW);
    public final RecordingStore store = new RecordingStore();
    public ClientKey key = Keys.ES256;
    public String method = "GET";
    public List<String> uris = List.of(URI);
    public String token = TOKEN;
    /** What the token is bound to; unless set, whatever key the proof shows, so that the defect under test decides. */
    public @Nullable String jkt;

    public ReplayStore replayStore = store;
    public DPoPNonceProvider nonceProvider =
            new HmacNonceProvider(List.of(NONCE_SECRET), NONCE_LIFETIME, "application");
    public NonceDemand nonceDemand = NonceDemand.NONE;
    private UnaryOperator<TestSettings> settings = builder -> builder;
    private @Nullable ProofVerifier verifier;

    public static Verifying with(ClientKey key) {
        Verifying verifying = new Verifying();
        verifying.key = key;
        return verifying;
    }

    /** Changes settings; to be called before the first verification. */
    public Verifying settings(UnaryOperator<TestSettings> change) {
        UnaryOperator<TestSettings> before = settings;
        settings = builder -> change.apply(before.apply(builder));
        return this;
    }

    /** The platform's own crypto unless a test says otherwise: looking for faster providers takes time. */
    public ProofVerifier verifier() {
        if (verifier == null) {
            TestSettings builder = new TestSettings().cryptoProvider("jdk");
            verifier = new ProofVerifier(settings.apply(builder).build(), nonceProvider, replayStore, clock);
        }
        return verifier;
    }

    /** A valid proof for the request. */
    public TestProof proof() {
        return TestProof.with(key)
                .method(method)
                .uri(uris.get(0))
                .accessToken(token)
                .clock(clock);
    }

    /** A good nonce for the default provider. */
    public TestNonce nonce() {
        return TestNonce.with(NONCE_SECRET.bytes()).audience("application").clock(clock);
    }

    public Outcome verify(TestProof proof) {
        return verify(jkt != null ? jkt : proof.jkt().orElse(key.jkt()), proof.serialize());
    }

    /** @param lines the DPoP lines */
    public Outcome verify(String jkt, String... lines) {
        return verifier().verify(request(jkt, lines));
    }

    public ProtectedRequest request(String jkt, String... lines) {
        List<TargetUri> targets =
                uris.stream().map(uri -> TargetUri.parse(uri).orElseThrow()).toList();
        return new ProtectedRequest(method, targets, token, jkt, ProofHeader.parse(Arrays.asList(lines)), nonceDemand);
    }

    public void accepts(TestProof proof) {
        assertAccepted(verify(proof));
    }

    public void rejects(Rejection reason, TestProof proof) {
        assertRejected(reason, verify(proof));
    }

    public static VerifiedProof assertAccepted(Outcome outcome) {
        return assertInstanceOf(Outcome.Accepted.class, outcome, outcome::toString)
                .proof()
                .orElseThrow();
    }

    public static void assertRejected(Rejection reason, Outcome outcome) {
        assertEquals(
                reason,
                assertInstanceOf(Outcome.Rejected.class, outcome, outcome::toString)
                        .reason());
    }
}
