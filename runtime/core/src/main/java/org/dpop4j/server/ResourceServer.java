package org.dpop4j.server;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dpop4j.DPoPNonceProvider;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStore;
import org.dpop4j.http.Authorization;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.http.RequestTarget;
import org.dpop4j.http.TargetUri;
import org.dpop4j.nonce.HmacNonceProvider;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProofVerifier;
import org.dpop4j.proof.ProtectedRequest;
import org.dpop4j.replay.SharedReplayStores;
import org.dpop4j.settings.DPoPSettings;
import org.dpop4j.settings.InvalidSettingException;

/**
 * Decides what a request's token, scheme and proof add up to: RFC 9449 sections 7.1 and 7.2, and section 4.3 by way of
 * {@link ProofVerifier}.
 *
 * <p>Made once per application. Each request gets a {@link DPoPExchange}.
 *
 * <p><b>Threading:</b> immutable, safe for many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7">RFC 9449 section 7</a>
 */
public final class ResourceServer {
    /** Longest access token that is looked at, in characters; containers cap the whole header section at about this. */
    static final int MAX_TOKEN_CHARS = 65_536;

    private final DPoPSettings settings;
    private final ProofVerifier verifier;

    public ResourceServer(DPoPSettings settings, ProofVerifier verifier) {
        this.settings = settings;
        this.verifier = verifier;
    }

    /**
     * For all servers: the rule book with what the application supplies, or else the defaults, {@link HmacNonceProvider#of}
     * and {@link SharedReplayStores#open}.
     *
     * @throws InvalidSettingException when the configured crypto provider cannot be used
     */
    public static ResourceServer of(
            DPoPSettings settings, DPoPNonceProvider nonceProvider, ReplayStore replayStore, Clock clock) {
        return new ResourceServer(settings, new ProofVerifier(settings, nonceProvider, replayStore, clock));
    }

    /** What was configured. */
    public DPoPSettings settings() {
        return settings;
    }

    /** Begins to judge a request. Cheap: no field but Authorization is looked at. */
    public DPoPExchange open(ResourceRequest request) {
        return new DPoPExchange(this, request, Authorization.parse(request.authorizationLines(), MAX_TOKEN_CHARS));
    }

    /** The fault of an Authorization field that nobody can read, which needs no token to be found. */
    static Optional<Rejection> faultOf(ResourceRequest request, Authorization authorization) {
        if (!(authorization instanceof Authorization.Malformed)) {
            return Optional.empty();
        }
        return Optional.of(
                request.authorizationLines().size() > 1
                        ? Rejection.AUTHORIZATION_AMBIGUOUS
                        : Rejection.AUTHORIZATION_MALFORMED);
    }

    Outcome verify(ProtectedRequest request) {
        return verifier.verify(request);
    }

    Outcome verifyNonce(ProtectedRequest verified) {
        return verifier.verifyNonce(verified);
    }

    /**
     * The decision matrix: scheme, binding, then proof.
     *
     * @param nonceDemand whether the proof needs a nonce
     * @param proofs verifies the proof when everything else is right
     */
    Outcome judge(
            ResourceRequest request,
            Authorization authorization,
            AuthenticatedToken token,
            boolean dpopRequired,
            NonceDemand nonceDemand,
            Function<ProtectedRequest, Outcome> proofs) {
        Optional<Rejection> fault = faultOf(request, authorization);
        if (fault.isPresent()) {
            return new Outcome.Rejected(fault.get());
        }
        if (token.confirmation() instanceof Confirmation.Unusable unusable) {
            return new Outcome.Rejected(unusable.reason());
        }
        return authorization instanceof Authorization.DPoP dpop
                ? judgeDPoP(request, dpop.token(), token, nonceDemand, proofs)
                : judgeBearer(request, token, dpopRequired);
    }

    private Outcome judgeDPoP(
            ResourceRequest request,
            String credential,
            AuthenticatedToken token,
            NonceDemand nonceDemand,
            Function<ProtectedRequest, Outcome> proofs) {
        if (token.rawToken() != null && !credential.equals(token.rawToken()) && !isEncrypted(credential)) {
            return new Outcome.Rejected(Rejection.TOKEN_AMBIGUOUS);
        }
        if (!(token.confirmation() instanceof Confirmation.Jkt bound)) {
            return new Outcome.Rejected(Rejection.TOKEN_NOT_BOUND);
        }
        Optional<RequestTarget> target =
                RequestTarget.of(request.scheme(), request.pseudoAuthority(), request.hostLines(), request.rawTarget());
        if (target.isEmpty()) {
            return new Outcome.Rejected(Rejection.REQUEST_TARGET_INVALID);
        }
        return proofs.apply(new ProtectedRequest(
                request.method(),
                targetUris(target.get()),
                credential,
                bound.jkt(),
                ProofHeader.parse(request.proofLines()),
                nonceDemand));
    }

    /** Every carrier but the DPoP scheme, cookies and forms included (RFC 9449 section 7.2). */
    private static Outcome judgeBearer(ResourceRequest request, AuthenticatedToken token, boolean dpopRequired) {
        if (!(token.confirmation() instanceof Confirmation.None)) {
            return new Outcome.Rejected(Rejection.BOUND_TOKEN_AS_BEARER);
        }
        if (dpopRequired) {
            return new Outcome.Rejected(Rejection.DPOP_REQUIRED);
        }
        if (!request.proofLines().isEmpty()) {
            return new Outcome.Rejected(Rejection.PROOF_WITH_BEARER);
        }
        return new Outcome.Accepted(Optional.empty());
    }

    /** The text that the server exposes of an encrypted token may be what it found inside. */
    private static boolean isEncrypted(String credential) {
        return AuthenticatedToken.parts(credential) == 5;
    }

    private List<TargetUri> targetUris(RequestTarget target) {
        if (settings.publicBaseUris().isEmpty()) {
            return target.targetUri().map(List::of).orElse(List.of());
        }
        List<TargetUri> uris = new ArrayList<>(settings.publicBaseUris().size());
        for (PublicBaseUri base : settings.publicBaseUris()) {
            base.resolve(target.rawPath()).ifPresent(uris::add);
        }
        return uris;
    }
}
