package org.dpop4j.contract;

import static org.dpop4j.Rejection.AUTHORIZATION_MALFORMED;
import static org.dpop4j.Rejection.HTM_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MALFORMED;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.PROOF_MULTIPLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The request as such: methods, header lines, sizes, connections. W rules and H-75 to H-87. */
public interface RequestFormContract extends ContractTest {
    String PATH = "/contract/required";

    /** P-18. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "OPTIONS"})
    default void p18_htmIsTheMethodOfTheRequest(String method) {
        Caller caller = Caller.bound(server());
        Expect.accepted(caller, caller.request(method, PATH).send());
        for (String other : List.of("GET", "POST", "PUT", "OPTIONS", "HEAD", "DELETE")) {
            if (!other.equals(method)) {
                Expect.k2(
                        HTM_MISMATCH,
                        server().request(method, PATH)
                                .dpop(caller.token())
                                .proof(caller.proof(other, PATH))
                                .send());
            }
        }
    }

    /** W-14, Q-05, A-18, H-83: dispatched to the GET method, and still a HEAD request. */
    @Test
    default void h83_headIsNotGet() {
        Caller caller = Caller.bound(server());
        Answer head = caller.request("HEAD", PATH).send();
        assertEquals(200, head.status(), head.toString());
        Request withGetProof =
                server().request("HEAD", PATH).dpop(caller.token()).proof(caller.proof("GET", PATH));
        Expect.k2(HTM_MISMATCH, withGetProof.send());
        Expect.k2(
                HTM_MISMATCH,
                caller.withoutProof(Place.REQUIRED)
                        .proof(caller.proof("HEAD", PATH))
                        .send());
        Expect.k1(server(), Place.REQUIRED, server().request("HEAD", PATH).send());
    }

    /** A-34, H-82: without the fields of a preflight it is a request like any other. */
    @Test
    default void a34_aRealOptionsRequestIsJudged() {
        Expect.k1(server(), Place.REQUIRED, server().request("OPTIONS", PATH).send());
    }

    /** W-13, H-81: whatever a server makes of it, it is not GET. */
    @ParameterizedTest
    @ValueSource(strings = {"get", "Get", "gET"})
    default void w13_methodsHaveCase(String method) {
        Caller caller = Caller.bound(server());
        Request request = server().request(method, PATH).dpop(caller.token());
        Expect.refusedOrUnknownMethod(request.proof(caller.proof("POST", PATH)).send());
        Answer asGet = request.proof(caller.proof("GET", PATH)).send();
        if (server().differs(Difference.METHODS_HAVE_NO_CASE)) {
            Expect.accepted(caller, asGet);
        } else {
            Expect.refusedOrUnknownMethod(asGet);
        }
        Expect.refusedOrUnknownMethod(server().request(method, PATH).send());
    }

    /** H-81. */
    @Test
    default void h81_methodOverridesAreNotBelieved() {
        Caller caller = Caller.bound(server());
        Request request = server().request("POST", PATH + "?_method=PUT")
                .header("X-HTTP-Method-Override", "PUT")
                .header("X-HTTP-Method", "PUT")
                .header("X-Method-Override", "PUT")
                .dpop(caller.token());
        Expect.accepted(caller, request.proof(caller.proof("POST", PATH)).send());
        Expect.k2(HTM_MISMATCH, request.proof(caller.proof("PUT", PATH)).send());
    }

