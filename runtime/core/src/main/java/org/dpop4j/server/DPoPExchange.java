package org.dpop4j.server;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.http.Authorization;
import org.dpop4j.http.Authorization.Mechanism;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProtectedRequest;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and what is known of it so far. Lives exactly as long as the request, wherever the server keeps
 * request state that a client cannot set.
 *
 * <p>However many mechanisms, filters and re-dispatches ask, the proof is verified once: a second verification would
 * take the first for a replay.
 *
 * <p><b>Threading:</b> safe for the threads that one request may use. Only {@link #judge} may block; what is known so far
 * can be read while it does.
 */
public final class DPoPExchange {
    private final ResourceServer server;
    private final ResourceRequest request;
    private final Authorization authorization;
    private volatile boolean dpopRequired;
    private volatile NonceDemand foretoldDemand;
    private volatile boolean nonceRequired;
    private volatile boolean tokenAccepted;
    private volatile @Nullable Outcome proofOutcome;
    private @Nullable ProtectedRequest verifiedRequest;
    private volatile Outcome.@Nullable Rejected rejected;
    private boolean rejectedByVerdict;

    DPoPExchange(ResourceServer server, ResourceRequest request, Authorization authorization) {
        this.server = server;
        this.request = request;
        this.authorization = authorization;
        this.dpopRequired = server.settings().mode() == DPoPMode.REQUIRED;
        this.foretoldDemand =
                server.settings().nonceMode() == NonceMode.REQUIRED ? NonceDemand.REQUIRED : NonceDemand.NONE;
    }

    /** What the Authorization lines hold. */
    public Authorization authorization() {
        return authorization;
    }

    /** Tells what the annotations of the endpoint say, as soon as it is known or foretold. Until then the mode decides. */
    public void demand(EndpointPolicy policy) {
        requireDPoP(policy.demandsDPoP(server.settings().mode()));
        if (policy == EndpointPolicy.REQUIRED_WITH_NONCE) {
            requireNonce();
        }
    }

    /** Tells whether the endpoint demands DPoP. */
    public void requireDPoP(boolean required) {
        this.dpopRequired = required;
    }

    /**
     * Tells what the request line foretells of the endpoint's demand for a nonce. It decides by which window the proof is
     * judged and for how long it is remembered, and so has to be the same for every request with this method and URI,
     * whatever the application makes of them. To be told before anything is judged; otherwise the settings decide.
     */
    public void foretellNonce(NonceDemand demand) {
        this.foretoldDemand = demand;
    }

    /**
     * Tells that the endpoint demands a nonce, as soon as it is known. A proof that was verified before is not
     * {@linkplain #isSettled settled} any more, perhaps, and {@link #settle} has to be asked.
     */
    public void requireNonce() {
        this.nonceRequired = true;
    }

    /** Whether a proof was verified and nothing more is demanded of it. */
    public boolean isSettled() {
        Outcome outcome = proofOutcome;
        return outcome instanceof Outcome.Accepted accepted && accepted.proof().isPresent() && !lacksNonce(outcome);
    }

    /** Whether a proof was accepted without the nonce that the endpoint demands. */
    private boolean lacksNonce(@Nullable Outcome outcome) {
        return nonceRequired
                && outcome instanceof Outcome.Accepted accepted
                && accepted.proof().filter(proof -> !proof.hasGoodNonce()).isPresent();
    }

    /** Whether a verified proof may be refused after all, for want of a nonce that the endpoint turns out to demand. */
    public boolean mayNeedNonce() {
        return foretoldDemand == NonceDemand.UNDECIDED
                && !nonceRequired
                && proof().filter(proof -> !proof.hasGoodNonce()).isPresent();
    }

    /** Whether the endpoint demands DPoP, as far as is known. */
    public boolean isDPoPRequired() {
        return dpopRequired;
    }

    /**
     * Looks for faults that need no token to be found: two credentials, malformed credentials. To be asked before the
     * server looks for a token.
     */
    public synchronized Optional<Rejection> screen() {
        Optional<Rejection> fault = ResourceServer.faultOf(request, authorization);
        fault.ifPresent(this::reject);
        return fault;
    }

    /**
     * Judges the token that the server has validated, and the proof where there is to be one. May block as long as a
     * signature verification and the replay store take. Never throws for anything that a client sent.
     */
    public synchronized Outcome judge(AuthenticatedToken token) {
        Outcome outcome = verdict(token);
        record(outcome);
        return outcome;
    }

    private void record(Outcome outcome) {
        tokenAccepted = outcome instanceof Outcome.Accepted;
        if (outcome instanceof Outcome.Rejected refusal) {
            rejected = refusal;
            rejectedByVerdict = true;
        } else if (rejectedByVerdict) {
            // What is demanded became known after the first verdict.
            rejected = null;
            rejectedByVerdict = false;
        }
    }

    /**
     * Judges the nonce of a proof that was verified before it was known that the endpoint demands one. May block as long as
     * the nonce provider takes.
     *
     * @return why the request is refused after all; empty when it is not
     */
    public synchronized Optional<Rejection> settle() {
        ProtectedRequest verified = verifiedRequest;
        if (verified != null && lacksNonce(proofOutcome)) {
            Outcome outcome = server.verifyNonce(verified);
            proofOutcome = outcome;
            record(outcome);
        }
        return rejection();
    }

    /**
     * The token is looked at each time, because a server may find more than one in a request; the proof is verified once.
     * With the DPoP scheme a refusal is final, whatever token is found next.
     */
    private Outcome verdict(AuthenticatedToken token) {
        Outcome last = proofOutcome;
        if (last instanceof Outcome.Rejected) {
            return last;
        }
        Outcome outcome = server.judge(request, authorization, token, dpopRequired, foretoldDemand, this::verifyOnce);
        if (authorization instanceof Authorization.DPoP) {
            proofOutcome = outcome;
        }
        return outcome;
    }

    /** Of what a proof is held against, only the key that the token is bound to can differ within one request. */
    private Outcome verifyOnce(ProtectedRequest heldAgainst) {
        Outcome outcome = proofOutcome;
        if (outcome == null) {
            verifiedRequest = heldAgainst;
            outcome = server.verify(heldAgainst);
        } else if (!proof().map(DPoPProof::jkt).equals(Optional.of(heldAgainst.jkt()))) {
            return new Outcome.Rejected(Rejection.KEY_MISMATCH);
        }
        return lacksNonce(outcome) ? server.verifyNonce(heldAgainst) : outcome;
    }

    private Optional<String> newerNonce() {
        return proofOutcome instanceof Outcome.Accepted accepted ? accepted.nonce() : Optional.empty();
    }

    /**
     * The nonce that an answer with this status has to bring, whoever made it: the one to try again with, or a newer one.
     * Such an answer must not be stored by caches (RFC 9449 section 8.2). On other statuses than 401, 403 and 2xx clients
     * would take it for an invitation to repeat the request. An endpoint that turned out not to demand a nonce sends no
     * newer one either, although it looked at the one in the proof.
     *
     * @return empty when the answer must have none
     */
    public Optional<String> nonceFor(int status) {
        Outcome.Rejected recorded = rejected;
        if (recorded != null) {
            return recorded.reason().status() == status ? recorded.nonce() : Optional.empty();
        }
        boolean isDemanded = nonceRequired || foretoldDemand == NonceDemand.REQUIRED;
        return isDemanded && (status / 100 == 2 || status == 403) ? newerNonce() : Optional.empty();
    }

    /** Records a rejection that the server's glue found. */
    public synchronized void reject(Rejection reason) {
        rejected = new Outcome.Rejected(reason);
        rejectedByVerdict = false;
    }

    /** The verified proof; empty when there was none, or it was refused. */
    public Optional<DPoPProof> proof() {
        return proofOutcome instanceof Outcome.Accepted accepted ? accepted.proof() : Optional.empty();
    }

    /** Whether a token was judged and found good, Bearer tokens included. */
    public boolean isTokenAccepted() {
        return tokenAccepted;
    }

    /** Why the request is refused, as far as is known. */
    public Optional<Rejection> rejection() {
        return Optional.ofNullable(rejected).map(Outcome.Rejected::reason);
    }

    /** The answer for the recorded rejection, or for credentials that are missing. */
    public Challenge challenge() {
        Outcome.Rejected recorded = rejected;
        return challenge(recorded != null ? recorded : new Outcome.Rejected(Rejection.CREDENTIALS_MISSING));
    }

    /**
     * Why the client gets this status: the recorded rejection, or what a 401 or 403 of the server or the application
     * amounts to.
     *
     * @return empty when the status has nothing to do with credentials
     */
    public Optional<Rejection> reasonFor(int status) {
        Optional<Rejection> recorded = rejection();
        if (recorded.isPresent() && recorded.get().status() == status) {
            return recorded;
        }
        boolean hasToken = authorization instanceof Authorization.DPoP || authorization instanceof Authorization.Bearer;
        if (status == 401) {
            boolean refusedByServer = hasToken && !tokenAccepted;
            return Optional.of(refusedByServer ? Rejection.TOKEN_INVALID : Rejection.CREDENTIALS_MISSING);
        }
        return status == 403 && hasToken && tokenAccepted
                ? Optional.of(Rejection.INSUFFICIENT_SCOPE)
                : Optional.empty();
    }

    /**
     * The challenge that an answer with this status has to carry, whoever made it.
     *
     * @return empty when the status calls for none
     */
    public Optional<Challenge> challengeFor(int status) {
        Outcome.Rejected recorded = rejected;
        return reasonFor(status)
                .map(reason -> challenge(
                        recorded != null && recorded.reason() == reason ? recorded : new Outcome.Rejected(reason)));
    }

    /**
     * Completes the header fields of an answer just before they are sent, whoever made it: challenges, {@code DPoP-Nonce},
     * caching, {@code Retry-After}, and what a browser may read of a cross-origin answer. Doing it twice changes nothing.
     */
    public void completeAnswer(int status, AnswerFields fields) {
        AnswerCompletion.complete(this, status, fields);
    }

    private Challenge challenge(Outcome.Rejected refusal) {
        return Challenge.of(refusal, attempted(refusal.reason()), dpopRequired, server.settings());
    }

    private Set<Mechanism> attempted(Rejection reason) {
        if (reason == Rejection.PROOF_WITH_BEARER) {
            return EnumSet.of(Mechanism.DPOP, Mechanism.BEARER);
        }
        if (authorization instanceof Authorization.Malformed malformed) {
            return malformed.attempted();
        }
        return authorization instanceof Authorization.DPoP
                ? EnumSet.of(Mechanism.DPOP)
                : EnumSet.of(Mechanism.BEARER); // a token in a cookie or a form is a bearer token
    }
}
