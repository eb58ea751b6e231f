package org.dpop4j.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.TestDefect;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

/**
 * What the OpenID conformance suite sends to a resource server, X-01 to X-39, in its order and with one client, so that
 * nothing left over from one step disturbs the next.
 *
 * <p>X-13 (RS256 where FAPI refuses it) belongs to the preset {@code fapi2}: RS256 is accepted by default. X-40 is about
 * the transport.
 */
public interface ConformanceSuiteContract extends ContractTest {
    /** */
    @Test
    default void x01_to_x32_theNegativeTestsOfTheSuite() {
        Caller caller = Caller.bound(server());
        TestProof good = caller.proof(Place.REQUIRED);
        Map<String, UnaryOperator<TestProof>> refused = new LinkedHashMap<>();
        refused.put("X-03", TestDefect.TWO_PARTS);
        refused.put("X-04", proof -> proof.without("typ"));
        refused.put("X-05", TestDefect.ALG_RENAMED);
        refused.put("X-06", proof -> proof.without("jwk"));
        refused.put("X-07", proof -> proof.without("jti"));
        refused.put("X-08", proof -> proof.without("htm"));
        refused.put("X-09", proof -> proof.without("htu"));
        refused.put("X-10", proof -> proof.without("iat"));
        refused.put("X-11", proof -> proof.without("ath"));
        refused.put("X-12", proof -> proof.header("typ", "dpop+jwt+wrongyousee"));
        refused.put("X-14", TestDefect.UNSIGNED_WITHOUT_JWK);
        refused.put("X-15", TestDefect.FLIPPED_SIGNATURE);
        refused.put("X-16", TestDefect.PRIVATE_KEY);
        refused.put("X-17", proof -> proof.claim("htm", "PUT"));
        refused.put("X-20", TestDefect.HTU_OTHER_PATH);
        if (!server().nonces().areDemandedEverywhere()) {
            // With nonces the suite expects 200: see x21_anHourOffPassesWithANonce.
            refused.put("X-21", proof -> proof.issuedAhead(Duration.ofHours(1)));
            refused.put("X-22", proof -> proof.issuedAgo(Duration.ofHours(1)));
        }
        refused.put("X-25", TestDefect.ATH_OF_OTHER_TOKEN);
        refused.put("X-26", proof -> proof.key(ClientKey.es256()));
        refused.forEach((id, defect) -> {
            Answer answer = caller.send(Place.REQUIRED, defect.apply(good));
            assertEquals(401, answer.status(), id);
            Expect.k2or3(answer);
        });
        Expect.k2or3(caller.get(Place.REQUIRED).proof(good).send());
        Expect.k2or3(caller.withoutProof(Place.REQUIRED).send());
        assertEquals(
                401, server().get(Place.REQUIRED).bearer(caller.token()).send().status());

        String uri = server().uri(server().path(Place.REQUIRED));
        Expect.accepted(
                caller,
                caller.withoutProof(Place.REQUIRED)
                        .header("DPOP", good.serialize())
                        .send());
        Expect.accepted(caller, caller.send(Place.REQUIRED, good.claim("htu", uri + "?query=1#fragment")));
        Expect.accepted(caller, caller.send(Place.REQUIRED, good.claim("htu", uri)));
        TestProof fixed = good.jti("fixed-" + Instant.now());
        Expect.accepted(caller, caller.send(Place.REQUIRED, fixed));
        Expect.k2or3(caller.send(Place.REQUIRED, fixed));
        Expect.accepted(
                caller,
                caller.send(Place.REQUIRED, good.header("tx_id_key", "a").claim("tx_id", "b")));
        String authority = server().baseUri().getRawAuthority();
        String upper =
                "HTTP://" + authority.toUpperCase(Locale.ROOT) + uri.substring("http://".length() + authority.length());
        Expect.accepted(caller, caller.send(Place.REQUIRED, good.claim("htu", upper)));
        Expect.accepted(caller, caller.send(Place.REQUIRED, good));
    }

    /** in nonce mode: the suite drops its nonce first, and the retry carries the one that it got. */
    @Test
    default void x21_anHourOffPassesWithANonce() {
        Caller caller = Caller.bound(server());
        for (Duration ahead : List.of(Duration.ofHours(1), Duration.ofHours(-1))) {
            HonestClient suite = new HonestClient(caller, ahead);
            Expect.accepted(caller, suite.get(NonceContract.NONCE));
            assertEquals(2, suite.requests());
        }
    }

    /** in nonce mode: a fixed {@code jti}, newly signed each time. */
    @Test
    default void x24_aFixedJtiIsGoodOnceInNonceModeToo() {
        Caller caller = Caller.bound(server());
        TestProof fixed = caller.proofWithNonce(NonceContract.NONCE).jti("fixed-" + Instant.now());
        Expect.accepted(caller, caller.send(NonceContract.NONCE, fixed));
        Expect.k2or3(caller.send(NonceContract.NONCE, fixed));
    }

