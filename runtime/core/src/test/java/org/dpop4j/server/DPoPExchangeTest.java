package org.dpop4j.server;

import static org.dpop4j.proof.Verifying.assertAccepted;
import static org.dpop4j.proof.Verifying.assertRejected;
import static org.dpop4j.server.Judging.ALGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dpop4j.DPoPProof;
import org.dpop4j.Rejection;
import org.dpop4j.ReplayStoreException;
import org.dpop4j.endpoint.EndpointPolicy;
import org.dpop4j.endpoint.ExpectedEndpoint;
import org.dpop4j.endpoint.PathPolicies;
import org.dpop4j.http.Authorization;
import org.dpop4j.http.PathPattern;
import org.dpop4j.jose.Keys;
import org.dpop4j.proof.NonceDemand;
import org.dpop4j.proof.Outcome;
import org.dpop4j.proof.ProtectedRequest;
import org.dpop4j.settings.DPoPMode;
import org.dpop4j.settings.NonceMode;
import org.dpop4j.test.TestIssuer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DPoPExchangeTest {
    private final Judging request = new Judging(DPoPMode.OPTIONAL);
    private final AuthenticatedToken bound = AuthenticatedToken.of(request.boundToken, false, null);
    private final AuthenticatedToken unbound = AuthenticatedToken.of(request.unboundToken, false, null);

    private static final ExpectedEndpoint UNDECIDED = ExpectedEndpoint.atLeast(EndpointPolicy.BY_MODE);

    /** Why the holder of the bound token is refused. */
    private Optional<Rejection> admitted(DPoPExchange exchange) {
        return exchange.admit(new Caller.TokenHolder(bound)) instanceof Outcome.Rejected rejected
                ? Optional.of(rejected.reason())
                : Optional.empty();
    }

    private Judging bearer() {
        return request.authorization("Bearer " + request.unboundToken).proofs();
    }

    @Nested
    @DisplayName("Q-07, H-119: the proof is verified once per request")
    class Once {
        @Test
        void aSecondJudgeDoesNotTakeTheFirstForAReplay() {
            DPoPExchange exchange = request.open();
            DPoPProof first = assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            DPoPProof second = assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertEquals(first.jti(), second.jti());
            assertEquals(1, request.proofs.store.uses().size());
        }

        @Test
        void laterDemandsChangeNothingAboutAGoodProof() {
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            exchange.demand(EndpointPolicy.REQUIRED);
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            exchange.demand(EndpointPolicy.OPTIONAL);
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
        }

        @Test
        void manyThreadsOfOneRequestAllGetTheOneVerdict() throws Exception {
            DPoPExchange exchange = request.open();
            ExecutorService executor = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Outcome>> judges = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    judges.add(() -> exchange.admit(new Caller.TokenHolder(bound)));
                }
                for (Future<Outcome> verdict : executor.invokeAll(judges)) {
                    assertAccepted(verdict.get());
                }
            } finally {
                executor.shutdownNow();
            }
            assertEquals(1, request.proofs.store.uses().size());
        }

        @Test
        void aRefusedProofStaysRefused() {
            request.proofs(request.proof().claim("iat", 1).serialize());
            DPoPExchange exchange = request.open();
            assertRejected(Rejection.PROOF_EXPIRED, exchange.admit(new Caller.TokenHolder(bound)));
            request.proofs.clock.set(Instant.ofEpochSecond(1));
            assertRejected(Rejection.PROOF_EXPIRED, exchange.admit(new Caller.TokenHolder(bound)));
        }

        @Test
        @DisplayName("a store that failed is not asked a second time in the same request")
        void aFailedStoreIsNotAskedAgain() {
            int[] asked = {0};
            request.proofs.replayStore = use -> {
                asked[0]++;
                throw new IllegalStateException();
            };
            DPoPExchange exchange = request.open();
            assertRejected(Rejection.REPLAY_STORE_UNAVAILABLE, exchange.admit(new Caller.TokenHolder(bound)));
            assertRejected(Rejection.REPLAY_STORE_UNAVAILABLE, exchange.admit(new Caller.TokenHolder(bound)));
            assertEquals(1, asked[0]);
        }

        @Test
        void twoRequestsWithTheSameProofAreAReplay() {
            assertAccepted(request.open().admit(new Caller.TokenHolder(bound)));
            assertRejected(Rejection.PROOF_REPLAYED, request.open().admit(new Caller.TokenHolder(bound)));
        }
    }

    @Nested
    @DisplayName("what is demanded at a path, whatever serves it")
    class Paths {
        Paths() {
            request.paths = PathPolicies.NONE
                    .with(List.of(PathPattern.parse("/orders")), EndpointPolicy.REQUIRED, "")
                    .with(List.of(PathPattern.parse("/elsewhere")), EndpointPolicy.REQUIRED, "")
                    .with(List.of(PathPattern.parse("/open")), EndpointPolicy.OPTIONAL, "");
        }

        @Test
        void isDemandedOfEverybody() {
            assertRejected(Rejection.CREDENTIALS_MISSING, request.open().admit(new Caller.Nobody()));
            assertRejected(Rejection.CREDENTIALS_MISSING, request.open().admit(new Caller.WithoutToken()));
            assertRejected(Rejection.DPOP_REQUIRED, bearer().open().admit(new Caller.TokenHolder(unbound)));
        }

        @Test
        void isMetByAProof() {
            assertAccepted(request.open().admit(new Caller.TokenHolder(bound)));
        }

        @Test
        @DisplayName("an annotation wins")
        void annotationsWin() {
            DPoPExchange open = bearer().open(ExpectedEndpoint.known(EndpointPolicy.OPTIONAL));
            assertFalse(open.isDPoPRequired());
            assertInstanceOf(Outcome.Accepted.class, open.admit(new Caller.TokenHolder(unbound)));
            request.target = "/open";
            assertTrue(request.open(ExpectedEndpoint.known(EndpointPolicy.REQUIRED))
                    .isDPoPRequired());
        }

        @Test
        @DisplayName("after a match that brings no annotation, the path still has the word")
        void theMatchTakesNothingAway() {
            DPoPExchange exchange = bearer().open(ExpectedEndpoint.atLeast(EndpointPolicy.OPTIONAL));
            assertInstanceOf(Outcome.Accepted.class, exchange.admit(new Caller.TokenHolder(unbound)));
            assertRejected(
                    Rejection.DPOP_REQUIRED, exchange.enter(EndpointPolicy.BY_MODE, new Caller.TokenHolder(unbound)));
        }

        @Test
        @DisplayName("an annotation that may not be meant does not win")
        void annotationsYield() {
            ExpectedEndpoint anything =
                    ExpectedEndpoint.known(EndpointPolicy.OPTIONAL).yielding();
            assertRejected(Rejection.DPOP_REQUIRED, bearer().open(anything).admit(new Caller.TokenHolder(unbound)));
            request.target = "/other";
            assertInstanceOf(Outcome.Accepted.class, bearer().open(anything).admit(new Caller.TokenHolder(unbound)));
        }

        @Test
        @DisplayName("an exchange that takes the place of another one is held to its paths")
        void replaces() {
            DPoPExchange before = bearer().open();
            request.target = "/other";
            DPoPExchange after = bearer().open();
            after.replaces(before);
            assertRejected(Rejection.DPOP_REQUIRED, after.admit(new Caller.TokenHolder(unbound)));
        }

        @Test
        @DisplayName("another path is not concerned")
        void onlyThere() {
            request.target = "/other";
            assertInstanceOf(Outcome.Accepted.class, bearer().open().admit(new Caller.TokenHolder(unbound)));
            assertInstanceOf(Outcome.Accepted.class, request.open().admit(new Caller.Nobody()));
        }

        @Test
        @DisplayName("in required mode a path can be left out")
        void isLeftOut() {
            Judging strict = new Judging(DPoPMode.REQUIRED);
            strict.paths = request.paths;
            strict.authorization("Bearer " + strict.unboundToken).proofs();
            AuthenticatedToken token = AuthenticatedToken.of(strict.unboundToken, false, null);
            strict.target = "/open";
            assertInstanceOf(Outcome.Accepted.class, strict.open().admit(new Caller.TokenHolder(token)));
            strict.target = "/other";
            assertRejected(Rejection.DPOP_REQUIRED, strict.open().admit(new Caller.TokenHolder(token)));
        }

        @Test
        @DisplayName("a request that is sent on is held to what is demanded there as well")
        void isSentOn() {
            request.target = "/other";
            DPoPExchange exchange = bearer().open();
            assertInstanceOf(Outcome.Accepted.class, exchange.admit(new Caller.TokenHolder(unbound)));
            exchange.sentOnTo(ExpectedEndpoint.BY_MODE, "/other/../elsewhere");
            assertRejected(Rejection.DPOP_REQUIRED, exchange.admit(new Caller.TokenHolder(unbound)));
        }

        @Test
        @DisplayName("and being sent on takes nothing away")
        void isStillHeldToTheFirstPath() {
            DPoPExchange exchange = bearer().open();
            exchange.sentOnTo(ExpectedEndpoint.BY_MODE, "/open");
            assertTrue(exchange.isDPoPRequired());
            assertRejected(Rejection.DPOP_REQUIRED, exchange.admit(new Caller.TokenHolder(unbound)));
        }

        @Test
        @DisplayName("a nonce is demanded where a path says so, from the beginning")
        void demandsANonce() {
            request.paths = PathPolicies.NONE.with(
                    List.of(PathPattern.parse("/orders")), EndpointPolicy.REQUIRED_WITH_NONCE, "");
            assertRejected(Rejection.NONCE_MISSING, request.open().admit(new Caller.TokenHolder(bound)));
        }
    }

    @Nested
    @DisplayName("T-14, T-16, H-94, H-98: the verdict belongs to the token it was made for")
    class AnotherTokenInTheSameRequest {
        private final String stolen =
                TestIssuer.es256().microProfile().boundTo(Keys.OTHER_ES256).serialize();

        @Test
        @DisplayName("a good proof for one's own token does not carry a stolen one from another carrier")
        void isNotAcceptedOnTheFirstOnesProof() {
            DPoPExchange exchange = request.open();
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertRejected(
                    Rejection.TOKEN_AMBIGUOUS,
                    exchange.admit(new Caller.TokenHolder(AuthenticatedToken.of(stolen, false, null))));
            assertEquals(Optional.of(Rejection.TOKEN_AMBIGUOUS), exchange.rejection());
            assertEquals(Optional.empty(), exchange.proof());
        }

        @Test
        @DisplayName("nor where the server exposes no text that could be compared")
        void isNotAcceptedWithoutItsText() {
            DPoPExchange exchange = request.open();
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertRejected(
                    Rejection.KEY_MISMATCH,
                    exchange.admit(new Caller.TokenHolder(
                            AuthenticatedToken.of(null, true, Map.of("jkt", Keys.OTHER_ES256.jkt())))));
        }

        @Test
        void anUnboundOneIsNotAcceptedEither() {
            DPoPExchange exchange = request.open();
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertRejected(Rejection.TOKEN_AMBIGUOUS, exchange.admit(new Caller.TokenHolder(unbound)));
            DPoPExchange other = new Judging(DPoPMode.OPTIONAL).open();
            other.admit(new Caller.TokenHolder(bound));
            assertRejected(
                    Rejection.TOKEN_NOT_BOUND,
                    request2().admit(new Caller.TokenHolder(AuthenticatedToken.of(null, false, null))));
        }

        /** An exchange whose own token was accepted. */
        private DPoPExchange request2() {
            Judging fresh = new Judging(DPoPMode.OPTIONAL);
            DPoPExchange exchange = fresh.open();
            assertAccepted(
                    exchange.admit(new Caller.TokenHolder(AuthenticatedToken.of(fresh.boundToken, false, null))));
            return exchange;
        }

        @Test
        @DisplayName("once refused, a request with the DPoP scheme stays refused, whatever token is found next")
        void refusalIsFinal() {
            DPoPExchange exchange = request.open();
            assertRejected(Rejection.TOKEN_AMBIGUOUS, exchange.admit(new Caller.TokenHolder(unbound)));
            assertRejected(Rejection.TOKEN_AMBIGUOUS, exchange.admit(new Caller.TokenHolder(bound)));
            assertEquals(List.of(), request.proofs.store.uses());
        }

        @Test
        @DisplayName("the same token seen another way is the same token")
        void theSameTokenIsAccepted() {
            DPoPExchange exchange = request.open();
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertAccepted(exchange.admit(
                    new Caller.TokenHolder(AuthenticatedToken.of(null, true, Map.of("jkt", Keys.ES256.jkt())))));
        }
    }

    @Nested
    @DisplayName("a Bearer request is judged by what the endpoint demands, as soon as it is known")
    class Bearer {
        @Test
        void theModeDecidesUntilTheEndpointIsKnown() {
            assertTrue(new Judging(DPoPMode.REQUIRED).open().isDPoPRequired());
            DPoPExchange exchange = bearer().open();
            assertFalse(exchange.isDPoPRequired());
            assertInstanceOf(Outcome.Accepted.class, exchange.admit(new Caller.TokenHolder(unbound)));
            exchange.demand(EndpointPolicy.REQUIRED);
            assertTrue(exchange.isDPoPRequired());
            assertRejected(Rejection.DPOP_REQUIRED, exchange.admit(new Caller.TokenHolder(unbound)));
            assertEquals(
                    List.of("DPoP error=\"invalid_token\", error_description=\"" + Rejection.DPOP_REQUIRED.description()
                            + "\", " + ALGS),
                    exchange.challengeFor(401).orElseThrow().wwwAuthenticate());
            // Refused is refused: nothing is said about permissions of a caller that was not let in.
            assertEquals(Optional.empty(), exchange.challengeFor(403));
        }

        @Test
        @DisplayName("an opt-out that becomes known later takes the refusal back, and leaves no trace of it")
        void anOptOutTakesTheRefusalBack() {
            Judging strict = new Judging(DPoPMode.REQUIRED);
            DPoPExchange exchange = strict.authorization("Bearer " + strict.unboundToken)
                    .proofs()
                    .open();
            AuthenticatedToken token = AuthenticatedToken.of(strict.unboundToken, false, null);
            assertRejected(Rejection.DPOP_REQUIRED, exchange.admit(new Caller.TokenHolder(token)));
            exchange.demand(EndpointPolicy.OPTIONAL);
            assertInstanceOf(Outcome.Accepted.class, exchange.admit(new Caller.TokenHolder(token)));
            assertEquals(Optional.empty(), exchange.rejection());
            assertEquals(
                    List.of("DPoP " + ALGS, "Bearer realm=\"api\""),
                    exchange.challenge().wwwAuthenticate());
            assertEquals(403, exchange.challengeFor(403).orElseThrow().status());
        }

        @Test
        void aBoundTokenNeverPassesWhateverIsDemanded() {
            DPoPExchange exchange =
                    request.authorization("Bearer " + request.boundToken).open();
            for (boolean required : List.of(true, false, true)) {
                exchange.demand(required ? EndpointPolicy.REQUIRED : EndpointPolicy.OPTIONAL);
                assertRejected(Rejection.BOUND_TOKEN_AS_BEARER, exchange.admit(new Caller.TokenHolder(bound)));
            }
        }
    }

    @Nested
    @DisplayName("Q-22: what is known of the request")
    class Knowledge {
        @Test
        void proofIsThereOnlyWhenItWasVerified() {
            DPoPExchange exchange = request.open();
            assertEquals(Optional.empty(), exchange.proof());
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(Keys.ES256.jkt(), exchange.proof().orElseThrow().jkt());
            assertEquals(Optional.empty(), exchange.rejection());

            DPoPExchange refused = request.open();
            refused.admit(new Caller.TokenHolder(bound));
            assertEquals(Optional.empty(), refused.proof());
            assertEquals(Optional.of(Rejection.PROOF_REPLAYED), refused.rejection());

            DPoPExchange bearer = bearer().open();
            bearer.admit(new Caller.TokenHolder(unbound));
            assertEquals(Optional.empty(), bearer.proof());
        }

        @Test
        void authorizationIsReadOnOpening() {
            assertInstanceOf(Authorization.DPoP.class, request.open().authorization());
            assertInstanceOf(
                    Authorization.Malformed.class,
                    request.authorization("DPoP a", "DPoP b").open().authorization());
        }

        @Test
        void screenFindsWhatNeedsNoToken() {
            assertEquals(Optional.empty(), request.open().screen());
            assertEquals(Optional.empty(), request.authorization().open().screen());
            assertEquals(
                    Optional.empty(), request.authorization("Basic x").open().screen());
            assertEquals(Optional.empty(), request.authorization("DPoP").open().screen());
            DPoPExchange two = request.authorization("DPoP a", "Basic x").open();
            assertEquals(Optional.of(Rejection.AUTHORIZATION_AMBIGUOUS), two.screen());
            assertEquals(Optional.of(Rejection.AUTHORIZATION_AMBIGUOUS), two.rejection());
            assertEquals(
                    Optional.of(Rejection.AUTHORIZATION_MALFORMED),
                    request.authorization("DPoP a,b").open().screen());
        }

        @Test
        @DisplayName("H-96: nothing prints what the client sent")
        void printsNothingOfTheClient() {
            String proof = request.proofLines.get(0);
            ResourceRequest wire = new ResourceRequest(
                    "GET", "https", null, List.of("evil\r\nhost"), "/evil", request.authorization, request.proofLines);
            assertEquals("ResourceRequest[method=GET]", wire.toString());
            ProtectedRequest held = request.proofs.request(Keys.ES256.jkt(), proof);
            assertFalse(held.toString().contains(proof));
            assertFalse(held.toString().contains(request.boundToken));
            DPoPProof verified = assertAccepted(request.open().admit(new Caller.TokenHolder(bound)));
            assertFalse(verified.toString().contains(verified.jti()));
        }
    }

    @Nested
    @DisplayName("C-22: the challenge that an answer of the server itself has to carry")
    class ChallengeFor {
        private static List<String> fields(Optional<Challenge> challenge) {
            return challenge.orElseThrow().wwwAuthenticate();
        }

        @Test
        void statusesThatCallForNone() {
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            for (int status : new int[] {200, 204, 302, 400, 404, 405, 500, 503}) {
                assertEquals(Optional.empty(), exchange.challengeFor(status), Integer.toString(status));
            }
        }

        @Test
        @DisplayName("the recorded rejection, where its status is the one that is answered")
        void theRecordedRejection() {
            request.proofs(request.proof().claim("htm", "PUT").serialize());
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            assertTrue(fields(exchange.challengeFor(401)).get(0).contains("invalid_dpop_proof"));
            assertEquals(Optional.empty(), exchange.challengeFor(403));
            assertEquals(Optional.empty(), exchange.challengeFor(400));

            DPoPExchange two = request.authorization("DPoP a", "DPoP b").open();
            two.screen();
            assertTrue(fields(two.challengeFor(400)).get(0).contains("invalid_request"));
        }

        @Test
        @DisplayName("the reason behind each status, which counters and events name as well")
        void reasons() {
            DPoPExchange fresh = request.open();
            assertEquals(Optional.of(Rejection.TOKEN_INVALID), fresh.reasonFor(401));
            assertEquals(Optional.empty(), fresh.reasonFor(403));
            fresh.admit(new Caller.TokenHolder(bound));
            assertEquals(Optional.of(Rejection.CREDENTIALS_MISSING), fresh.reasonFor(401));
            assertEquals(Optional.of(Rejection.INSUFFICIENT_SCOPE), fresh.reasonFor(403));
            assertEquals(Optional.empty(), fresh.reasonFor(200));

            DPoPExchange replay = request.open();
            replay.admit(new Caller.TokenHolder(bound));
            assertEquals(Optional.of(Rejection.PROOF_REPLAYED), replay.reasonFor(401));
            assertEquals(Optional.empty(), replay.reasonFor(403));
            assertEquals(Optional.empty(), replay.reasonFor(503));
        }

        @Test
        @DisplayName("DM-03, DM-08: a token was sent, and the server refused it before anybody judged it")
        void aTokenThatTheServerRefused() {
            assertTrue(fields(request.open().challengeFor(401)).get(0).contains("invalid_token"));
            assertTrue(fields(bearer().open().challengeFor(401)).get(1).contains("invalid_token"));
            assertEquals(Optional.empty(), request.open().challengeFor(403));
        }

        @Test
        @DisplayName("C-05: nothing was sent, so no error is named")
        void nothingWasSent() {
            for (String[] lines : List.of(new String[0], new String[] {"Basic x"}, new String[] {"DPoP"})) {
                assertEquals(
                        List.of("DPoP " + ALGS, "Bearer realm=\"api\""),
                        fields(request.authorization(lines).open().challengeFor(401)));
                assertEquals(Optional.empty(), request.open().challengeFor(403));
            }
        }

        @Test
        @DisplayName(
                "the application answers 401 although the token is good: it wants another login, the token has no fault")
        void theApplicationWantsAnotherLogin() {
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(List.of("DPoP " + ALGS, "Bearer realm=\"api\""), fields(exchange.challengeFor(401)));
        }

        @Test
        @DisplayName("C-14: 403 for a caller that was let in")
        void forbidden() {
            DPoPExchange dpop = request.open();
            dpop.admit(new Caller.TokenHolder(bound));
            assertTrue(fields(dpop.challengeFor(403)).get(0).startsWith("DPoP error=\"insufficient_scope\""));
            DPoPExchange bearer = bearer().open();
            bearer.admit(new Caller.TokenHolder(unbound));
            assertTrue(fields(bearer.challengeFor(403))
                    .get(0)
                    .startsWith("Bearer realm=\"api\", error=\"insufficient_scope\""));
            // A token in a cookie: nobody used a scheme, so no challenge fits.
            DPoPExchange cookie = request.authorization().proofs().open();
            cookie.admit(new Caller.TokenHolder(unbound));
            assertEquals(Optional.empty(), cookie.challengeFor(403));
        }

        @Test
        @DisplayName("what the glue found counts as well")
        void theGluesOwnRejection() {
            DPoPExchange exchange = request.open();
            exchange.refuse(Rejection.TOKEN_INVALID);
            assertEquals(Optional.of(Rejection.TOKEN_INVALID), exchange.rejection());
            assertTrue(exchange.challenge().wwwAuthenticate().get(0).contains("invalid_token"));
            // And is not taken back by a verdict about something else.
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(Optional.of(Rejection.TOKEN_INVALID), exchange.rejection());

            // Nor is it when a refusal of ours came before it, which later knowledge does take back.
            DPoPExchange bearer = bearer().open();
            bearer.demand(EndpointPolicy.REQUIRED);
            bearer.admit(new Caller.TokenHolder(unbound));
            bearer.refuse(Rejection.TOKEN_INVALID);
            bearer.demand(EndpointPolicy.OPTIONAL);
            bearer.admit(new Caller.TokenHolder(unbound));
            assertEquals(Optional.of(Rejection.TOKEN_INVALID), bearer.rejection());
        }

        @Test
        void challengeWithoutARejectionAsksForCredentials() {
            assertEquals(
                    List.of("DPoP " + ALGS, "Bearer realm=\"api\""),
                    request.open().challenge().wwwAuthenticate());
        }

        @Test
        @DisplayName("K8: Retry-After comes from the store")
        void retryAfter() {
            request.proofs.replayStore = use -> {
                throw new ReplayStoreException(ReplayStoreException.Reason.FULL, "full", Duration.ofMillis(1500));
            };
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(
                    Optional.of("2"), exchange.challengeFor(503).orElseThrow().retryAfterSeconds());
            assertEquals(Optional.of("2"), exchange.challenge().retryAfterSeconds());
            // A status of its own is not answered with the header fields of another.
            Challenge other = exchange.challengeFor(401).orElseThrow();
            assertEquals(401, other.status());
            assertEquals(Optional.empty(), other.retryAfterSeconds());
        }
    }

    @Nested
    @DisplayName("N-05..N-09, N-18, A-33, C-15: which answers bring a nonce")
    class Nonces {
        private DPoPExchange judged(NonceDemand demand, Duration age) {
            String nonce = request.proofs.nonce().issuedAgo(age).serialize();
            request.proofs(request.proof().nonce(nonce).serialize());
            DPoPExchange exchange = request.open(
                    switch (demand) {
                        case NONE -> ExpectedEndpoint.BY_MODE;
                        case UNDECIDED -> UNDECIDED;
                        case REQUIRED -> ExpectedEndpoint.known(EndpointPolicy.REQUIRED_WITH_NONCE);
                    });
            exchange.admit(new Caller.TokenHolder(bound));
            return exchange;
        }

        private static List<Integer> statusesWithNonce(DPoPExchange exchange) {
            List<Integer> statuses = new ArrayList<>();
            for (int status = 100; status < 600; status++) {
                if (exchange.nonceFor(status).isPresent()) {
                    statuses.add(status);
                }
            }
            return statuses;
        }

        @Test
        @DisplayName("the challenge, and no other status that somebody makes of it")
        void theChallenge() {
            DPoPExchange exchange = judged(NonceDemand.REQUIRED, Duration.ofHours(1));
            assertEquals(Optional.of(Rejection.NONCE_STALE), exchange.rejection());
            assertEquals(List.of(401), statusesWithNonce(exchange));
            assertEquals(1, exchange.challenge().wwwAuthenticate().size());
        }

        @Test
        @DisplayName("clients.md section 1: a success and 403 where a newer one is due")
        void successes() {
            DPoPExchange exchange = judged(NonceDemand.REQUIRED, Duration.ofMinutes(3));
            List<Integer> statuses = statusesWithNonce(exchange);
            assertEquals(101, statuses.size());
            assertTrue(statuses.containsAll(List.of(200, 204, 206, 299, 403)));
        }

        @Test
        @DisplayName("nothing while the nonce is in the first half of its life")
        void notYet() {
            DPoPExchange exchange = judged(NonceDemand.REQUIRED, Duration.ofMinutes(2));
            assertEquals(Optional.empty(), exchange.rejection());
            assertEquals(List.of(), statusesWithNonce(exchange));
        }

        @Test
        @DisplayName("N-08: nothing while no nonce is demanded, whatever the proof holds")
        void notDemanded() {
            assertEquals(List.of(), statusesWithNonce(judged(NonceDemand.NONE, Duration.ofMinutes(3))));
            assertEquals(List.of(), statusesWithNonce(judged(NonceDemand.NONE, Duration.ofHours(1))));
        }

        @Test
        @DisplayName(
                "N-08: nothing on success while it is not known whether a nonce is demanded, and then only if it is")
        void notDemandedInTheEnd() {
            DPoPExchange exchange = judged(NonceDemand.UNDECIDED, Duration.ofMinutes(3));
            assertEquals(List.of(), statusesWithNonce(exchange));
            exchange.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertEquals(101, statusesWithNonce(exchange).size());
        }

        @Test
        @DisplayName("nothing before anything was judged, and nothing for Bearer")
        void notWithoutProof() {
            assertEquals(List.of(), statusesWithNonce(request.open()));
            request.settings(settings -> settings.nonceMode(NonceMode.REQUIRED));
            DPoPExchange exchange = bearer().open();
            assertInstanceOf(Outcome.Accepted.class, exchange.admit(new Caller.TokenHolder(unbound)));
            assertEquals(List.of(), statusesWithNonce(exchange));
        }

        @Test
        @DisplayName("nothing with another fault than the nonce, also one that the glue found later")
        void notWithOtherFaults() {
            DPoPExchange exchange = judged(NonceDemand.REQUIRED, Duration.ofMinutes(3));
            exchange.refuse(Rejection.TOKEN_INVALID);
            assertEquals(List.of(), statusesWithNonce(exchange));
        }

        @Test
        @DisplayName("Q-07: the same newer one, however often the verdict is asked for")
        void isIssuedOnce() {
            DPoPExchange exchange = judged(NonceDemand.REQUIRED, Duration.ofMinutes(3));
            Optional<String> first = exchange.nonceFor(200);
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(first, exchange.nonceFor(200));
        }

        @Test
        @DisplayName("the setting decides until the endpoint is known")
        void theSettingDecides() {
            request.settings(settings -> settings.nonceMode(NonceMode.REQUIRED));
            assertRejected(Rejection.NONCE_MISSING, request.open().admit(new Caller.TokenHolder(bound)));
        }
    }

    @Nested
    @DisplayName("design.md section 5: an endpoint that turns out to demand a nonce")
    class LateNonce {
        private DPoPExchange verified(String nonce) {
            request.proofs(request.proof().nonce(nonce).serialize());
            DPoPExchange exchange = request.open();
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertTrue(exchange.isSettled());
            exchange.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            return exchange;
        }

        @Test
        void isNotSettledUntilTheNonceIsGood() {
            DPoPExchange exchange = verified(request.proofs.nonce().serialize());
            assertFalse(exchange.isSettled());
            assertEquals(Optional.empty(), admitted(exchange));
            assertTrue(exchange.isSettled());
            assertEquals(1, request.proofs.store.uses().size());
        }

        @Test
        void refusesWithoutAGoodNonce() {
            DPoPExchange exchange = verified("foreign");
            assertEquals(Optional.of(Rejection.NONCE_UNKNOWN), admitted(exchange));
            assertEquals(Optional.of(Rejection.NONCE_UNKNOWN), exchange.rejection());
            assertTrue(exchange.nonceFor(401).isPresent());
            assertFalse(exchange.isSettled());
            assertEquals(Optional.empty(), exchange.proof());
            assertEquals(1, request.proofs.store.uses().size());
            assertRejected(Rejection.NONCE_UNKNOWN, exchange.admit(new Caller.TokenHolder(bound)));
            assertEquals(Optional.of(Rejection.NONCE_UNKNOWN), admitted(exchange));
        }

        @Test
        @DisplayName("another verdict on the token asks for the nonce as well")
        void judgeAsksToo() {
            DPoPExchange good = verified(request.proofs.nonce().serialize());
            assertAccepted(good.admit(new Caller.TokenHolder(bound)));
            assertTrue(good.isSettled());
            assertRejected(Rejection.NONCE_UNKNOWN, verified("foreign").admit(new Caller.TokenHolder(bound)));
        }

        @Test
        void bringsANewerNonceWhereOneIsDue() {
            DPoPExchange exchange = verified(
                    request.proofs.nonce().issuedAgo(Duration.ofMinutes(3)).serialize());
            assertEquals(Optional.empty(), exchange.nonceFor(200));
            admitted(exchange);
            Optional<String> newer = exchange.nonceFor(200);
            assertTrue(newer.isPresent());
            admitted(exchange);
            assertEquals(newer, exchange.nonceFor(200));
        }

        @Test
        @DisplayName("nothing is settled without a verified proof")
        void settlesNothingWithoutAProof() {
            DPoPExchange untouched = request.open();
            assertFalse(untouched.isSettled());
            DPoPExchange bearer = bearer().open();
            bearer.admit(new Caller.TokenHolder(unbound));
            assertFalse(bearer.isSettled());
        }

        @Test
        @DisplayName("R-08, R-09: what method and URI tell decides about window and memory, whatever comes later")
        void aLateDemandOnlyAdds() {
            String nonce = request.proofs.nonce().serialize();
            String old = request.proof()
                    .nonce(nonce)
                    .issuedAgo(Duration.ofMinutes(2))
                    .serialize();
            DPoPExchange exchange = request.proofs(old).open();
            exchange.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertRejected(Rejection.PROOF_EXPIRED, exchange.admit(new Caller.TokenHolder(bound)));

            String fresh = request.proof().nonce(nonce).serialize();
            DPoPExchange first = request.proofs(fresh).open();
            assertAccepted(first.admit(new Caller.TokenHolder(bound)));
            Instant forgotten = request.proofs.store.uses().get(0).expiry();
            request.proofs.clock.set(forgotten);
            DPoPExchange copy = request.proofs(fresh).open();
            copy.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertRejected(Rejection.PROOF_EXPIRED, copy.admit(new Caller.TokenHolder(bound)));
        }

        @Test
        @DisplayName("a demand that is known before the verdict is part of it")
        void isPartOfTheVerdictWhenKnown() {
            DPoPExchange without = request.open();
            without.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertRejected(Rejection.NONCE_MISSING, without.admit(new Caller.TokenHolder(bound)));
            request.proofs(
                    request.proof().nonce(request.proofs.nonce().serialize()).serialize());
            DPoPExchange with = request.open();
            with.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertAccepted(with.admit(new Caller.TokenHolder(bound)));
            assertTrue(with.isSettled());
        }

        @Test
        @DisplayName("whether a proof is accepted for good is known with its endpoint, or with its nonce")
        void knowsWhetherANonceMayBeNeeded() {
            DPoPExchange exchange = request.open(UNDECIDED);
            assertFalse(exchange.mayNeedNonce());
            assertAccepted(exchange.admit(new Caller.TokenHolder(bound)));
            assertTrue(exchange.mayNeedNonce());
            exchange.demand(EndpointPolicy.REQUIRED_WITH_NONCE);
            assertFalse(exchange.mayNeedNonce());

            request.proofs(
                    request.proof().nonce(request.proofs.nonce().serialize()).serialize());
            DPoPExchange withNonce = request.open(UNDECIDED);
            assertAccepted(withNonce.admit(new Caller.TokenHolder(bound)));
            assertFalse(withNonce.mayNeedNonce());
        }

        @Test
        @DisplayName("T-14: of another key's token nothing is settled by it")
        void stillComparesTheKey() {
            DPoPExchange exchange = verified(request.proofs.nonce().serialize());
            assertRejected(
                    Rejection.KEY_MISMATCH,
                    exchange.admit(new Caller.TokenHolder(
                            AuthenticatedToken.of(null, true, Map.of("jkt", Keys.OTHER_ES256.jkt())))));
        }
    }

    @Nested
    @DisplayName("M-12, DM-01, T-13: who needs a proof here")
    class Callers {
        private final Caller nobody = Caller.nobody();
        private final Caller basic = Caller.with(Optional.empty());

        private static void assertAdmitted(Outcome outcome) {
            assertInstanceOf(Outcome.Accepted.class, outcome);
        }

        @Test
        @DisplayName("the annotation demands a caller by itself; that nobody came is the glue's to refuse")
        void theAnnotationDemandsACaller() {
            DPoPExchange exchange = request.authorization().proofs().open();
            assertRejected(Rejection.CREDENTIALS_MISSING, exchange.enter(EndpointPolicy.REQUIRED, nobody));
            assertEquals(Optional.empty(), exchange.rejection());
            assertEquals(List.of(), request.told.events());
            assertRejected(Rejection.CREDENTIALS_MISSING, exchange.enter(EndpointPolicy.REQUIRED, basic));
            assertEquals(Optional.of(Rejection.CREDENTIALS_MISSING), exchange.rejection());
            assertEquals(List.of("credentials_missing"), request.told.events());
        }

        @Test
        @DisplayName("whoever has a name in required mode has it by DPoP; what is public stays public")
        void requiredModeDemandsDPoPOfEveryCaller() {
            Judging strict = new Judging(DPoPMode.REQUIRED).authorization().proofs();
            assertAdmitted(strict.open().enter(EndpointPolicy.BY_MODE, nobody));
            assertRejected(Rejection.CREDENTIALS_MISSING, strict.open().enter(EndpointPolicy.BY_MODE, basic));
            assertAdmitted(strict.open().enter(EndpointPolicy.OPTIONAL, basic));
            assertAdmitted(request.authorization().open().enter(EndpointPolicy.BY_MODE, basic));
        }

        @Test
        @DisplayName("a proof that was verified for its token is enough, whoever the server names afterwards")
        void aVerifiedProofIsEnough() {
            DPoPExchange exchange = request.open();
            assertAdmitted(exchange.admit(new Caller.TokenHolder(bound)));
            assertAdmitted(exchange.admit(Caller.with(exchange.sentToken())));
            assertAdmitted(exchange.enter(EndpointPolicy.REQUIRED, nobody));
            assertAdmitted(exchange.enter(EndpointPolicy.REQUIRED, basic));
        }

        @Test
        @DisplayName("T-05, P-27: a DPoP token that was merely sent fulfils no demand")
        void sentTokenFulfilsNoDemand() {
            for (EndpointPolicy policy : List.of(EndpointPolicy.REQUIRED, EndpointPolicy.OPTIONAL)) {
                DPoPExchange exchange = request.open();
                assertRejected(
                        Rejection.CONFIRMATION_UNKNOWN, exchange.enter(policy, Caller.with(exchange.sentToken())));
                assertEquals(Optional.empty(), exchange.proof());
            }
        }

        @Test
        @DisplayName("the token in the line counts for a caller of whom the server shows none")
        void sentToken() {
            DPoPExchange exchange = request.open();
            exchange.admit(new Caller.TokenHolder(bound));
            assertEquals(Optional.of(bound), exchange.sentToken());
            assertEquals(Optional.of(unbound), bearer().open().sentToken());
            assertEquals(
                    Optional.empty(), request.authorization("Basic x").open().sentToken());
            assertEquals(Optional.empty(), request.authorization("DPoP").open().sentToken());
        }
    }

    @Nested
    @DisplayName("Q-21, Q-22: what listeners and the application are told")
    class Telling {
        private final Caller holder = new Caller.TokenHolder(bound);

        @Test
        void anAcceptedProofIsToldOnceWhenTheRequestHasEntered() {
            DPoPExchange exchange = request.open();
            exchange.admit(holder);
            assertEquals(List.of(), request.told.events());
            exchange.enter(EndpointPolicy.REQUIRED, holder);
            exchange.enter(EndpointPolicy.REQUIRED, holder);
            exchange.passed();
            exchange.finished(200);
            assertEquals(List.of("accepted"), request.told.events());
        }

        @Test
        void aRefusalIsToldOnceAndNeverAsAccepted() {
            DPoPExchange exchange = bearer().open();
            exchange.enter(EndpointPolicy.REQUIRED, new Caller.TokenHolder(unbound));
            exchange.enter(EndpointPolicy.REQUIRED, new Caller.TokenHolder(unbound));
            exchange.passed();
            exchange.refuse(Rejection.TOKEN_INVALID);
            exchange.finished(401);
            assertEquals(List.of("dpop_required"), request.told.events());
        }

        @Test
        @DisplayName("both only where the application sends an accepted request on to an endpoint that refuses it")
        void acceptedThenRefusedElsewhere() {
            DPoPExchange exchange = request.open();
            exchange.enter(EndpointPolicy.REQUIRED, holder);
            exchange.enter(EndpointPolicy.REQUIRED_WITH_NONCE, holder);
            assertEquals(List.of("accepted", "nonce_missing"), request.told.events());
            assertEquals(Optional.empty(), exchange.proof());
        }

        @Test
        @DisplayName(
                "N-07: a nonce that turns out to be demanded is asked for whomever the server names, with one to try again")
        void aLateNonceIsDemandedOfEveryCaller() {
            for (Caller next : List.of(Caller.nobody(), Caller.with(Optional.empty()))) {
                Judging fresh = new Judging(DPoPMode.OPTIONAL);
                DPoPExchange exchange = fresh.open(UNDECIDED);
                exchange.admit(new Caller.TokenHolder(AuthenticatedToken.ofText(fresh.boundToken)));
                assertRejected(Rejection.NONCE_MISSING, exchange.enter(EndpointPolicy.REQUIRED_WITH_NONCE, next));
                assertEquals(Optional.of(Rejection.NONCE_MISSING), exchange.rejection());
                assertTrue(exchange.nonceFor(401).isPresent());
                assertEquals(List.of("nonce_missing"), fresh.told.events());
            }
        }

        @Test
        @DisplayName("Q-17: who only tells or asks does not wait for a store that is being waited for")
        void nobodyWaitsForTheStoreButWhoAdmits() throws Exception {
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            request.proofs.replayStore = use -> {
                asked.countDown();
                try {
                    return answer.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            };
            DPoPExchange exchange = request.open();
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                Future<Outcome> admitted = executor.submit(() -> exchange.admit(holder));
                assertTrue(asked.await(1, TimeUnit.MINUTES));
                exchange.demand(EndpointPolicy.REQUIRED);
                exchange.finished(503);
                exchange.refuse(Rejection.TOKEN_INVALID);
                assertFalse(admitted.isDone());
                answer.countDown();
                assertAccepted(admitted.get());
            } finally {
                executor.shutdownNow();
            }
            assertEquals(Optional.of(Rejection.TOKEN_INVALID), exchange.rejection());
            assertEquals(List.of("token_invalid"), request.told.events());
        }

        @Test
        @DisplayName("what nobody told before is told with the response")
        void finished() {
            DPoPExchange nowhere = request.open();
            nowhere.admit(holder);
            nowhere.finished(404);
            nowhere.finished(404);
            request.authorization().proofs().open().finished(401);
            request.open().finished(200);
            assertEquals(List.of("finished accepted", "finished credentials_missing"), request.told.events());
        }

        @Test
        @DisplayName("the proof is gone with every refusal, also one that the glue found")
        void noProofAfterARefusal() {
            DPoPExchange exchange = request.open();
            exchange.enter(EndpointPolicy.REQUIRED, holder);
            assertTrue(exchange.proof().isPresent());
            exchange.refuseAs(200);
            assertTrue(exchange.proof().isPresent());
            exchange.refuseAs(403);
            assertEquals(Optional.of(Rejection.INSUFFICIENT_SCOPE), exchange.rejection());
            assertEquals(Optional.empty(), exchange.proof());
        }
    }
}
