package org.dpop4j.contract;

import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.TARGET_URI_INSECURE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code htu} against the request's own target URI, U rules and H-55 to H-74, with the odd paths really on the wire.
 *
 * <p>The requests go to a loopback authority over plain http, the one case in which http is acceptable.
 */
public interface TargetUriContract extends ContractTest {
    String ANY = "/contract/required/any/";

    /** U-06, U-05 to U-10, U-15, U-18, H-61 to H-63, H-70, H-71, A-01, A-28: equal after normalisation. */
    @ParameterizedTest
    @CsvSource({
        "a,a",
        "a%7Eb,a~b",
        "a~b,a%7eb",
        "%61,a",
        "a%2fb,a%2Fb",
        "a%2Fb,a%2Fb",
        "x/../a,a",
        "a,x/../a",
        "x/%2e%2E/a,a",
        "./a,a",
        "%2E/a,a",
        "a//b,a//b",
        "a;v=1,a;v=1",
        "a;v=1/b;w=2,a;v=1/b;w=2",
        "a%3Bv=1,a%3bv=1",
        "a/,a/",
        "a+b,a+b",
        "a%20b,a%20b",
        "%C3%A4,%c3%a4",
        "a@b:c!$&'()*,a@b:c!$&'()*",
        "%25,%25",
        "a%00b,a%00b"
    })
    default void u06_equalTargetUrisPass(String path, String inProof) {
        Caller caller = Caller.bound(server());
        Answer answer = call(caller, path, server().uri(ANY + inProof));
        if (path.toUpperCase(Locale.ROOT).contains("%2F") && server().differs(Difference.REFUSES_ENCODED_SLASH)) {
            Expect.refusedBySomebody(Difference.REFUSES_ENCODED_SLASH, answer);
        } else if (path.toUpperCase(Locale.ROOT).contains("%2E") && server().differs(Difference.REFUSES_ENCODED_DOTS)) {
            Expect.refusedBySomebody(Difference.REFUSES_ENCODED_DOTS, answer);
        } else if (path.contains("%00")) {
            // Some containers never let a NUL through; none may fail over it.
            Expect.servedOrUnknownPath(answer);
        } else {
            Expect.accepted(caller, answer);
        }
    }

    /** U-09: The same ids, different after normalisation. */
    @ParameterizedTest
    @CsvSource({
        "a/b,a%2Fb",
        "a%2Fb,a/b",
        "a,A",
        "A,a",
        "a,a/",
        "a/,a",
        "a//b,a/b",
        "a/b,a//b",
        "a;v=1,a",
        "a,a;v=1",
        "a;v=1,a;v=2",
        "a;v=1,a%3Bv=1",
        "a+b,a%20b",
        "a%20b,a+b",
        "%2561,a",
        "a,%2561",
        "x/%252e%252e/a,a",
        "a/b,a",
        "a,a/b",
        "ab,a",
        "%C3%A4,%C3%84"
    })
    default void u09_differentTargetUrisAreRefused(String path, String inProof) {
        Caller caller = Caller.bound(server());
        Answer answer = call(caller, path, server().uri(ANY + inProof));
        if (path.toUpperCase(Locale.ROOT).contains("%2F") && server().differs(Difference.REFUSES_ENCODED_SLASH)) {
            Expect.refusedBySomebody(Difference.REFUSES_ENCODED_SLASH, answer);
        } else {
            Expect.k2(HTU_MISMATCH, answer);
        }
    }

    /** U-10, A-01: routers take both spellings for one resource, proofs do not. */
    @Test
    default void u10_theTrailingSlashOfARoutedPathCounts() {
        Caller caller = Caller.bound(server());
        String path = "/contract/required";
        Answer answer = server().get(path + "/")
                .dpop(caller.token())
                .proof(caller.proof(path))
                .send();
        Expect.k2(HTU_MISMATCH, answer);
    }

