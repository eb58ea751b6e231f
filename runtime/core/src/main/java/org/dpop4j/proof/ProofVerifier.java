package org.dpop4j.proof;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.NonceRequest;
import org.dpop4j.NonceVerdict;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.jose.MalformedProof;
import org.dpop4j.jose.SignatureVerifier;
import org.dpop4j.nonce.GuardedNonceProvider;
import org.dpop4j.nonce.NonceProviderFailure;
import org.dpop4j.replay.OutageReport;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;
import org.dpop4j.settings.ProofAlgorithm;

/**
 * RFC 9449 section 4.3 as a list.
 *
 * <p><b>What is not checked here:</b> the access token itself (signature, issuer, audience, lifetime), which the server
 * has validated before; the scheme of the Authorization line and whether the token is bound at all, which
 * the caller decides; the body, the query and other header fields of the request, which a proof does not
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

    private final SignatureVerifier signatures;
    private final ProofParser parser;
    private final List<ProofCheck> checks;
    private final NonceCheck nonceCheck;
    private final UseOnce useOnce;
    private final GuardedNonceProvider nonces;
    private final Measure measure;
    private final Clock clock;

    /**
     * @throws InvalidSettingException when the configured crypto provider cannot be used
     */
    public ProofVerifier(DPoPSettings settings, DPoPNonceProvider nonceProvider, ReplayStore replayStore, Clock clock) {
        ClientKeyCache knownKeys = new ClientKeyCache(KNOWN_KEYS);
        this.signatures = SignatureVerifier.with(settings);
        this.nonces =
                new GuardedNonceProvider(nonceProvider, new OutageReport(settings.log(), "The nonce provider", clock));
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
        this.useOnce = new UseOnce(settings, replayStore, clock); // section 11.1: last, it has a side effect
        this.measure = new Measure(settings);
        this.clock = clock;
    }

    /** Who verifies signatures of this algorithm, for operators. */
    public String cryptoProviderOf(ProofAlgorithm algorithm) {
        return signatures.providerOf(algorithm);
    }

    /** Verifies one proof. Never throws for anything that a client sent. */
    public Outcome verify(ProtectedRequest request) {
        return verify(request, checks, useOnce::use);
    }

    /**
     * Looks for a good nonce in a proof that {@link #verify} has accepted for the same exchange, when it was not known yet
     * that the endpoint demands one. Nothing else is looked at again.
     */
    public Outcome verifyNonce(ProtectedRequest verified) {
        return verify(verified.demandingNonce(), List.of(nonceCheck), (proof, now) -> Optional.empty());
    }

    private Outcome verify(ProtectedRequest request, List<ProofCheck> checks, LastStep lastStep) {
        Instant now = clock.instant();
        try {
            ParsedProof proof = parser.parse(request.proof());
            for (ProofCheck check : checks) {
                Optional<Rejection> rejection = check.check(proof, request, now);
                if (rejection.isPresent()) {
                    Optional<Deviation> deviation = measure.of(rejection.get(), proof, request, now);
                    return withNonce(new Outcome.Rejected(rejection.get(), deviation), proof, now);
                }
            }
            Outcome accepted = accepted(proof, now);
            Optional<Outcome.Rejected> refusal = lastStep.take(proof, now);
            return refusal.isPresent() ? withNonce(refusal.get(), proof, clock.instant()) : accepted;
        } catch (MalformedProof e) {
            return new Outcome.Rejected(e.reason());
        } catch (NonceProviderFailure e) {
            return Outcome.Rejected.unavailable(Rejection.NONCE_PROVIDER_UNAVAILABLE, RETRY_AFTER_FAILURE);
        } catch (RuntimeException | StackOverflowError e) {
            // Nothing is known to get here; if something does, it is no reason to let a proof pass or to fail loudly.
            return new Outcome.Rejected(Rejection.PROOF_MALFORMED);
        }
    }

    private Outcome.Accepted accepted(ParsedProof proof, Instant now) {
        Optional<String> newerNonce = proof.nonce()
                .filter(NonceVerdict.Valid::renew)
                .map(due -> nonces.issue(new NonceRequest(proof.jkt(), now)));
        return new Outcome.Accepted(Optional.of(new VerifiedProof(proof)), newerNonce);
    }

    /** With the nonce to try again with, where the rejection asks for one. */
    private Outcome.Rejected withNonce(Outcome.Rejected rejected, ParsedProof proof, Instant now) {
        return rejected.reason().asksForNonce()
                ? Outcome.Rejected.askingFor(nonces.issue(new NonceRequest(proof.jkt(), now)), rejected.reason())
                : rejected;
    }

    @FunctionalInterface
    private interface LastStep {
        /** @return why the request is refused after all */
        Optional<Outcome.Rejected> take(ParsedProof proof, Instant now);
    }
}
