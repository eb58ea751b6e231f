package org.dpop4j.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.jose.MalformedProof;

/**
 * One check of RFC 9449 section 4.3. Changes nothing beyond the request: a proof that fails a later check was not used. What
 * is worth remembering of a good one is its key, and, in the proof itself, that its nonce is good.
 */
@FunctionalInterface
interface ProofCheck {
    /**
     * Checks one proof.
     *
     * @param now the time of the request, one reading of the clock for all checks
     * @return why the proof is refused; empty when it passes
     * @throws MalformedProof when the check needed a part of the proof that is not well-formed
     */
    Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now);

    static Optional<Rejection> rejectUnless(boolean passes, Rejection reason) {
        return passes ? Optional.empty() : Optional.of(reason);
    }

    /** Compares in constant time, which costs nothing. */
    static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
