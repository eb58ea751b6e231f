package org.dpop4j.proof;

import java.util.List;
import org.dpop4j.http.ProofHeader;
import org.dpop4j.http.TargetUri;

/**
 * What a proof is held against.
 *
 * @param method the method on the wire, case-sensitive
 * @param targetUris the URIs under which the client may know the resource; any may match; empty when the request names
 *     none
 * @param accessToken the credential of the Authorization line exactly as received, which is what {@code ath} hashes
 * @param jkt thumbprint of the key that the access token is bound to
 * @param proof what the DPoP field lines hold
 * @param nonceDemand whether the proof needs a nonce
 */
public record ProtectedRequest(
        String method,
        List<TargetUri> targetUris,
        String accessToken,
        String jkt,
        ProofHeader proof,
        NonceDemand nonceDemand) {
    /** The same request of an endpoint that demands a nonce. */
    ProtectedRequest demandingNonce() {
        return new ProtectedRequest(method, targetUris, accessToken, jkt, proof, NonceDemand.REQUIRED);
    }

    /** Prints neither token nor proof. */
    @Override
    public String toString() {
        return "ProtectedRequest[method=" + method + ", targetUris=" + targetUris + "]";
    }
}
