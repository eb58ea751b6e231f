package org.dpop4j.endpoint;

import java.util.Collection;
import java.util.Set;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.settings.NonceMode;

/**
 * What a server can tell of the endpoint of a request from method and path alone, before it has matched.
 *
 * <p>Where they leave the endpoint undecided, nothing is demanded of a caller that the match might not demand, and of a
 * proof's nonce nothing is taken for granted: {@link NonceDemand#UNDECIDED}. The match has the last word.
 *
 * @param policy what is demanded until the match
 * @param isFinal whether the match can bring nothing stricter
 * @param yieldsToPath whether something else may well respond: then a path that demands DPoP has the word
 */
public record ExpectedEndpoint(EndpointPolicy policy, boolean isFinal, boolean yieldsToPath) {
    /** An endpoint without annotations, or none at all. */
    public static final ExpectedEndpoint BY_MODE = known(EndpointPolicy.BY_MODE);

    /** The one endpoint that it can be. */
    public static ExpectedEndpoint known(EndpointPolicy policy) {
        return new ExpectedEndpoint(policy, true, false);
    }

    /**
     * Something behind a sub-resource locator, or after other candidates: it may demand more than is known.
     *
     * @param policy what is demanded in any case
     */
    public static ExpectedEndpoint atLeast(EndpointPolicy policy) {
        return new ExpectedEndpoint(policy, false, false);
    }

    /** One of several that share path and method, among which content negotiation will choose. */
    public static ExpectedEndpoint oneOf(Collection<EndpointPolicy> policies) {
        Set<EndpointPolicy> different = Set.copyOf(policies);
        return different.size() == 1 ? known(different.iterator().next()) : atLeast(EndpointPolicy.OPTIONAL);
    }

    /** The same, where the endpoint takes many paths, among them some that others may respond at. */
    public ExpectedEndpoint yielding() {
        return new ExpectedEndpoint(policy, isFinal, true);
    }

    /** The same where the path has the word if no annotation has. */
    public ExpectedEndpoint orByPath(EndpointPolicy path) {
        boolean isOverruled = yieldsToPath && path.isRequired() && !policy.isRequired();
        return new ExpectedEndpoint(isOverruled ? path : policy.orByPath(path), isFinal, yieldsToPath);
    }

    /**
     * Whether a proof needs a nonce, as far as method and path tell.
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
