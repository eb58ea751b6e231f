package org.dpop4j.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.DPoPProof;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayKey;
import org.dpop4j.ReplayStore;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.jose.SignatureVerifier;
import org.dpop4j.nonce.NonceProviderFailure;
import org.dpop4j.nonce.Nonces;
import org.dpop4j.replay.OutageReport;
import org.dpop4j.server.ResourceServer;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.FreshnessWindow;
import org.dpop4j.settings.InvalidSettingException;

/**
 * RFC 9449 section 4.3 as a list.
 *
 * <p><b>What is not checked here:</b> the access token itself (signature, issuer, audience, lifetime), which the server
 * has validated before; the scheme of the Authorization line and whether the token is bound at all, which
 * {@link ResourceServer} decides; the body, the query and other header fields of the request, which a proof does not
 * cover.
 *
 * <p><b>Threading:</b> safe for many threads. <b>Blocking:</b> as long as one signature verification, and
 * whatever nonce provider and replay store take.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3">RFC 9449 section 4.3</a>
 */
public final class ProofVerifier {
    private static final int KNOWN_KEYS = 10_000;
    private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(5);

    private final ProofParser parser;
    private final NonceCheck nonceCheck;
    private final List<ProofCheck> checks;
    private final Nonces nonces;
    private final FreshnessWindow freshness;
    private final Duration nonceLifetime;
    private final String replayNamespace;
    private final ReplayStore replayStore;
    private final OutageReport storeOutage;
    private final Clock clock;

    /**
     * @throws InvalidSettingException when the configured crypto provider cannot be used
     */
    public ProofVerifier(DPoPSettings settings, DPoPNonceProvider nonceProvider, ReplayStore replayStore, Clock clock) {
        ClientKeyCache knownKeys = new ClientKeyCache(KNOWN_KEYS);
        SignatureVerifier signatures = SignatureVerifier.with(settings);
        this.nonces = new Nonces(nonceProvider, new OutageReport("The nonce provider", clock));
        this.nonceCheck = new NonceCheck(nonces);
        this.parser = new ProofParser(settings.algorithms(), knownKeys); // items 1, 2, 4, 5, 7
        this.checks = List.of(
                new JktCheck(), // item 12: first, so that only the bound key is ever built and used
                new SignatureCheck(signatures, knownKeys), // item 6: no claim is read before
                new HtmCheck(), // items 3, 8
                new HtuCheck(!settings.publicBaseUris().isEmpty()), // item 9
                new AthCheck(), // item 12
                nonceCheck, // item 10: before iat, which a nonce may replace
                new IatCheck(settings.freshness())); // item 11
        this.freshness = settings.freshness();
        this.nonceLifetime = settings.nonceLifetime();
        this.replayNamespace = settings.replayNamespace();
        this.replayStore = replayStore;
        this.storeOutage = new OutageReport("The replay store", clock);
        this.clock = clock;
    }

    /** Judges one proof. Never throws for anything that a client sent. */
    public Outcome verify(ProtectedRequest request) {
        Instant now = clock.instant();
        // Section 11.1: use comes last, because it is the only step with a side effect.
        return judge(request, checks, now, proof -> use(proof, now));
    }

    /**
     * Looks for a good nonce in a proof that {@link #verify} has accepted for the same exchange, when it was not known yet
     * that the endpoint demands one. Nothing else is looked at again.
     */
    public Outcome verifyNonce(ProtectedRequest verified) {
        return judge(verified.demandingNonce(), List.of(nonceCheck), clock.instant(), proof -> Optional.empty());
    }

    private Outcome judge(
            ProtectedRequest request,
            List<ProofCheck> checks,
            Instant now,
            Function<ParsedProof, Optional<Outcome.Rejected>> lastStep) {
        try {
            ParsedProof proof = parser.parse(request.proof());
            for (ProofCheck check : checks) {
                Optional<Rejection> rejection = check.check(proof, request, now);
                if (rejection.isPresent()) {
                    return rejected(rejection.get(), proof, now);
                }
            }
            Outcome.Accepted accepted = accepted(proof, now);
            return lastStep.apply(proof).map(Outcome.class::cast).orElse(accepted);
        } catch (MalformedProof e) {
            return new Outcome.Rejected(e.reason());
        } catch (NonceProviderFailure e) {
            return Outcome.Rejected.unavailable(Rejection.NONCE_PROVIDER_UNAVAILABLE, RETRY_AFTER_FAILURE);
        } catch (RuntimeException | StackOverflowError e) {
            // Nothing is known to get here; if something does, it is no reason to let a proof pass or to fail loudly.
            return new Outcome.Rejected(Rejection.PROOF_MALFORMED);
        }
    }

