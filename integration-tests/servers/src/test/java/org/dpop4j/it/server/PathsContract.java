package org.dpop4j.it.server;

import static org.dpop4j.Rejection.BOUND_TOKEN_AS_BEARER;
import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.HTU_MISMATCH;
import static org.dpop4j.Rejection.PROOF_MISSING;
import static org.dpop4j.Rejection.TOKEN_NOT_BOUND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dpop4j.contract.Answer;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.ContractTest;
import org.dpop4j.contract.Expect;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.Request;
import org.dpop4j.settings.DPoPMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DPoP is demanded at paths, whatever serves them. */
public interface PathsContract extends ContractTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tree",
                "/tree/",
                "/tree/a/b",
                "/exact",
                "/secret/file.txt",
                "/api/contract/public",
                "/forward/exact",
                "/forward/tree/x",
                "/forward/secret/file.txt",
                "/forward/api/contract/public",
                "/async/exact",
                "/async/tree/x"
            })
    default void q14_aPathDemandsDPoP(String path) {
        Caller caller = Caller.bound(server());
        Request request = server().get(path);
        Expect.k1(server(), Place.REQUIRED, request.send());
        Expect.k3(DPOP_REQUIRED, request.bearer(server().token().serialize()).send());
        Answer boundAsBearer = request.bearer(caller.token()).send();
        if (path.startsWith("/forward") || path.startsWith("/async")) {
            // Refused before anybody knows where it would be sent.
            assertEquals(401, boundAsBearer.status(), boundAsBearer.toString());
        } else {
            Expect.k3(BOUND_TOKEN_AS_BEARER, boundAsBearer);
        }
        Expect.k2(PROOF_MISSING, request.dpop(caller.token()).send());
        Expect.k3(TOKEN_NOT_BOUND, caller.with(server().token()).get(path).send());
        Answer answer = caller.get(path).send();
        assertEquals(200, answer.status(), answer.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tree/open", "/tree/open/x", "/tree/open/file.txt", "/file.txt"})
    default void q14_aPathIsLeftOut(String path) {
        letsIn("", server().get(path).send());
        Answer answer = server().get(path).bearer(server().token().serialize()).send();
        assertEquals(200, answer.status(), answer.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/servlet/open/x", "/forward/servlet/open/x"})
    default void q14_otherPathsAreAsWithoutTheKeys(String path) {
        letsIn("", server().get(path).send());
        Answer bearer = server().get(path).bearer(server().token().serialize()).send();
        if (server().mode() == DPoPMode.OPTIONAL) {
            letsIn(server().shape().caller(), bearer);
        } else {
            Expect.k3(DPOP_REQUIRED, bearer);
        }
    }

    /** A place that is left out opens no other one that is forwarded to. */
    @Test
    default void q14_aPathThatIsForwardedToTakesNothingAway() {
        letsIn("", server().get("/forward/tree/open/x").send());
        Answer bearer = server().get("/forward/tree/open/x")
                .bearer(server().token().serialize())
                .send();
        assertEquals(server().mode() == DPoPMode.OPTIONAL ? 200 : 401, bearer.status(), bearer.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tree/open/../x",
                "/tree/open/%2e%2e/x",
                "/tree/open/..;/x",
                "/tree/open/..%2fx",
                "/tree/open/..%5cx",
                "/%74ree/x",
                "/tree;a=b/x",
                "/tree;a=b",
                "//tree/x",
                "/./tree/x",
                "/x/../tree/x",
                "/x/..;a=b/tree/x",
                "/x;a/%2e%2e;b/tree/x",
                "/x%2f..%2ftree/x",
                "/tree%2fx",
                "/exact;a=b",
                "/%65xact",
                "//exact",
                "/exact/",
                "/secret/./file.txt",
                "/secret//file.txt",
                "/secret;a=b/file.txt",
                "/secret/file.txt;a=b",
                "/secret%2ffile.txt",
                "/secret/file%2etxt",
                "/SECRET/../secret/file.txt",
                "/api/contract/%70ublic",
                "/api/contract;a=b/public",
                "/api/contract/public;a=b",
                "/api//contract/public",
                "/api/contract%2fpublic",
                "/api/x/../contract/public",
                "/api/x/..;/contract/public",
                "/forward//exact",
                "/forward/x/../exact",
                "/forward/%65xact",
                "/forward/%2565xact",
                "/forward/exact;a=b"
            })
    default void q14_noSpellingOfAPathGetsAroundTheDemand(String path) {
        for (Request request : new Request[] {
            server().get(path), server().get(path).bearer(server().token().serialize())
        }) {
            Answer answer = request.send();
            assertTrue(answer.status() >= 400 && answer.status() < 500, answer.toString());
        }
    }

    private static void letsIn(String caller, Answer answer) {
        Expect.passed(answer);
        assertEquals(caller, answer.said("caller"), answer.toString());
    }

    private Request upgrade() {
        return server().get("/socket")
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    }

    /** The request that opens a WebSocket is one like any other: its proof is for the http URI. */
    @Test
    default void q14_aWebSocketDemandsDPoP() {
        Caller caller = Caller.bound(server());
        Expect.k1(server(), Place.REQUIRED, upgrade().send());
        Expect.k3(DPOP_REQUIRED, upgrade().bearer(server().token().serialize()).send());
        Expect.k2(PROOF_MISSING, upgrade().dpop(caller.token()).send());
        String wss = caller.proof("/socket")
                .uri(server().uri("/socket").replaceFirst("^http", "ws"))
                .serialize();
        Expect.k2(HTU_MISMATCH, upgrade().dpop(caller.token()).proof(wss).send());
        Answer answer =
                upgrade().dpop(caller.token()).proof(caller.proof("/socket")).send();
        assertEquals(101, answer.status(), answer.toString());
    }
}
