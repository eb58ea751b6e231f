package org.dpop4j.contract;

import static org.dpop4j.Rejection.DPOP_REQUIRED;
import static org.dpop4j.Rejection.TOKEN_INVALID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

/**
 * What all challenges have in common, C and W rules, read the way a client's parser reads them. That each answer has
 * exactly the challenges it should have is asserted wherever {@link Expect} is used.
 */
public interface ChallengeContract extends ContractTest {
    Pattern CHALLENGE = Pattern.compile("(DPoP|Bearer) ([a-z_]+=\"[^\"\\\\]+\"(, [a-z_]+=\"[^\"\\\\]+\")*)");
    Pattern PARAMETER = Pattern.compile("([a-z_]+)=\"([^\"]+)\"");

    /** Answers of every code that comes without a failing dependency, by the request that caused it. */
    default Map<String, Answer> refusals() {
        Caller caller = Caller.bound(server());
        String unbound = server().token().serialize();
        String replayed = caller.proof(Place.REQUIRED).serialize();
        caller.send(Place.REQUIRED, replayed);
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (Place place : Place.values()) {
            answers.put("K1 " + place, server().get(place).send());
            answers.put(
                    "K4 or K3 " + place,
                    server().get(place).bearer(caller.token()).send());
            answers.put(
                    "expired as Bearer " + place,
                    server().get(place).bearer("x.y.z").send());
            answers.put("K6 " + place, caller.get(place).bearer(unbound).send());
            answers.put(
                    "Basic " + place,
                    server().get(place).header("Authorization", "Basic YTpi").send());
        }
        answers.put("K2 missing", caller.withoutProof(Place.REQUIRED).send());
        answers.put("K2 replay", caller.send(Place.REQUIRED, replayed));
        answers.put("K2 malformed", caller.send(Place.REQUIRED, "a.b.c"));
        answers.put(
                "K2 alg",
                caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).unsigned()));
        answers.put("K3 unbound", server().get(Place.REQUIRED).dpop(unbound).send());
        answers.put(
                "K3 key",
                caller.send(Place.REQUIRED, caller.proof(Place.REQUIRED).key(ClientKey.es256())));
        answers.put(
                "K3 expired",
                caller.with(server().token().boundTo(caller.key()).expired())
                        .get(Place.REQUIRED)
                        .send());
        answers.put("K5", caller.send(NonceContract.NONCE, caller.proofWithoutNonce(NonceContract.NONCE)));
        answers.put(
                "K5 forged",
                caller.send(
                        NonceContract.NONCE,
                        caller.proofWithoutNonce(NonceContract.NONCE).nonce("forged")));
        answers.put("K7", caller.get("/contract/admin").send());
        return answers;
    }

    /** C-01, C-02, C-06, C-07, C-16, X-42, W-05 to W-08, W-19: one well-formed challenge per line. */
    @Test
    default void c16_everyLineIsOneWellFormedChallenge() {
        refusals().forEach((cause, answer) -> {
            assertFalse(answer.challenges().isEmpty(), cause);
            for (String line : answer.challenges()) {
                assertTrue(CHALLENGE.matcher(line).matches(), cause + ": " + line);
                parameters(line);
                assertTrue(line.chars().allMatch(c -> c >= 0x20 && c < 0x7F), "W-08, " + cause + ": " + line);
            }
        });
    }

    /** C-03, and the orders that clients depend on: DPoP before Bearer, error before the rest. */
    @Test
    default void c03_theDPoPChallengeComesFirstAndNamesTheAlgorithms() {
        refusals().forEach((cause, answer) -> {
            List<String> lines = answer.challenges();
            assertTrue(lines.get(0).startsWith("DPoP "), cause + ": " + lines);
            assertTrue(lines.size() <= 2, cause + ": " + lines);
            if (lines.size() == 2) {
                assertTrue(lines.get(1).startsWith("Bearer realm=\"api\""), "W-06, " + cause + ": " + lines);
            }
            Map<String, String> dpop = parameters(lines.get(0));
            assertTrue(dpop.containsKey("algs"), cause + ": " + lines);
            if (dpop.containsKey("error")) {
                assertEquals(List.of("error", "error_description", "algs"), List.copyOf(dpop.keySet()), cause);
            }
        });
    }

    /** C-04, C-05, C-09, W-09: who sent no credentials is told of no error, everybody else of exactly the scheme used. */
    @Test
    default void c09_onlyTheSchemeThatWasUsedCarriesTheError() {
        Caller caller = Caller.bound(server());
        for (Place place : Place.values()) {
            List<String> nothing = server().get(place).send().challenges();
            assertTrue(nothing.stream().noneMatch(line -> line.contains("error")), nothing.toString());
            List<String> dpop = caller.withoutProof(place).send().challenges();
            assertEquals(1, dpop.size(), "the mechanism is clear, so the other one is not offered");
            List<String> bearer =
                    server().get(place).bearer(caller.token()).send().challenges();
            List<String> withError =
                    bearer.stream().filter(line -> line.contains("error")).toList();
            String expected = server().demandsDPoP(place) ? "DPoP error=" : "Bearer realm=";
            assertEquals(1, withError.size(), bearer.toString());
            assertTrue(withError.get(0).startsWith(expected), bearer.toString());
        }
    }

    /** C-13: the RS answers faults of proofs with 401, never 400. */
    @Test
    default void c13_faultsOfTheProofAre401() {
        refusals().forEach((cause, answer) -> {
            int expected = cause.startsWith("K6") ? 400 : cause.startsWith("K7") ? 403 : 401;
            assertEquals(expected, answer.status(), cause);
        });
    }

    /**
     * C-17, C-18, C-19, C-24, C-26, N-06, N-08, W-17, H-140, X-38, clients.md: no body, no redirect, no store, and a nonce
     * beside the challenge that asks for one, which stands alone, and beside no other.
     */
    @Test
    default void c18_noRefusalIsStoredAndOnlyOneHoldsANonce() {
        refusals().forEach((cause, answer) -> {
            Expect.isNotStored(answer);
            Expect.hasDate(answer);
            if (cause.startsWith("K5")) {
                Expect.k5(server(), answer);
            } else {
                Expect.noNonce(answer);
            }
            Expect.noBody(answer);
        });
    }

    /** C-14, C-15, W-09: and a 403 of the runtime is our 403. */
    @Test
    default void c14_insufficientScopeIs403OnTheSchemeThatWasUsed() {
        Caller caller = Caller.bound(server());
        Expect.k7(caller.get("/contract/admin").send());
        Expect.k7(caller.get("/contract/auditor").send());
        Answer bearer = server().get("/contract/auditor")
                .bearer(server().token().serialize())
                .send();
        if (server().demandsDPoP(Place.BY_MODE)) {
            Expect.k3(DPOP_REQUIRED, bearer);
        } else {
            Expect.k7bearer(bearer);
        }
    }

    /** C-22: what the runtime refuses by itself is answered like everything else. */
    @Test
    default void c22_challengesOfTheRuntimeAreOurs() {
        Caller caller = Caller.bound(server());
        String expired = server().token().boundTo(caller.key()).expired().serialize();
        for (Place place : Place.values()) {
            Expect.k3(TOKEN_INVALID, server().get(place).dpop(expired).send());
            Expect.k3or4(
                    server(),
                    place,
                    TOKEN_INVALID,
                    server().get(place).bearer(expired).send());
        }
    }

    /** C-20 without a browser: no CORS field for whoever sends no Origin. */
    @Test
    default void c20_withoutAnOriginThereIsNoCors() {
        refusals().forEach((cause, answer) -> {
            assertEquals(List.of(), answer.headers("Access-Control-Allow-Origin"), cause);
            assertEquals(List.of(), answer.headers("Access-Control-Expose-Headers"), cause);
        });
    }

    /** H-95, H-96, H-138, A-31, C-06: the texts are constant, whatever a client puts into its request. */
    @Test
    default void h95_noRefusalEchoesTheRequest() {
        Caller caller = Caller.bound(server());
        TestProof proof = caller.proof(Place.REQUIRED);
        String marker = "x7Qmarker";
        List<TestProof> hostile = List.of(
                proof.jti(marker + "\r\nX-Injected: 1").claim("htm", marker),
                proof.claim("htu", "https://" + marker + ".example/"),
                proof.header("typ", marker + "\r\nSet-Cookie: a=b"),
                proof.header("alg", marker),
                proof.jwkMember("kty", marker),
                proof.header("kid", "${jndi:ldap://" + marker + "}").without("jti"),
                proof.claim("ath", marker));
        for (TestProof text : hostile) {
            Answer answer = caller.send(Place.REQUIRED, text);
            Expect.k2or3(answer);
            assertFalse(answer.toString().contains(marker), answer.toString());
            assertEquals(List.of(), answer.headers("X-Injected"));
            assertEquals(List.of(), answer.headers("Set-Cookie"));
        }
        Answer malformed = server().get(Place.REQUIRED)
                .header("Authorization", "DPoP \"" + marker + "\"")
                .send();
        assertFalse(malformed.toString().contains(marker), malformed.toString());
    }

    /** C-03, C-12, D-06 and P-08: what {@code algs} offers is what is accepted, see also p08. */
    @Test
    default void c03_algsIsASpaceDelimitedListOfJwsNames() {
        String algs = parameters(
                        server().get(Place.REQUIRED).send().challenges().get(0))
                .get("algs");
        assertEquals(
                List.of("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "RS256", "EdDSA", "Ed25519"),
                List.of(algs.split(" ")));
    }

    private static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            parameters.merge(matcher.group(1), matcher.group(2), (first, second) -> {
                throw new AssertionError("W-07: twice in " + challenge);
            });
        }
        return parameters;
    }
}
