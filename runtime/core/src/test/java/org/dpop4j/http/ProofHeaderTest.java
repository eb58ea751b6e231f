package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.dpop4j.http.ProofHeader.Candidate;
import org.dpop4j.http.ProofHeader.Fault;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P-02, P-04, P-32, DM-10, DM-11, H-75, H-76, H-80. */
class ProofHeaderTest {
    private static ProofHeader parse(String... lines) {
        return ProofHeader.parse(List.of(lines));
    }

    @Test
    void findsOneCandidate() {
        assertEquals(new Candidate("aZ09-_.b.c"), parse("aZ09-_.b.c"));
        assertEquals(new Candidate("a.b.c"), parse(" \ta.b.c\t "));
    }

    @Test
    @DisplayName("DM-10: absent or empty is the same answer")
    void findsNoneInNoLineAndInABlankOne() {
        assertEquals(Fault.MISSING, parse());
        assertEquals(Fault.MISSING, parse(""));
        assertEquals(Fault.MISSING, parse(" \t "));
    }

    @Test
    @DisplayName("P-02, DM-11, H-75: more than one line")
    void refusesSeveralLines() {
        assertEquals(Fault.SEVERAL, parse("a.b.c", "a.b.c"));
        assertEquals(Fault.SEVERAL, parse("a.b.c", "!"));
        assertEquals(Fault.SEVERAL, parse("!", "a.b.c"));
        assertEquals(Fault.SEVERAL, parse("a.b.c", ""));
        assertEquals(Fault.SEVERAL, parse("", "a.b.c"));
        assertEquals(Fault.SEVERAL, parse("", ""));
        assertEquals(Fault.SEVERAL, parse("a", "b", "c"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c,d.e.f", "a.b.c, d.e.f", ",a.b.c", "a.b.c,", ",", "a.b.c ,"})
    @DisplayName("DM-11, H-76: proofs joined by a comma")
    void refusesJoinedLines(String line) {
        assertEquals(Fault.SEVERAL, parse(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.b.c=",
                "a+b.c.d",
                "a/b.c.d",
                "a~b.c.d",
                "a.b c",
                "a.b\tc",
                "\"a.b.c\"",
                "DPoP a.b.c",
                "a.b.c;x",
                "{}",
                "a.b.\u00FC",
                "a.b.\u212A",
                "\uFF41.b.c",
                "a.b.c\u0000",
                "a.b.c\r\n",
                "\u00A0a.b.c"
            })
    @DisplayName("P-04, H-80: base64url and dots only")
    void refusesOtherCharacters(String line) {
        assertEquals(Fault.ILLEGAL_CHARACTER, parse(line));
    }

    @Test
    @DisplayName("P-32: 8 KiB, white space around it not counted")
    void boundsTheLength() {
        String longest = "a".repeat(ProofHeader.MAX_CHARS);
        assertEquals(new Candidate(longest), parse("  " + longest + "  "));
        assertEquals(Fault.TOO_LONG, parse(longest + "a"));
        assertEquals(Fault.TOO_LONG, parse(",".repeat(1 << 20)));
        assertEquals(Fault.MISSING, parse(" ".repeat(1 << 20)));
    }

    @Test
    void neverPrintsTheProof() {
        assertFalse(parse("s3cret.b.c").toString().contains("s3cret"));
    }
}
