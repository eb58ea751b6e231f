package org.dpop4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.http.Authorization;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.PublicBaseUri;
import org.dpop4j.http.RequestTarget;
import org.dpop4j.http.TargetUri;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProtectedRequest;

/**
 * RFC 9449 sections 7.1 and 7.2: what token, scheme and binding add up to, before any proof is looked at.
 *
 * @param request the request on the wire
 * @param authorization what its Authorization lines hold
 * @param publicBaseUris the URIs under which clients know this API; empty when the request's own authority is believed
 */
record CredentialCheck(ResourceRequest request, Authorization authorization, List<PublicBaseUri> publicBaseUris) {
    /** What the check comes to. */
    sealed interface Finding {
        /** No proof is needed to decide. */
        record Decided(Outcome outcome) implements Finding {}

        /** Everything is right so far; the proof decides. */
        record ProofDecides(ProtectedRequest heldAgainst) implements Finding {}
    }

    /** The fault of an Authorization field that nobody can read, which needs no token to be found. */
    Optional<Rejection> faultOfForm() {
        if (!(authorization instanceof Authorization.Malformed)) {
            return Optional.empty();
        }
        return Optional.of(
                request.authorizationLines().size() > 1
                        ? Rejection.AUTHORIZATION_AMBIGUOUS
                        : Rejection.AUTHORIZATION_MALFORMED);
    }

    /**
     * Checks the token that the server has validated.
     *
     * @param dpopRequired whether an unbound token is not good enough
     * @param nonceDemand whether the proof needs a nonce
     */
    Finding check(AuthenticatedToken token, boolean dpopRequired, NonceDemand nonceDemand) {
        Optional<Rejection> fault = faultOfForm();
        if (fault.isPresent()) {
            return rejected(fault.get());
        }
        Optional<Rejection> unusable = token.confirmation().refusal();
        if (unusable.isPresent()) {
            return rejected(unusable.get());
        }
        return authorization instanceof Authorization.DPoP dpop
                ? checkDPoP(dpop.token(), token, nonceDemand)
                : checkBearer(token, dpopRequired);
    }

    private Finding checkDPoP(String credential, AuthenticatedToken token, NonceDemand nonceDemand) {
        if (token.rawToken() != null && !credential.equals(token.rawToken()) && !isEncrypted(credential)) {
            return rejected(Rejection.TOKEN_AMBIGUOUS);
        }
        if (!(token.confirmation() instanceof Confirmation.Jkt bound)) {
            return rejected(Rejection.TOKEN_NOT_BOUND);
        }
        Optional<RequestTarget> target =
                RequestTarget.of(request.scheme(), request.pseudoAuthority(), request.hostLines(), request.rawTarget());
        if (target.isEmpty()) {
            return rejected(Rejection.REQUEST_TARGET_INVALID);
        }
        return new Finding.ProofDecides(new ProtectedRequest(
                request.method(),
                targetUris(target.get()),
                credential,
                bound.jkt(),
                ProofHeader.parse(request.proofLines()),
                nonceDemand));
    }

    /** Every carrier but the DPoP scheme, cookies and forms included (RFC 9449 section 7.2). */
    private Finding checkBearer(AuthenticatedToken token, boolean dpopRequired) {
        Optional<Rejection> unfit = asBearer(token, dpopRequired);
        if (unfit.isPresent()) {
            return rejected(unfit.get());
        }
        return request.proofLines().isEmpty()
                ? new Finding.Decided(new Outcome.Accepted(Optional.empty()))
                : rejected(Rejection.PROOF_WITH_BEARER);
    }

    /** Why a token is no good as a Bearer token. */
    static Optional<Rejection> asBearer(AuthenticatedToken token, boolean dpopRequired) {
        Optional<Rejection> unusable = token.confirmation().refusal();
        if (unusable.isPresent()) {
            return unusable;
        }
        if (!(token.confirmation() instanceof Confirmation.None)) {
            return Optional.of(Rejection.BOUND_TOKEN_AS_BEARER);
        }
        return dpopRequired ? Optional.of(Rejection.DPOP_REQUIRED) : Optional.empty();
    }

    /** The text that the server exposes of an encrypted token may be what it found inside. */
    private static boolean isEncrypted(String credential) {
        return AuthenticatedToken.parts(credential) == 5;
    }

    private List<TargetUri> targetUris(RequestTarget target) {
        if (publicBaseUris.isEmpty()) {
            return target.targetUri().map(List::of).orElse(List.of());
        }
        List<TargetUri> uris = new ArrayList<>(publicBaseUris.size());
        for (PublicBaseUri base : publicBaseUris) {
            base.resolve(target.rawPath()).ifPresent(uris::add);
        }
        return uris;
    }

    private static Finding rejected(Rejection reason) {
        return new Finding.Decided(new Outcome.Rejected(reason));
    }
}
