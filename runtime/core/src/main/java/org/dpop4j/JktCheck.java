package org.dpop4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** RFC 9449 section 4.3, item 12: the proof's key is the key that the access token is bound to. */
final class JktCheck implements ProofCheck {
    @Override
    public Optional<Rejection> check(ParsedProof proof, ProtectedRequest request, Instant now) {
        return ProofCheck.rejectUnless(isEqual(proof.jkt(), request.jkt()), Rejection.KEY_MISMATCH);
    }

    /** In constant time, which costs nothing. */
    static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