    /** the client half of the suite, then the switch to its second client, which knows no nonce. */
    @Test
    default void x41_theClientOfTheSuiteGetsItsNonce() {
        for (Caller caller : List.of(Caller.bound(server()), Caller.bound(server()))) {
            HonestClient suite = new HonestClient(caller);
            Expect.accepted(caller, suite.get(NonceContract.NONCE));
            assertEquals(2, suite.requests());
            Expect.accepted(caller, suite.get(NonceContract.NONCE));
            assertEquals(3, suite.requests());
            suite.forgetNonce();
            Expect.accepted(caller, suite.get(NonceContract.NONCE));
            assertEquals(5, suite.requests());
        }
    }

    /** it adopts the nonce of a success. */
    @Test
    default void x41_theClientOfTheSuiteAdoptsANewerNonce() {
        Caller caller = Caller.bound(server());
        HonestClient suite = new HonestClient(caller);
        suite.take(server().nonces().due().serialize());
        String newer = Expect.acceptedWithNewerNonce(caller, suite.get(NonceContract.NONCE));
        assertEquals(newer, suite.nonce());
        Expect.accepted(caller, suite.get(NonceContract.NONCE));
        assertEquals(2, suite.requests());
    }

    /** the default port, which the request's own Host line may name or leave out as well. */
    @Test
    default void x29_theDefaultPortMayBeNamed() {
        Caller caller = Caller.bound(server());
        String path = server().baseUri().getRawPath() + server().path(Place.REQUIRED);
        for (String host : new String[] {"localhost", "localhost:80"}) {
            for (String named : new String[] {"localhost", "localhost:80", "localhost:"}) {
                Answer answer = server().get(Place.REQUIRED)
                        .header("Host", host)
                        .dpop(caller.token())
                        .proof(caller.proof(Place.REQUIRED).claim("htu", "http://" + named + path))
                        .send();
                Expect.accepted(caller, answer);
            }
        }
    }

    /** */
    @Test
    default void x33_to_x35_timesThatTheSuiteExpectsToPass() {
        Caller caller = Caller.bound(server());
        TestProof good = caller.proof(Place.REQUIRED);
        long now = Instant.now().getEpochSecond();
        Expect.accepted(
                caller, caller.send(Place.REQUIRED, good.claim("nbf", now).claim("exp", now + 300)));
        Expect.accepted(caller, caller.send(Place.REQUIRED, good.issuedAgo(Duration.ofSeconds(10))));
        Expect.accepted(caller, caller.send(Place.REQUIRED, good.issuedAhead(Duration.ofSeconds(8))));
    }

    /** */
    @Test
    default void x36_otherFieldsOfTheRequestAreOfNoConsequence() {
        Caller caller = Caller.bound(server());
        Answer answer = caller.get(Place.REQUIRED)
                .header("Accept", "text/plain, */*;q=0.1")
                .header("Accept-Charset", "UTF-8")
                .header("x-fapi-auth-date", "Tue, 11 Sep 2012 19:43:31 GMT")
                .header("x-fapi-interaction-id", "93bac548-d2de-4546-b106-880a5018460d")
                .header("x-fapi-customer-ip-address", "198.51.100.119")
                .send();
        Expect.accepted(caller, answer);
        if (!server().differs(Difference.SCHEME_SPELT_EXACTLY)) {
            Expect.accepted(
                    caller,
                    server().get(Place.REQUIRED)
                            .header("Authorization", "dpOp " + caller.token())
                            .proof(caller.proof(Place.REQUIRED))
                            .send());
        }
    }

    /** */
    @Test
    default void x38_everyAnswerIsDated() {
        Caller caller = Caller.bound(server());
        Expect.hasDate(caller.get(Place.REQUIRED).send());
        Expect.hasDate(server().get(Place.REQUIRED).send());
        Expect.hasDate(server().get("/contract/public").send());
    }

    /** X-39, F-02, W-11. */
    @Test
    default void x39_aTokenInTheQueryIsNoToken() {
        Caller caller = Caller.bound(server());
        String path = server().path(Place.REQUIRED) + "?access_token=";
        Answer bound = server().get(path + caller.token()).send();
        Expect.k1(server(), Place.REQUIRED, bound);
        Answer unbound = server().get(path + server().token()).send();
        Expect.k1(server(), Place.REQUIRED, unbound);
        Answer both = caller.get(path + caller.token()).send();
        assertTrue(both.status() == 200 || both.status() == 400, both.toString());
    }
}