    /** H-84. */
    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "DELETE", "PATCH", "INVENTED", "M-SEARCH"})
    default void h84_otherMethodsNeverEchoTheProof(String method) {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(method, PATH).serialize();
        Answer answer =
                server().request(method, PATH).dpop(caller.token()).proof(proof).send();
        Expect.refusedOrUnknownMethod(answer);
        assertFalse(answer.body().contains(proof), answer.toString());
        assertFalse(answer.body().contains(caller.token()), answer.toString());
    }

    /** P-02, H-75. */
    @Test
    default void h75_twoProofLinesAreRefusedWhateverTheyHold() {
        Caller caller = Caller.bound(server());
        String good = caller.proof(PATH).serialize();
        Request request = server().get(PATH).dpop(caller.token());
        Expect.k2(PROOF_MULTIPLE, request.proof(good).proof(good).send());
        Expect.k2(PROOF_MULTIPLE, request.proof(good).proof("bad").send());
        Expect.k2(PROOF_MULTIPLE, request.proof("bad").proof(good).send());
        Expect.k2(PROOF_MULTIPLE, request.proof(good).line("DPoP:").send());
        Expect.k2(PROOF_MULTIPLE, request.line("DPoP:").proof(good).send());
        // none of these has used the proof up.
        Expect.accepted(caller, request.proof(good).send());
    }

    /** P-02, P-04, H-76. */
    @ParameterizedTest
    @ValueSource(strings = {"%s,%s", "%s, %s", ",%s", "%s,", "%s ,", "%s, "})
    default void h76_joinedProofsAreRefused(String form) {
        Caller caller = Caller.bound(server());
        String good = caller.proof(PATH).serialize();
        Expect.k2(
                PROOF_MULTIPLE,
                server().get(PATH)
                        .dpop(caller.token())
                        .proof(form.replace("%s", good))
                        .send());
        Expect.accepted(caller, caller.send(Place.REQUIRED, good));
    }

    /** W-04, W-10, C-11, H-77: joined into one line instead of two; two lines are DM-18. */
    @ParameterizedTest
    @ValueSource(strings = {"DPoP %s, Bearer %s", "DPoP %s, Basic YTpi", "DPoP %s,DPoP %s", "Basic YTpi, DPoP %s"})
    default void h77_credentialsJoinedInOneLineAreMalformed(String form) {
        Caller caller = Caller.bound(server());
        Request request = server().get(PATH).proof(caller.proof(PATH));
        Expect.k6dpop(
                AUTHORIZATION_MALFORMED,
                request.header("Authorization", form.replace("%s", caller.token()))
                        .send());
    }

    /** H-79: gateways that turn fields into variables know one name for all of these, HTTP does not. */
    @ParameterizedTest
    @ValueSource(strings = {"D_PoP", "HTTP_DPOP", "DPoP_", "X-DPoP", "D-PoP"})
    default void h79_namesThatOnlyLookAlikeAreNotRecognised(String name) {
        Caller caller = Caller.bound(server());
        Answer answer = server().get(PATH)
                .dpop(caller.token())
                .header(name, caller.proof(PATH).serialize())
                .send();
        assertEquals(401, answer.status(), answer.toString());
        Answer beside = caller.get(PATH).header(name, "garbage").send();
        Expect.accepted(caller, beside);
    }

    /** H-79: obsolete line folding. */
    @Test
    default void h79_aFoldedProofIsRefused() {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(PATH).serialize();
        int middle = proof.length() / 2;
        Answer answer = server().get(PATH)
                .dpop(caller.token())
                .line("DPoP: " + proof.substring(0, middle))
                .line(" " + proof.substring(middle))
                .send();
        Expect.refusedBySomebody(answer);
    }

    /** H-80: bytes outside of ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"\u00e4", "\u00ff", "\u00a0", "\u0080"})
    default void h80_octetsOutsideOfAsciiAreRefused(String value) {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(PATH).serialize();
        Answer inProof = server().get(PATH)
                .dpop(caller.token())
                .proof(proof.substring(0, 40) + value + proof.substring(40))
                .send();
        refusedHereOrByTheContainer(inProof, () -> Expect.k2(PROOF_MALFORMED, inProof));
        Answer inToken = server().get(PATH)
                .dpop(caller.token().substring(0, 40) + value + caller.token().substring(40))
                .proof(proof)
                .send();
        refusedHereOrByTheContainer(inToken, () -> Expect.k6dpop(AUTHORIZATION_MALFORMED, inToken));
    }

    /** H-80: control characters. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u007f", "\u001b"})
    default void h80_controlCharactersAreRefused(String value) {
        Caller caller = Caller.bound(server());
        String proof = caller.proof(PATH).serialize();
        Expect.refusedBySomebody(server().get(PATH)
                .dpop(caller.token())
                .proof(proof.substring(0, 40) + value + proof.substring(40))
                .send());
        Expect.refusedBySomebody(server().get(PATH)
                .dpop(caller.token().substring(0, 40) + value + caller.token().substring(40))
                .proof(proof)
                .send());
    }

    /** W-15, P-32, H-46, H-85, Q-20: the container's limit or ours, never a failure. */
    @ParameterizedTest
    @ValueSource(ints = {8_193, 16_000, 64_000, 1_000_000})
    default void w15_oversizedFieldsAreRefused(int size) {
        Caller caller = Caller.bound(server());
        String proof = "A".repeat(size);
        Answer inProof = server().get(PATH).dpop(caller.token()).proof(proof).send();
        refusedOrCutOff(inProof);
        Answer inToken = server().get(PATH)
                .dpop("A".repeat(size))
                .proof(caller.proof(PATH))
                .send();
        refusedOrCutOff(inToken);
    }

    /** H-85. */
    @Test
    default void h85_tenThousandHeaderLinesAreNoFailure() {
        Caller caller = Caller.bound(server());
        Request request = server().get(PATH).dpop(caller.token());
        StringBuilder lines = new StringBuilder("X-A: 1");
        for (int i = 1; i < 10_000; i++) {
            lines.append("\r\nX-A: ").append(i);
        }
        Answer answer = request.line(lines.toString()).send();
        refusedOrCutOff(answer);
        Answer proofs = request.line(lines.toString().replace("X-A", "DPoP")).send();
        refusedOrCutOff(proofs);
    }

    /** H-59, U-16, K9: a request that names no authority cannot match a proof, and is no failure either. */
    @Test
    default void h59_aRequestWithoutHostIsRefused() {
        Caller caller = Caller.bound(server());
        Answer http10 = caller.get(PATH).http10().withoutHost().send();
        Expect.refusedBySomebody(http10);
        Expect.refusedBySomebody(server().get(PATH).http10().withoutHost().send());
        Expect.refusedBySomebody(caller.get(PATH).withoutHost().send());
        Expect.refusedBySomebody(caller.get(PATH).withoutHost().line("Host:").send());
        Answer withHost = caller.get(PATH).http10().send();
        Expect.accepted(caller, withHost);
    }

    /** H-87: one connection, several requests, nothing left over from one to the next. */
    @Test
    default void h87_pipelinedRequestsAreJudgedEachByItself() {
        Caller first = Caller.bound(server());
        Caller second = Caller.bound(server());
        List<Request> requests = List.of(
                first.get(PATH),
                server().get(PATH),
                second.get(PATH),
                server().get("/contract/public"),
                first.withoutProof(Place.REQUIRED),
                first.get("/contract/public"),
                server().get("/contract/public"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < requests.size(); i++) {
            bytes.writeBytes(requests.get(i).bytes(i == requests.size() - 1));
        }
        List<Answer> answers = RawHttp.exchange(
                server().baseUri(),
                bytes.toByteArray(),
                requests.stream().map(Request::method).toList());
        Expect.accepted(first, answers.get(0));
        Expect.k1(server(), Place.REQUIRED, answers.get(1));
        Expect.accepted(second, answers.get(2));
        Expect.acceptedAsNobody(answers.get(3));
        Expect.k2(PROOF_MISSING, answers.get(4));
        Expect.accepted(first, answers.get(5));
        Expect.acceptedAsNobody(answers.get(6));
    }

    /** H-137: fields after the body are not fields of the request. */
    @Test
    default void h137_trailersAreIgnored() {
        Caller caller = Caller.bound(server());
        Request head = server().request("POST", PATH).dpop(caller.token());
        String wire = new String(head.bytes(true), StandardCharsets.ISO_8859_1)
                .replace("Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\nTrailer: DPoP\r\n");
        String trailer = "1\r\nx\r\n0\r\nDPoP: " + caller.proof("POST", PATH) + "\r\n\r\n";
        Answer answer =
                RawHttp.exchange(server().baseUri(), (wire + trailer).getBytes(StandardCharsets.ISO_8859_1), "POST");
        Expect.k2(PROOF_MISSING, answer);
    }

    private static void refusedHereOrByTheContainer(Answer answer, Runnable here) {
        ContractRecorder.because(Difference.REFUSED_BY_WHOEVER_LOOKS_FIRST);
        if (answer.status() != 400 || !answer.challenges().isEmpty()) {
            here.run();
        }
    }

    private static void refusedOrCutOff(Answer answer) {
        ContractRecorder.because(Difference.REFUSED_BY_WHOEVER_LOOKS_FIRST);
        // Some containers close the connection on requests beyond their limits without another word.
        assertNotEquals(200, answer.status(), answer.toString());
        assertTrue(answer.status() < 500, answer.toString());
    }
}
