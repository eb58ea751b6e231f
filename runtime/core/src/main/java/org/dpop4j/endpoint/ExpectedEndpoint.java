package org.dpop4j.endpoint;

import org.dpop4j.proof.NonceDemand;
import org.dpop4j.server.DPoPExchange;
import org.dpop4j.settings.NonceMode;

/**
 * What a server can tell of the endpoint of a request from method and path alone, before it has matched.
 *
 * @param policy what the annotations of the endpoint say
 * @param isFinal whether the match can bring nothing stricter
 */
public record ExpectedEndpoint(EndpointPolicy policy, boolean isFinal) {
    /** An endpoint without annotations, or none at all. */
    public static final ExpectedEndpoint BY_MODE = new ExpectedEndpoint(EndpointPolicy.BY_MODE, true);

    /**
     * What to tell {@link DPoPExchange#foretellNonce}.
     *
     * @param mode the setting {@code nonce.mode}
     * @param demandsNonceSomewhere whether the annotation of any endpoint of the application demands a nonce
     */
    public NonceDemand nonceDemand(NonceMode mode, boolean demandsNonceSomewhere) {
        if (mode == NonceMode.REQUIRED || policy == EndpointPolicy.REQUIRED_WITH_NONCE) {
            return NonceDemand.REQUIRED;
        }
        return demandsNonceSomewhere && !isFinal ? NonceDemand.UNDECIDED : NonceDemand.NONE;
    }
}
