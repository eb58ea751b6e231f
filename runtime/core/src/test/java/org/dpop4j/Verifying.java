package org.dpop4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.TargetUri;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestClock;
import org.dpop4j.test.TestNonce;
import org.dpop4j.test.TestProof;
import org.jspecify.annotations.Nullable;

/** A verifier, and a request that is right in every respect until a test changes one thing. */
final class Verifying {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final String URI = "https://api.example/orders";
    /** With characters that token68 has and base64url has not. */
    static final String TOKEN = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    static final Duration NONCE_LIFETIME = Duration.ofMinutes(5);
    private static final NonceSecret NONCE_SECRET = NonceSecret.random();

    final TestClock clock = TestClock.at(NOW);
    final RecordingStore store = new RecordingStore();
    ClientKey key = Keys.ES256;
    String method = "GET";
    List<String> uris = List.of(URI);
    String token = TOKEN;
    /** What the token is bound to; unless set, whatever key the proof shows, so that the defect under test decides. */
    @Nullable
    String jkt;

    ReplayStore replayStore = store;
    DPoPNonceProvider nonceProvider = new HmacNonceProvider(List.of(NONCE_SECRET), NONCE_LIFETIME, "application");
    NonceDemand nonceDemand = NonceDemand.NONE;
    private UnaryOperator<DPoPSettings.Builder> settings = builder -> builder;
    private @Nullable ProofVerifier verifier;

    static Verifying with(ClientKey key) {
        Verifying verifying = new Verifying();
        verifying.key = key;
        return verifying;
    }

    /** Changes settings; to be called before the first verification. */
    Verifying settings(UnaryOperator<DPoPSettings.Builder> change) {
        UnaryOperator<DPoPSettings.Builder> before = settings;
        settings = builder -> change.apply(before.apply(builder));
        return this;
    }

    /** The platform's own crypto unless a test says otherwise: looking for faster providers takes time. */
    ProofVerifier verifier() {
        if (verifier == null) {
            DPoPSettings.Builder builder = DPoPSettings.builder().cryptoProvider("jdk");
            verifier = new ProofVerifier(settings.apply(builder).build(), nonceProvider, replayStore, clock);
        }
        return verifier;
    }

    /** A valid proof for the request. */
    TestProof proof() {
        return TestProof.with(key)
                .method(method)
                .uri(uris.get(0))
                .accessToken(token)
                .clock(clock);
    }

    /** A good nonce for the default provider. */
    TestNonce nonce() {
        return TestNonce.with(NONCE_SECRET.octets()).audience("application").clock(clock);
    }

    Outcome verify(TestProof proof) {
        return verify(jkt != null ? jkt : proof.jkt().orElse(key.jkt()), proof.serialize());
    }

    /** @param lines the DPoP lines */
    Outcome verify(String jkt, String... lines) {
        return verifier().verify(request(jkt, lines));
    }

    ProtectedRequest request(String jkt, String... lines) {
        List<TargetUri> targets =
                uris.stream().map(uri -> TargetUri.parse(uri).orElseThrow()).toList();
        return new ProtectedRequest(method, targets, token, jkt, ProofHeader.parse(Arrays.asList(lines)), nonceDemand);
    }

    void accepts(TestProof proof) {
        assertAccepted(verify(proof));
    }

    void rejects(Rejection reason, TestProof proof) {
        assertRejected(reason, verify(proof));
    }

    static DPoPProof assertAccepted(Outcome outcome) {
        return assertInstanceOf(Outcome.Accepted.class, outcome, outcome::toString)
                .proof()
                .orElseThrow();
    }

    static void assertRejected(Rejection reason, Outcome outcome) {
        assertEquals(
                reason,
                assertInstanceOf(Outcome.Rejected.class, outcome, outcome::toString)
                        .reason());
    }
}
