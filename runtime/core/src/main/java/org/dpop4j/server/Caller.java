package org.dpop4j.server;

import java.util.Optional;

/** Whom the server has authenticated, if anybody, and whether an access token was needed for it. */
public sealed interface Caller {
    /** Nobody, or nobody yet. */
    record Nobody() implements Caller {}

    /** A caller that no access token was needed for. */
    record WithoutToken() implements Caller {}

    /** A caller that an access token was needed for, whatever carrier it came in. */
    record TokenHolder(AuthenticatedToken token) implements Caller {}

    /** Nobody, or nobody yet. */
    static Caller nobody() {
        return new Nobody();
    }

    /**
     * A caller that the server knows.
     *
     * @param token empty when none was needed
     */
    static Caller with(Optional<AuthenticatedToken> token) {
        return token.<Caller>map(TokenHolder::new).orElseGet(WithoutToken::new);
    }
}
