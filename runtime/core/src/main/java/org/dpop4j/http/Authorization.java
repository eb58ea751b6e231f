package org.dpop4j.http;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the {@code Authorization} field lines of a request hold, decided without looking into the token.
 *
 * <p>No {@code toString} of a result prints what the client sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-7.1">RFC 9449 section 7.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-11.4">RFC 9110 sections 11.1, 11.2, 11.4 and
 *     11.6.2</a>
 */
public sealed interface Authorization {
    /** The two schemes that carry an access token. */
    enum Scheme {
        /** RFC 9449 section 7.1. */
        DPOP,
        /** RFC 6750 section 2.1. */
        BEARER
    }

    /** No line, or one blank line. */
    record None() implements Authorization {}

    /** One {@code DPoP} token, exactly as sent: what {@code ath} is computed over. */
    record DPoP(String token) implements Authorization {
        @Override
        public String toString() {
            return "DPoP[token=...]";
        }
    }

    /** One {@code Bearer} token, exactly as sent. */
    record Bearer(String token) implements Authorization {
        @Override
        public String toString() {
            return "Bearer[token=...]";
        }
    }

    /** The scheme alone: no credentials were sent, so the response is a challenge without an error. */
    record WithoutToken(Scheme scheme) implements Authorization {}

    /**
     * One line of another scheme, which may belong to another authentication mechanism.
     *
     * @param scheme as sent; a client that forgot the scheme has put its token here, so it is not for logs
     */
    record Other(String scheme) implements Authorization {
        @Override
        public String toString() {
            return "Other[scheme=...]";
        }
    }

    /**
     * Credentials that cannot be told apart or read: {@code invalid_request}, RFC 6750 section 3.1.
     *
     * @param attempted the schemes that the client used; empty when the lines name neither of the two
     */
    record Malformed(Set<Scheme> attempted) implements Authorization {
        /** Takes an immutable copy. */
        public Malformed {
            EnumSet<Scheme> copy = EnumSet.noneOf(Scheme.class);
            copy.addAll(attempted);
            attempted = Collections.unmodifiableSet(copy);
        }
    }

    /**
     * Reads the field lines.
     *
     * <p>Schemes are compared without regard to ASCII case. Between scheme and token stand one or more spaces, no tab.
     * The token is one {@code token68}. Malformed are: more than one line of whatever content, credentials joined by a
     * comma, parameters such as {@code token=...}, quoted tokens, a token that is longer than allowed, and any other
     * character that the grammar does not know.
     *
     * @param lines the {@code Authorization} lines, each by itself and never joined; lines of
     *     {@code Proxy-Authorization} do not belong here
     * @param maxTokenChars the longest token, inclusive, in characters
     */
    static Authorization parse(List<String> lines, int maxTokenChars) {
        return AuthorizationLines.parse(lines, maxTokenChars);
    }
}
