package org.dpop4j;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * RFC 9449 section 4.3 as a list.
 *
 * <p><b>What is not checked here:</b> the access token itself (signature, issuer, audience, lifetime), which the server
 * has validated before; the scheme of the Authorization line and whether the token is bound at all, which
 * {@link ResourceServer} decides; the body, the query and other header fields of the request, which a proof does not
 * cover.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Blocking:</b> as long as one signature verification, and
 * whatever the replay store takes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3">RFC 9449 section 4.3</a>
 */
public final class ProofVerifier {
    private static final System.Logger LOG = System.getLogger("org.dpop4j");
    private static final int KNOWN_KEYS = 10_000;
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);

    private final ProofParser parser;
    private final List<ProofCheck> checks;
    private final FreshnessWindow freshness;
    private final String replayNamespace;
    private final ReplayStore replayStore;
    private final Clock clock;
    private final AtomicBoolean storeIsDown = new AtomicBoolean();
    private final AtomicReference<Instant> lastReport = new AtomicReference<>(Instant.MIN);

    /**
     * @throws InvalidSettingException when the configured crypto provider cannot be used
     */
    public ProofVerifier(DPoPSettings settings, ReplayStore replayStore, Clock clock) {
        ClientKeyCache knownKeys = new ClientKeyCache(KNOWN_KEYS);
        SignatureVerifier signatures = SignatureVerifier.with(settings.cryptoProvider(), settings.algorithms());
        this.parser = new ProofParser(settings.algorithms(), knownKeys); // items 1, 2, 4, 5, 7
        this.checks = List.of(
                new JktCheck(), // item 12: first, so that only the bound key is ever built and used
                new SignatureCheck(signatures, knownKeys), // item 6: no claim is read before
                new HtmCheck(), // items 3, 8
                new HtuCheck(!settings.publicBaseUris().isEmpty()), // item 9
                new AthCheck(), // item 12
                new IatCheck(settings.freshness())); // item 11
        this.freshness = settings.freshness();
        this.replayNamespace = settings.replayNamespace();
        this.replayStore = replayStore;
        this.clock = clock;
    }

    /** Judges one proof. Never throws for anything that a client sent. */
    public Outcome verify(ProtectedRequest request) {
        Instant now = clock.instant();
        ParsedProof proof;
        try {
            proof = parser.parse(request.proof());
            for (ProofCheck check : checks) {
                Optional<Rejection> rejection = check.check(proof, request, now);
                if (rejection.isPresent()) {
                    return new Outcome.Rejected(rejection.get());
                }
            }
        } catch (MalformedProof e) {
            return new Outcome.Rejected(e.reason());
        } catch (RuntimeException | StackOverflowError e) {
            // Nothing is known to get here; if something does, it is no reason to let a proof pass or to fail loudly.
            return new Outcome.Rejected(Rejection.PROOF_MALFORMED);
        }
        return use(proof); // section 11.1: last, because it is the only step with a side effect
    }

    private Outcome use(ParsedProof proof) {
        ProofClaims claims = proof.claims();
        try {
            ReplayKey key = ReplayKey.of(replayNamespace, proof.jkt(), claims.jti());
            boolean isFirstUse = replayStore.firstUse(key, freshness.retainUntil(claims.iat()));
            reportRecovery();
            if (!isFirstUse) {
                return new Outcome.Rejected(Rejection.PROOF_REPLAYED);
            }
        } catch (ReplayStoreException e) {
            if (e.reason() != ReplayStoreException.Reason.CLIENT_KEY_QUOTA) {
                reportFailure(e);
            }
            return new Outcome.Rejected(reason(e), Optional.of(e.retryAfter()));
        } catch (Exception | LinkageError | StackOverflowError e) {
            // Checked ones as well: the store may be written in a language that does not declare them.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            reportFailure(e);
            return new Outcome.Rejected(Rejection.REPLAY_STORE_UNAVAILABLE, Optional.of(RETRY_AFTER_FAILURE));
        }
        return new Outcome.Accepted(Optional.of(new DPoPProof(
                proof.jkt(),
                claims.jti(),
                Instant.ofEpochSecond(claims.iat()),
                proof.algorithm().joseName())));
    }

    /** At most once a minute: a store that is down fails for every request, and one that is full for every other. */
    private void reportFailure(Throwable e) {
        Instant now = clock.instant();
        Instant last = lastReport.get();
        if (Duration.between(last, now).abs().compareTo(REPORT_INTERVAL) >= 0 && lastReport.compareAndSet(last, now)) {
            storeIsDown.set(true);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The replay store cannot answer; requests with a proof are refused with status 503 until it can",
                    e);
        }
    }

    private void reportRecovery() {
        if (storeIsDown.get() && storeIsDown.compareAndSet(true, false)) {
            LOG.log(System.Logger.Level.INFO, "The replay store answers again");
        }
    }

    private static Rejection reason(ReplayStoreException e) {
        return switch (e.reason()) {
            case FULL -> Rejection.REPLAY_STORE_FULL;
            case CLIENT_KEY_QUOTA -> Rejection.REPLAY_QUOTA_EXCEEDED;
            case UNAVAILABLE -> Rejection.REPLAY_STORE_UNAVAILABLE;
        };
    }
}
