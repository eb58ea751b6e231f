package org.dpop4j.it.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dpop4j.contract.Caller;
import org.dpop4j.contract.Place;
import org.dpop4j.contract.ServerUnderTest;
import org.junit.jupiter.api.Test;

/** What the server's log holds of us. */
class LogTest {
    /** Once for each application that has no base URI, at its first request at the latest. */
    @Test
    void missingBaseUrisAreWarnedOf() {
        List<War> lacking =
                TestedServer.wars().stream().filter(war -> war != Wars.OTHER).toList();
        for (War war : TestedServer.wars()) {
            TestedServer.with(war).get("/").send();
            TestedServer.with(war).get("/").send();
        }
        long warnings = TestedServer.get().log().lines().stream()
                .filter(line -> line.contains("dpop.public-base-uris is not set"))
                .count();
        // The example of the guide has none, either, and may have been called before.
        assertTrue(warnings == lacking.size() || warnings == lacking.size() + 1, warnings + " warnings");
    }

    /** Issue 13: which application it is, how it is protected, and what it has refused. */
    @Test
    void everyApplicationSaysHowItIsProtected() {
        ServerUnderTest server = TestedServer.with(Wars.REQUIRED);
        server.get(Place.REQUIRED).dpop(Caller.bound(server).token()).send();
        List<String> log = TestedServer.get().log().lines();
        assertTrue(log.stream()
                .anyMatch(line -> line.contains("/required: DPoP is required; nonces are demanded by some endpoints;")
                        && line.contains("access tokens are validated by MicroProfile JWT of ")));
        assertTrue(log.stream().anyMatch(line -> line.contains("/required: Requests refused since ")));
        assertTrue(log.stream().noneMatch(line -> line.contains("mp.jwt.verify.publickey.location is not set")));
    }

    /** H-96: no token, no proof and nothing that is in them, whatever becomes of the request. */
    @Test
    void h96_noCredentialIsLogged() {
        ServerUnderTest server = TestedServer.with(Wars.SERVLETS);
        Caller caller = Caller.bound(server);
        String proof = caller.proof(Place.REQUIRED).serialize();
        String expired = server.token().boundTo(caller.key()).expired().serialize();
        String unbound = server.token().serialize();
        int before = TestedServer.get().log().lines().size();
        for (String path :
                List.of("/api/contract/required", "/api/contract/user", "/api/contract/public", ServletContract.ROLE)) {
            server.get(path).dpop(caller.token()).proof(proof).send();
            server.get(path).dpop(caller.token()).proof(proof).send();
            server.get(path).dpop(caller.token()).proof(proof + "x").send();
            server.get(path).bearer(caller.token()).send();
            server.get(path).dpop(expired).proof(proof).send();
            server.get(path).bearer(expired).send();
            server.get(path).dpop(unbound).send();
        }
        List<String> after = TestedServer.get().log().lines();
        for (String credential : List.of(caller.token(), proof, expired, unbound)) {
            // The header is public; what follows is not.
            String secret = credential.substring(credential.indexOf('.') + 1);
            List<String> found = after.subList(before, after.size()).stream()
                    .filter(line -> line.contains(secret.substring(0, 40))
                            || line.contains(caller.key().jkt()))
                    .filter(line -> line.contains("org.dpop4j"))
                    .toList();
            assertEquals(List.of(), found);
        }
    }
}
