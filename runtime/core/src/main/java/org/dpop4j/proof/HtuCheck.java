package org.dpop4j.proof;

import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.http.TargetUri;

/**
 * RFC 9449 section 4.3, item 9: {@code htu} is the target URI of the request, without query and fragment, after
 * normalisation.
 *
 * <p>Plain http is good enough only for a loopback authority or where an operator configured an {@code http} base URI
 * (RFC 9449 section 2).
 */
final class HtuCheck implements ProofCheck {
    private final boolean httpIsConfigured;

    /** @param httpIsConfigured whether the request's URIs come from configuration rather than from the request */
    HtuCheck(boolean httpIsConfigured) {
        this.httpIsConfigured = httpIsConfigured;
    }

    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        Optional<TargetUri> htu = TargetUri.parse(proof.claims().htu());
        if (htu.isEmpty() || !request.targetUris().contains(htu.get())) {
            return Optional.of(Rejection.HTU_MISMATCH);
        }
        return ProofCheck.rejectUnless(
                htu.get().isHttps() || htu.get().isLoopback() || httpIsConfigured, Rejection.TARGET_URI_INSECURE);
    }
}