    private Outcome.Rejected rejected(Rejection reason, ParsedProof proof, Instant now) {
        return reason.asksForNonce()
                ? Outcome.Rejected.askingFor(nonces.issue(new NonceRequest(proof.jkt(), now)), reason)
                : new Outcome.Rejected(reason);
    }

    private Outcome.Accepted accepted(ParsedProof proof, Instant now) {
        ProofClaims claims = proof.claims();
        Optional<String> newerNonce = proof.nonce()
                .filter(NonceVerdict.Valid::renew)
                .map(due -> nonces.issue(new NonceRequest(proof.jkt(), now)));
        return new Outcome.Accepted(
                Optional.of(new DPoPProof(
                        proof.jkt(),
                        claims.jti(),
                        Instant.ofEpochSecond(claims.iat()),
                        proof.algorithm().joseName(),
                        proof.nonce().isPresent())),
                newerNonce);
    }

    /** Remembers the proof; empty when this was its first use. */
    private Optional<Outcome.Rejected> use(ParsedProof proof, Instant now) {
        try {
            ReplayKey key =
                    ReplayKey.of(replayNamespace, proof.jkt(), proof.claims().jti());
            Instant expiry = retainUntil(proof, now);
            boolean isFirstUse = replayStore.firstUse(key, madeAt(proof), expiry);
            storeOutage.answered();
            if (!isFirstUse) {
                return Optional.of(new Outcome.Rejected(Rejection.PROOF_REPLAYED));
            }
            return clock.instant().isAfter(expiry) ? Optional.of(outlived(proof)) : Optional.empty();
        } catch (ReplayStoreException e) {
            if (e.reason() == ReplayStoreException.Reason.FORGOTTEN) {
                return Optional.of(forgotten(proof, e, now));
            }
            if (e.reason() != ReplayStoreException.Reason.CLIENT_KEY_QUOTA) {
                storeOutage.failed(e);
            }
            return Optional.of(Outcome.Rejected.unavailable(reason(e), e.retryAfter()));
        } catch (Throwable e) {
            // Checked ones as well: the store may be written in a language that does not declare them.
            // Errors as well, such as a missing class of its client.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            storeOutage.failed(e);
            return Optional.of(Outcome.Rejected.unavailable(Rejection.REPLAY_STORE_UNAVAILABLE, RETRY_AFTER_FAILURE));
        }
    }

    /** While the store was waited for, it may have forgotten an earlier use, as it may after the expiry. */
    private Outcome.Rejected outlived(ParsedProof proof) {
        return rejected(
                isDatedByNonce(proof) ? Rejection.NONCE_STALE : Rejection.PROOF_EXPIRED, proof, clock.instant());
    }

    /** A newer nonce helps whose proof was dated by one; who has none makes a new proof, which is newer by then. */
    private Outcome.Rejected forgotten(ParsedProof proof, ReplayStoreException e, Instant now) {
        return isDatedByNonce(proof)
                ? rejected(Rejection.NONCE_STALE, proof, now)
                : Outcome.Rejected.unavailable(Rejection.REPLAY_STORE_UNAVAILABLE, e.retryAfter());
    }

    private static boolean isDatedByNonce(ParsedProof proof) {
        return proof.nonce().flatMap(NonceVerdict.Valid::goodUntil).isPresent();
    }

    private Instant madeAt(ParsedProof proof) {
        return proof.nonce()
                .flatMap(NonceVerdict.Valid::goodUntil)
                .map(goodUntil -> goodUntil.minus(nonceLifetime))
                .orElseGet(() -> Instant.ofEpochSecond(proof.claims().iat()));
    }

    private Instant retainUntil(ParsedProof proof, Instant now) {
        long iat = proof.claims().iat();
        return proof.nonce()
                .flatMap(NonceVerdict.Valid::goodUntil)
                .map(goodUntil -> freshness.retainUntil(iat, goodUntil, now.getEpochSecond()))
                .orElseGet(() -> freshness.retainUntil(iat));
    }

    private static Rejection reason(ReplayStoreException e) {
        return switch (e.reason()) {
            case FULL -> Rejection.REPLAY_STORE_FULL;
            case CLIENT_KEY_QUOTA -> Rejection.REPLAY_QUOTA_EXCEEDED;
            case UNAVAILABLE, FORGOTTEN -> Rejection.REPLAY_STORE_UNAVAILABLE;
        };
    }
}
