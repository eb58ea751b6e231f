package org.dpop4j.http;

import java.util.List;

/**
 * What the {@code DPoP} field lines of a request hold: one candidate for a proof, or the reason why there is none.
 *
 * <p>Decided before anything is decoded. A candidate is not a proof yet.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449.html#section-4.3">RFC 9449 sections 4.1 and 4.3, item 1</a>
 */
public sealed interface ProofHeader {
    /** The longest field value that is looked at, inclusive, in characters. */
    int MAX_CHARS = 8192;

    /**
     * The one field value, without the white space around it.
     *
     * @param value base64url characters and dots only, not empty, at most {@link ProofHeader#MAX_CHARS} long
     */
    record Candidate(String value) implements ProofHeader {
        /** Prints no proof. */
        @Override
        public String toString() {
            return "Candidate[value=...]";
        }
    }

    /** Why there is no candidate. */
    enum Fault implements ProofHeader {
        /** No line, or one blank line: the proof is missing. */
        MISSING,
        /** More than one line, or values joined by a comma. */
        SEVERAL,
        /** Longer than {@link ProofHeader#MAX_CHARS}. */
        TOO_LONG,
        /** Something that no JWS in compact serialisation holds. */
        ILLEGAL_CHARACTER
    }

    /**
     * Reads the field lines.
     *
     * @param lines the {@code DPoP} lines, each by itself and never joined
     */
    static ProofHeader parse(List<String> lines) {
        if (lines.isEmpty()) {
            return Fault.MISSING;
        }
        if (lines.size() > 1) {
            return Fault.SEVERAL;
        }
        String line = lines.get(0);
        int from = Ascii.skipBlanks(line, 0);
        int to = Ascii.trimmedEnd(line, from);
        if (from == to) {
            return Fault.MISSING;
        }
        if (to - from > MAX_CHARS) {
            return Fault.TOO_LONG;
        }
        if (Ascii.all(Ascii.JWS, line, from, to)) {
            return new Candidate(line.substring(from, to));
        }
        return line.indexOf(',') >= 0 ? Fault.SEVERAL : Fault.ILLEGAL_CHARACTER;
    }
}
