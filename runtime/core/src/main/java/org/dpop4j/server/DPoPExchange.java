package org.dpop4j.server;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.http.Authorization;
import org.dpop4j.http.Authorization.Scheme;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProtectedRequest;
import org.dpop4j.proof.VerifiedProof;
import org.dpop4j.server.CredentialCheck.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and what is known of it so far. Lives exactly as long as the request, wherever the server keeps
 * request state that a client cannot set.
 *
 * <p>However many mechanisms, filters and re-dispatches ask, the proof is verified once: a second verification would
 * take the first for a replay.
 *
 * <p><b>Threading:</b> safe for the threads that one request may use. Only {@link #admit} and {@link #enter} wait for one
 * another, and may block where {@link #mayBlock}; everything else goes on meanwhile. Listeners are called by whoever brings
 * the news.
 */
public final class DPoPExchange {
    private final ResourceServer server;
    private final CredentialCheck credentials;
    /**
     * Decides by which window the proof is verified and for how long it is remembered, and so depends on nothing but method
     * and URI, whatever the application makes of them.
     */
    private final NonceDemand nonceDemand;

    private final AtomicReference<State> state;

    /**
     * @param policy what the endpoint demands, as far as is known
     * @param byPath what is demanded at the path, the strictest of those that the request came to
     * @param nonceDemanded whether any endpoint that the request came to demands a nonce
     * @param decision on the credentials, the last one; null before anybody asked
     * @param verified what the proof was held against, be it accepted or not; null before, and where none was needed
     * @param found what others than the rules have found; null when nothing
     * @param told what the listener was told
     */
    private record State(
            EndpointPolicy policy,
            EndpointPolicy byPath,
            boolean nonceDemanded,
            @Nullable Outcome decision,
            @Nullable ProtectedRequest verified,
            @Nullable Rejection found,
            Told told) {
        State demanding(EndpointPolicy next) {
            boolean nonce = nonceDemanded || next == EndpointPolicy.REQUIRED_WITH_NONCE;
            return new State(next.orByPath(byPath), byPath, nonce, decision, verified, found, told);
        }

        State at(EndpointPolicy path) {
            EndpointPolicy strictest = path.compareTo(byPath) < 0 ? path : byPath;
            return new State(policy, strictest, nonceDemanded, decision, verified, found, told);
        }

        State decided(Outcome next) {
            return new State(policy, byPath, nonceDemanded, next, verified, found, told);
        }

        State verifying(ProtectedRequest heldAgainst) {
            return new State(policy, byPath, nonceDemanded, decision, heldAgainst, found, told);
        }

        State finding(Rejection reason) {
            return new State(policy, byPath, nonceDemanded, decision, verified, reason, told);
        }

        State telling(Told next) {
            return new State(policy, byPath, nonceDemanded, decision, verified, found, next);
        }

        Outcome.@Nullable Rejected refusal() {
            if (found != null) {
                return new Outcome.Rejected(found);
            }
            return decision instanceof Outcome.Rejected rejected ? rejected : null;
        }

        @Nullable
        VerifiedProof proof() {
            return decision instanceof Outcome.Accepted accepted
                    ? accepted.proof().orElse(null)
                    : null;
        }

        /** Whether a proof was accepted without the nonce that the endpoint demands. */
        boolean lacksNonce() {
            VerifiedProof proof = proof();
            return nonceDemanded && proof != null && !proof.hasGoodNonce();
        }
    }

    private enum Told {
        NOTHING,
        ACCEPTED,
        REJECTED
    }

    DPoPExchange(
            ResourceServer server,
            CredentialCheck credentials,
            EndpointPolicy expected,
            EndpointPolicy byPath,
            NonceDemand nonceDemand) {
        this.server = server;
        this.credentials = credentials;
        this.nonceDemand = nonceDemand;
        this.state = new AtomicReference<>(
                new State(EndpointPolicy.BY_MODE, byPath, false, null, null, null, Told.NOTHING).demanding(expected));
    }

    /** What the Authorization lines hold. */
    public Authorization authorization() {
        return credentials.authorization();
    }

    /** Whether the client sent a token that a caller can be authenticated by. */
    public boolean hasToken() {
        return authorization() instanceof Authorization.DPoP || authorization() instanceof Authorization.Bearer;
    }

    /** Whether a decision may take as long as a signature verification, the nonce provider and the replay store do. */
    public boolean mayBlock() {
        return authorization() instanceof Authorization.DPoP;
    }

    /**
     * The token of the Authorization lines, for a caller of whom the server shows no token; empty when there is none. It may
     * be what the caller was authenticated by, and is refused as such a token would be. As nobody has said that it was
     * validated, none of the DPoP scheme is good enough, unless it is the one whose proof was verified before.
     */
    public Optional<AuthenticatedToken> sentToken() {
        if (authorization() instanceof Authorization.DPoP dpop) {
            VerifiedProof known = state.get().proof();
            return Optional.of(
                    known == null
                            ? AuthenticatedToken.notValidated(dpop.token())
                            : new AuthenticatedToken(dpop.token(), new Confirmation.Jkt(known.jkt())));
        }
        return authorization() instanceof Authorization.Bearer bearer
                ? Optional.of(AuthenticatedToken.ofText(bearer.token()))
                : Optional.empty();
    }

    /**
     * Looks for faults that need no token to be found: two credentials, malformed credentials. To be asked before the
     * server looks for a token.
     */
    public Optional<Rejection> screen() {
        Optional<Rejection> fault = credentials.faultOfForm();
        fault.ifPresent(this::refuse);
        return fault;
    }

    /**
     * Tells what the endpoint demands, as soon as more of it is known, such as after the match. A demand for a nonce stays.
     */
    public void demand(EndpointPolicy policy) {
        state.updateAndGet(now -> now.demanding(policy));
    }

    /**
     * Tells that the application has sent the request elsewhere. What was demanded at the first path is still demanded where
     * nothing is said about the new endpoint.
     *
     * @param texts of the path, by which the server or something in it may route the request
     */
    public void sentOnTo(ExpectedEndpoint expected, String... texts) {
        EndpointPolicy path = server.application().paths().policyOf(texts);
        state.updateAndGet(now -> {
            State there = now.at(path);
            return there.demanding(expected.orByPath(there.byPath()).policy());
        });
    }

    /** Whether the request has the credentials that this exchange was opened with. */
    public boolean isOf(ResourceRequest request) {
        return credentials.request().authorizationLines().equals(request.authorizationLines())
                && credentials.request().proofLines().equals(request.proofLines());
    }

    /** Tells that this exchange takes the place of another one of the same request, which knew less of it. */
    public void replaces(DPoPExchange other) {
        EndpointPolicy path = other.state.get().byPath();
        state.updateAndGet(now -> now.at(path).demanding(now.policy()));
    }

    /** Tells what the endpoint demands, and decides about the caller by it. */
    public Outcome enter(EndpointPolicy policy, Caller caller) {
        demand(policy);
        Outcome outcome = admit(caller);
        if (outcome instanceof Outcome.Accepted) {
            tellAccepted();
        }
        return outcome;
    }

    /**
     * Decides about the caller by what is demanded as far as is known. Never throws for anything that a client sent.
     *
     * <p>That credentials are missing of nobody is not recorded: the server may know of another way to authenticate. Who
     * refuses for it says so by {@link #refuse}.
     */
    public synchronized Outcome admit(Caller caller) {
        Outcome outcome = caller instanceof Caller.TokenHolder holder
                ? record(decide(holder.token()))
                : new Outcome.Accepted(Optional.empty());
        if (outcome instanceof Outcome.Accepted) {
            outcome = checkLateNonce().orElse(outcome);
        }
        if (outcome instanceof Outcome.Rejected
                || !needsProof(caller)
                || state.get().proof() != null) {
            return outcome;
        }
        if (!(caller instanceof Caller.Nobody)) {
            refuse(Rejection.CREDENTIALS_MISSING);
        }
        return new Outcome.Rejected(Rejection.CREDENTIALS_MISSING);
    }

    /** With required mode alone, whether a caller is needed at all is the business of the endpoint's other rules. */
    private boolean needsProof(Caller caller) {
        return state.get().policy().isRequired() || (isDPoPRequired() && !(caller instanceof Caller.Nobody));
    }

    /**
     * The token is looked at each time, because a server may find more than one in a request; the proof is verified once.
     * With the DPoP scheme a refusal is final, whatever token is found next.
     */
    private Outcome decide(AuthenticatedToken token) {
        if (mayBlock() && state.get().decision() instanceof Outcome.Rejected last) {
            return last;
        }
        Finding finding = credentials.check(token, isDPoPRequired(), nonceDemand);
        return finding instanceof Finding.ProofDecides proof
                ? verifyOnce(proof.heldAgainst())
                : ((Finding.Decided) finding).outcome();
    }

    /** Of what a proof is held against, only the key that the token is bound to can differ within one request. */
    private Outcome verifyOnce(ProtectedRequest heldAgainst) {
        Outcome last = state.get().decision();
        if (last == null) {
            state.updateAndGet(now -> now.verifying(heldAgainst));
            return server.verifier().verify(heldAgainst);
        }
        VerifiedProof known = state.get().proof();
        return known != null && known.jkt().equals(heldAgainst.jkt())
                ? last
                : new Outcome.Rejected(Rejection.KEY_MISMATCH);
    }

    /** Asks for the nonce that the endpoint turned out to demand after the proof was verified. */
    private Optional<Outcome> checkLateNonce() {
        ProtectedRequest verified = state.get().verified();
        return verified != null && state.get().lacksNonce()
                ? Optional.of(record(server.verifier().verifyNonce(verified)))
                : Optional.empty();
    }

    private Outcome record(Outcome outcome) {
        state.updateAndGet(now -> now.decided(outcome));
        if (outcome instanceof Outcome.Rejected rejected) {
            tellRejected(rejected);
        }
        return outcome;
    }

    /** Records a refusal that others than the rules have found. */
    public void refuse(Rejection reason) {
        state.updateAndGet(now -> now.finding(reason));
        tellRejected(new Outcome.Rejected(reason));
    }

    /** Records what a 401 or 403 of the server amounts to; another status changes nothing. */
    public void refuseAs(int status) {
        reasonFor(status).ifPresent(this::refuse);
    }

    /** Tells that the request has gone through, so that its proof, if it had one, is accepted for good. */
    public void passed() {
        tellAccepted();
    }

    /**
     * Tells that the server or the application has answered a caller who was let in with this status, where listeners may
     * take their time. With 403, whoever made it, a caller who lacks a role is refused after all; another status changes
     * nothing.
     */
    public void answered(int status) {
        reasonFor(status)
                .filter(reason -> reason == Rejection.INSUFFICIENT_SCOPE)
                .ifPresent(reason -> tellRejected(new Outcome.Rejected(reason)));
    }

    /** Tells that the response is about to be sent with this status, by whomever it was made. */
    public void finished(int status) {
        if (proof().isPresent()) {
            if (tellFirst(Told.ACCEPTED).told() == Told.NOTHING) {
                server.listener().finishedAccepted();
            }
            return;
        }
        reasonFor(status).ifPresent(reason -> {
            if (tellFirst(Told.REJECTED).told() == Told.NOTHING) {
                server.listener().finishedRejected(reason);
            }
        });
    }

    private void tellAccepted() {
        State now = state.get();
        VerifiedProof accepted = now.proof();
        if (accepted != null
                && now.refusal() == null
                && tellFirst(Told.ACCEPTED).told() == Told.NOTHING) {
            server.listener().accepted(accepted);
        }
    }

    private void tellRejected(Outcome.Rejected refusal) {
        if (state.getAndUpdate(now -> now.telling(Told.REJECTED)).told() != Told.REJECTED) {
            server.listener().rejected(refusal);
        }
    }

    /** Takes the word where nothing was told yet; returns what was before. */
    private State tellFirst(Told first) {
        return state.getAndUpdate(now -> now.told() == Told.NOTHING ? now.telling(first) : now);
    }

    /** Whether a proof was verified and nothing more is demanded of it. */
    public boolean isSettled() {
        State now = state.get();
        return now.proof() != null && !now.lacksNonce();
    }

    /** Whether a verified proof may be refused after all, for want of a nonce that the endpoint turns out to demand. */
    public boolean mayNeedNonce() {
        State now = state.get();
        VerifiedProof proof = now.proof();
        return nonceDemand == NonceDemand.UNDECIDED && !now.nonceDemanded() && proof != null && !proof.hasGoodNonce();
    }

    /** The verified proof; empty when there was none, and after every refusal. */
    public Optional<DPoPProof> proof() {
        State now = state.get();
        return now.refusal() == null ? Optional.ofNullable(now.proof()) : Optional.empty();
    }

    /** Why the request is refused, as far as is known. */
    public Optional<Rejection> rejection() {
        return Optional.ofNullable(state.get().refusal()).map(Outcome.Rejected::reason);
    }

    /** The response to the recorded refusal, or to credentials that are missing. */
    public Challenge challenge() {
        Outcome.Rejected refusal = state.get().refusal();
        return challenge(refusal != null ? refusal : new Outcome.Rejected(Rejection.CREDENTIALS_MISSING));
    }

    /**
     * The challenge that a response with this status has to carry, whoever made it.
     *
     * @return empty when the status calls for none
     */
    public Optional<Challenge> challengeFor(int status) {
        Outcome.Rejected refusal = state.get().refusal();
        return reasonFor(status)
                .map(reason -> challenge(
                        refusal != null && refusal.reason() == reason ? refusal : new Outcome.Rejected(reason)));
    }

    /**
     * Completes the header fields of a response just before they are sent, whoever made it: challenges,
     * {@code DPoP-Nonce}, caching, {@code Retry-After}, and what a browser may read of a cross-origin response. Doing it
     * twice changes nothing.
     */
    public void respond(int status, ResponseHeaders headers) {
        ResponseCompletion.complete(this, status, headers);
    }

    /**
     * Why the client gets this status: the recorded refusal, or what a 401 or 403 of the server or the application amounts
     * to.
     *
     * @return empty when the status has nothing to do with credentials
     */
    Optional<Rejection> reasonFor(int status) {
        Optional<Rejection> recorded = rejection();
        if (recorded.isPresent() && recorded.get().status() == status) {
            return recorded;
        }
        boolean isAccepted = state.get().decision() instanceof Outcome.Accepted;
        if (status == 401) {
            return Optional.of(hasToken() && !isAccepted ? Rejection.TOKEN_INVALID : Rejection.CREDENTIALS_MISSING);
        }
        return status == 403 && hasToken() && isAccepted ? Optional.of(Rejection.INSUFFICIENT_SCOPE) : Optional.empty();
    }

    /**
     * The nonce that a response with this status has to bring, whoever made it: the one to try again with, or a newer one.
     * Such a response must not be stored by caches (RFC 9449 section 8.2). On other statuses than 401, 403 and 2xx clients
     * would take it for an invitation to repeat the request. An endpoint that turned out not to demand a nonce sends no
     * newer one either, although it looked at the one in the proof.
     *
     * @return empty when the response must have none
     */
    Optional<String> nonceFor(int status) {
        State now = state.get();
        Outcome.Rejected refusal = now.refusal();
        if (refusal != null) {
            return refusal.reason().status() == status ? refusal.nonce() : Optional.empty();
        }
        boolean isDemanded = now.nonceDemanded() || nonceDemand == NonceDemand.REQUIRED;
        return isDemanded && (status / 100 == 2 || status == 403) && now.decision() instanceof Outcome.Accepted accepted
                ? accepted.nonce()
                : Optional.empty();
    }

    /** Whether an annotation or the path demands DPoP, as far as is known, and not the mode alone. */
    public boolean isDPoPRequiredHere() {
        return state.get().policy().isRequired();
    }

    /** Whether the endpoint demands DPoP, as far as is known. */
    public boolean isDPoPRequired() {
        return state.get().policy().demandsDPoP(server.settings().mode());
    }

    private Challenge challenge(Outcome.Rejected refusal) {
        return Challenge.of(refusal, attempted(refusal.reason()), isDPoPRequired(), server.settings());
    }

    private Set<Scheme> attempted(Rejection reason) {
        if (reason == Rejection.PROOF_WITH_BEARER) {
            return EnumSet.of(Scheme.DPOP, Scheme.BEARER);
        }
        if (authorization() instanceof Authorization.Malformed malformed) {
            return malformed.attempted();
        }
        return authorization() instanceof Authorization.DPoP
                ? EnumSet.of(Scheme.DPOP)
                : EnumSet.of(Scheme.BEARER); // a token in a cookie or a form is a bearer token
    }
}
