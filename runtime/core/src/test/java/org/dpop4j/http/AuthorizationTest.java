package org.dpop4j.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.dpop4j.http.Authorization.Bearer;
import org.dpop4j.http.Authorization.DPoP;
import org.dpop4j.http.Authorization.Malformed;
import org.dpop4j.http.Authorization.None;
import org.dpop4j.http.Authorization.Other;
import org.dpop4j.http.Authorization.Scheme;
import org.dpop4j.http.Authorization.WithoutToken;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T-06, W-01 to W-04, W-10, DM-18, DM-19, H-77, H-78, H-80. */
class AuthorizationTest {
    private static final int MAX = 8192;
    private static final Set<Scheme> NEITHER = EnumSet.noneOf(Scheme.class);
    private static final Set<Scheme> DPOP = EnumSet.of(Scheme.DPOP);
    private static final Set<Scheme> BEARER = EnumSet.of(Scheme.BEARER);
    private static final Set<Scheme> BOTH = EnumSet.allOf(Scheme.class);

    private static Authorization parse(String... lines) {
        return Authorization.parse(List.of(lines), MAX);
    }

    private static void assertMalformed(Set<Scheme> attempted, String... lines) {
        assertEquals(new Malformed(attempted), parse(lines), String.join(" | ", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "dpop", "DPOP", "dpOp"})
    @DisplayName("T-06, W-01: the case of the scheme does not matter")
    void readsADPoPToken(String scheme) {
        assertEquals(new DPoP("a.b-c_d~e+f/g=="), parse(scheme + " a.b-c_d~e+f/g=="));
        assertEquals(new DPoP("Tok"), parse(scheme + "    Tok"));
        assertEquals(new WithoutToken(Scheme.DPOP), parse(scheme));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEARER"})
    @DisplayName("W-01: the case of the scheme does not matter")
    void readsABearerToken(String scheme) {
        assertEquals(new Bearer("a.b-c_d~e+f/g=="), parse(scheme + " a.b-c_d~e+f/g=="));
        assertEquals(new Bearer("Tok"), parse(scheme + "  Tok"));
        assertEquals(new WithoutToken(Scheme.BEARER), parse(scheme));
    }

    @Test
    @DisplayName("H-132: the default locale has no say")
    void readsSchemesUnderATurkishLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(new DPoP("I"), parse("DPOP I"));
            assertEquals(new Bearer("I"), parse("BEARER I"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", " \t "})
    void findsNothingInABlankLine(String line) {
        assertEquals(new None(), parse(line));
        assertEquals(new None(), parse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DPoP", "DPoP ", "DPoP   ", " DPoP", "DPoP\t", "\tDPoP \t"})
    @DisplayName("W-02: a scheme alone is an attempt without credentials")
    void findsASchemeWithoutToken(String line) {
        assertEquals(new WithoutToken(Scheme.DPOP), parse(line));
    }

    @Test
    void dropsTheWhiteSpaceAroundTheFieldValue() {
        assertEquals(new DPoP("tok"), parse(" \tDPoP tok \t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DPoP\ttok",
                "DPoP \ttok",
                "DPoP\t tok",
                "DPoP tok tok",
                "DPoP \"tok\"",
                "DPoP token=tok",
                "DPoP token=\"tok\"",
                "DPoP tok,",
                "DPoP ,tok",
                "DPoP,tok",
                "DPoP tok, tok",
                "DPoP a, DPoP b",
                "DPoP tok;x",
                "DPoP =",
                "DPoP ==",
                "DPoP t=k",
                "DPoP =tok",
                "DPoP=tok",
                "DPoP:tok",
                "DPoP/tok",
                "DPoP(tok)",
                "DPoP <tok>",
                "DPoP t%20k",
                "DPoP t\u00FCk",
                "DPoP tok\u0000",
                "DPoP tok\u007F",
                "DPoP \u212A",
                "DPoP\u00A0tok",
                "DPoP\u2003tok",
                "DPoP\u0131 tok",
                "DPoP tok\r\nX: y",
                "DPoP tok, realm=x",
                "DPoP tok, Basic dTpw"
            })
    @DisplayName("W-03, H-77, H-78, H-80: DPoP credentials are one token68")
    void findsMalformedDPoPCredentials(String line) {
        assertMalformed(DPOP, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer\ttok",
                "Bearer tok tok",
                "Bearer \"tok\"",
                "Bearer realm=x",
                "Bearer tok,",
                "Bearer a, Bearer b",
                "Bearer t\u00FCk",
                "Bearer=tok",
                "Bearer\u212A tok"
            })
    void findsMalformedBearerCredentials(String line) {
        assertMalformed(BEARER, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DPoP a, Bearer b",
                "Bearer a,DPoP b",
                "bearer a ,\tdpop b",
                "DPoP x=\"y\", Bearer b",
                "Basic dTpw, DPoP a, Bearer b",
                "DPoP a,,Bearer"
            })
    @DisplayName("W-10, H-77: joined lines name both schemes")
    void findsBothMechanismsInOneLine(String line) {
        assertMalformed(BOTH, line);
    }

    @Test
    @DisplayName("DM-18, W-04, H-77: two lines are an error, not a choice")
    void refusesTwoLines() {
        assertMalformed(BOTH, "DPoP a", "Bearer b");
        assertMalformed(BOTH, "Bearer b", "DPoP a");
        assertMalformed(DPOP, "DPoP a", "DPoP a");
        assertMalformed(DPOP, "DPoP a", "Basic dTpw");
        assertMalformed(DPOP, "Basic dTpw", "DPoP a");
        assertMalformed(DPOP, "DPoP a", "");
        assertMalformed(DPOP, "", "DPoP a");
        assertMalformed(BEARER, "Bearer a", "Bearer b");
        assertMalformed(NEITHER, "Basic dTpw", "Basic dTpw");
        assertMalformed(NEITHER, "", "");
        assertMalformed(BOTH, "Basic dTpw", "Bearer a", "DPoP b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Basic dTpw | Basic",
                "Negotiate | Negotiate",
                "Digest username=\"u\", realm=\"r\", uri=\"/a\" | Digest",
                "Digest username=\"u, DPoP x\", response=\"a\\\", Bearer b\" | Digest",
                "Digest a=b, dpop=1, bearer=2 | Digest",
                "DPoPs tok | DPoPs",
                "XDPoP tok | XDPoP",
                "Bearer2 tok | Bearer2",
                "Bear tok | Bear",
                "eyJhbGciOiJFUzI1NiJ9.e30.c2ln | eyJhbGciOiJFUzI1NiJ9.e30.c2ln",
            })
    @DisplayName("DM-19: another scheme belongs to another mechanism")
    void leavesOtherSchemesAlone(String line, String scheme) {
        assertEquals(new Other(scheme), parse(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dTpw, DPoP tok", "Basic dTpw,dpop", "Digest a=\"b\", DPoP tok"})
    void findsADPoPCredentialJoinedToAnother(String line) {
        assertMalformed(DPOP, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "\"DPoP\" tok",
                "=",
                "\uFF24PoP tok",
                "\u00A0DPoP tok",
                "\u0000",
                "B\u00E4sic dTpw",
                "(x)",
                "tok/en",
                "{}"
            })
    @DisplayName("H-80: a line without a scheme")
    void findsLinesWithoutScheme(String line) {
        assertMalformed(NEITHER, line);
    }

    @Test
    void boundsTheToken() {
        String longest = "t".repeat(100);
        assertEquals(new DPoP(longest), Authorization.parse(List.of("DPoP  " + longest), 100));
        assertEquals(new Malformed(DPOP), Authorization.parse(List.of("DPoP " + longest + "t"), 100));
        assertEquals(new Malformed(BEARER), Authorization.parse(List.of("Bearer " + longest + "="), 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", ",", ", ", "\"", "\\", "=", "a", "DPoP ", "DPoP,", ",Bearer ", "\u00FC"})
    void readsBigLinesToTheEnd(String unit) {
        String big = unit.repeat(200_000);
        for (String prefix : List.of("", "DPoP ", "DPoP x", "Basic ", "Bearer ,")) {
            Authorization result = Authorization.parse(List.of(prefix + big), MAX);
            assertFalse(result instanceof DPoP token && token.token().length() > MAX);
        }
    }

    @Test
    void neverPrintsWhatWasSent() {
        for (String line : List.of("DPoP s3cret", "Bearer s3cret", "s3cret", "DPoP s3cret,", "s3cret, DPoP x")) {
            assertFalse(parse(line).toString().contains("s3cret"), line);
        }
    }

    @Test
    void keepsAnImmutableCopyOfTheAttempts() {
        Set<Scheme> attempts = EnumSet.of(Scheme.DPOP);
        Malformed malformed = new Malformed(attempts);
        attempts.add(Scheme.BEARER);
        assertEquals(DPOP, malformed.attempted());
        assertThrows(
                UnsupportedOperationException.class, () -> malformed.attempted().add(Scheme.BEARER));
        assertInstanceOf(Malformed.class, parse("DPoP a", "DPoP b"));
    }
}