    /** U-02, P-19, H-68, A-02, X-18, X-19. */
    @ParameterizedTest
    @CsvSource({
        "?x=1,''",
        "?x=1,?x=1",
        "?x=1,?y=2",
        "'',?y=2",
        "'',#fragment",
        "?x=1,?y=2#fragment",
        "?,''",
        "?a=/b/../c;d,''",
        "'',?a=%zz"
    })
    default void u02_queryAndFragmentAreLeftOutOnBothSides(String onTheWire, String inProof) {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, call(caller, "a" + onTheWire, server().uri(ANY + "a") + inProof));
    }

    /** U-03, X-28. */
    @Test
    default void u03_schemeAndHostHaveNoCase() {
        Caller caller = Caller.bound(server());
        String authority = server().baseUri().getRawAuthority();
        String path = server().baseUri().getRawPath() + ANY + "a";
        String upper = authority.toUpperCase(Locale.ROOT);
        Expect.accepted(caller, call(caller, "a", "HTTP://" + upper + path));
        Expect.accepted(
                caller,
                server().get(ANY + "a")
                        .header("Host", upper)
                        .dpop(caller.token())
                        .proof(caller.proof(ANY + "a"))
                        .send());
    }

    /** U-04, U-11 to U-14, P-19, H-60, H-64 to H-67, H-69, H-72 to H-74, A-27, A-29. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://%a%p",
                "ws://%a%p",
                "http://user@%a%p",
                "http://%a@evil.example%p",
                "http://evil.example\\@%a%p",
                "http://%h%p",
                "http://%h:%p",
                "http://%h:0%n%p",
                "http://%h:1%p",
                "http://%h:0%p",
                "http://%h:65536%p",
                "http://%h:-1%p",
                "http://%h.:%n%p",
                "http://127.1:%n%p",
                "http://0x7f.1:%n%p",
                "http://[::ffff:127.0.0.1]:%n%p",
                "http://[::1%25lo]:%n%p",
                "http://evil.example%p",
                "http://%a.evil.example%p",
                "http://\u212aocalhost:%n%p",
                "http://l\u00f6calhost:%n%p",
                "%p",
                "//%a%p",
                "http:%p",
                "http:/%a%p",
                "data:text/plain,x",
                "",
                " http://%a%p",
                "http://%a%p ",
                "*",
                "null",
                "http://%a",
                "http://%a/",
                "http://%a%p%",
                "http://%a%p%zz",
                "http://%a%p|",
                "http://%a%p\\",
                "http://%a%p\u202e",
                "http://%a%p\u0001"
            })
    default void u11_otherAndUnacceptableUrisAreRefused(String pattern) {
        Caller caller = Caller.bound(server());
        String htu = pattern.replace("%a", server().baseUri().getRawAuthority())
                .replace("%h", server().baseUri().getHost())
                .replace("%n", Integer.toString(server().baseUri().getPort()))
                .replace("%p", server().baseUri().getRawPath() + ANY + "a");
        Answer answer = call(caller, "a", htu);
        Expect.k2or3(answer);
        assertTrue(answer.challenges().get(0).startsWith("DPoP error=\"invalid_dpop_proof\""), answer.toString());
    }

    /** H-55, S-01, S-11, U-16: a proof that was made for a foreign name is of no use here, even if Host repeats it. */
    @Test
    default void h55_aProofForAForeignHostIsRefused() {
        Caller caller = Caller.bound(server());
        String path = server().baseUri().getRawPath() + ANY + "a";
        for (String host : List.of("counterfeit.example", "counterfeit.example:8443", "10.0.0.1")) {
            TestProof proof = caller.proof(ANY + "a");
            Request request = server().get(ANY + "a").header("Host", host).dpop(caller.token());
            Expect.k2(
                    TARGET_URI_INSECURE,
                    request.proof(proof.claim("htu", "http://" + host + path)).send());
            Expect.k2(
                    HTU_MISMATCH,
                    request.proof(proof.claim("htu", "https://" + host + path)).send());
            Expect.k2(HTU_MISMATCH, request.proof(proof).send());
        }
    }

    /** H-56, H-57, H-58, U-24: what proxies say is of no influence unless the server is told to believe it. */
    @Test
    default void h56_forwardedFieldsHaveNoInfluence() {
        Caller caller = Caller.bound(server());
        Map<String, String> fields = Map.ofEntries(
                Map.entry("X-Forwarded-Host", "evil.example"),
                Map.entry("X-Forwarded-Proto", "https"),
                Map.entry("X-Forwarded-Port", "443"),
                Map.entry("X-Forwarded-Prefix", "/prefix"),
                Map.entry("X-Forwarded-For", "10.0.0.1"),
                Map.entry("X-Forwarded-Ssl", "on"),
                Map.entry("Forwarded", "for=10.0.0.1;host=evil.example;proto=https, for=\"[::1]\";host=\"x\""),
                Map.entry("X-Original-URL", "/other"),
                Map.entry("X-Rewrite-URL", "/other"),
                Map.entry("$WSSN", "evil.example"),
                Map.entry("$WSSP", "443"),
                Map.entry("$WSSC", "https"),
                Map.entry("$WSIS", "true"));
        Request request = server().get(ANY + "a").dpop(caller.token());
        for (Map.Entry<String, String> field : fields.entrySet()) {
            request = request.header(field.getKey(), field.getValue());
        }
        Expect.accepted(caller, request.proof(caller.proof(ANY + "a")).send());
        String path = server().baseUri().getRawPath() + ANY + "a";
        for (String htu : List.of(
                "https://evil.example" + path,
                "https://evil.example/prefix" + path,
                "http://evil.example" + path,
                "https://" + server().baseUri().getRawAuthority() + path)) {
            Expect.k2(
                    HTU_MISMATCH,
                    request.proof(caller.proof(ANY + "a").claim("htu", htu)).send());
        }
    }

    /** U-20, H-59: the absolute form is a legal spelling of the same request. */
    @Test
    default void u20_absoluteFormNamesTheSameTarget() {
        Caller caller = Caller.bound(server());
        String uri = server().uri(ANY + "a");
        Expect.accepted(caller, caller.get(ANY + "a").target(uri).send());
        Expect.accepted(caller, caller.get(ANY + "a").target(uri + "?x=1").send());
    }

    /** U-20, H-59: two names for one request. */
    @Test
    default void h59_contradictingAuthoritiesAreRefused() {
        Caller caller = Caller.bound(server());
        String path = server().baseUri().getRawPath() + ANY + "a";
        Request foreign = caller.get(ANY + "a").target("http://evil.example" + path);
        Expect.refusedBySomebody(foreign.send());
        Expect.refusedBySomebody(
                caller.get(ANY + "a").target("https://evil.example" + path).send());
        Expect.refusedBySomebody(caller.get(ANY + "a")
                .header("Host", "evil.example")
                .target(server().uri(ANY + "a"))
                .send());
        String authority = server().baseUri().getRawAuthority();
        Request twoHosts = caller.get(ANY + "a").header("Host", authority);
        Expect.refusedBySomebody(twoHosts.header("Host", "evil.example").send());
        Expect.refusedBySomebody(caller.get(ANY + "a")
                .header("Host", "evil.example")
                .header("Host", authority)
                .send());
    }

    /** U-20, H-59: authorities that nobody can read. */
    @ParameterizedTest
    @ValueSource(strings = {"evil.example/%p", "a b", "user@localhost", "localhost:99999", "l\u00f6calhost", "[::1"})
    default void h59_anUnreadableHostIsRefused(String host) {
        Caller caller = Caller.bound(server());
        Expect.refusedBySomebody(caller.get(ANY + "a").header("Host", host).send());
    }

    /** U-21. */
    @Test
    default void u21_requestsWithoutAPathAreNoRequestsForAResource() {
        Caller caller = Caller.bound(server());
        Answer asterisk =
                caller.request("OPTIONS", "/contract/required").target("*").send();
        if (server().differs(Difference.ANSWERS_ASTERISK)) {
            assertEquals("", asterisk.body());
        } else {
            Expect.refusedBySomebody(asterisk);
        }
        Expect.refusedBySomebody(caller.request("GET", "/contract/required")
                .target("contract/required")
                .send());
    }

    /** H-61, H-62: on the wire instead of in the proof. */
    @ParameterizedTest
    @ValueSource(strings = {"%zz", "%", "%4", "a|b", "a\\b", "a^b", "a\"b", "a<b", "a{b}", "\u00e4"})
    default void h61_aMalformedPathIsNoFailure(String path) {
        Caller caller = Caller.bound(server());
        Answer answer = call(caller, path, server().uri(ANY + path));
        Expect.servedOrUnknownPath(answer);
        Answer withoutCredentials = server().get(ANY + path).send();
        Expect.refusedBySomebody(Difference.ODD_PATH_MAY_BE_UNKNOWN, withoutCredentials);
    }

    /** H-62: leading dot segments do not climb out of what the proof names. */
    @Test
    default void h62_dotSegmentsOnTheWireAreTheNormalisedPath() {
        Caller caller = Caller.bound(server());
        String climbing = "/contract/public/../required/any/a";
        Answer named = server().get(climbing)
                .dpop(caller.token())
                .proof(caller.proof(ANY + "a"))
                .send();
        // Routed to the normalised path, or not at all; in no case with the demands of the path it pretends to be.
        Expect.servedOrUnknownPath(named);
        Answer anonymous = server().get(climbing).send();
        Expect.refusedBySomebody(Difference.ODD_PATH_MAY_BE_UNKNOWN, anonymous);
        Expect.refusedBySomebody(
                Difference.ODD_PATH_MAY_BE_UNKNOWN,
                server().get("/contract/public/%2e%2e/required/any/a").send());
    }

    private Answer call(Caller caller, String path, String htu) {
        return server().get(ANY + path)
                .dpop(caller.token())
                .proof(caller.proof(ANY + "a").claim("htu", htu))
                .send();
    }
}
