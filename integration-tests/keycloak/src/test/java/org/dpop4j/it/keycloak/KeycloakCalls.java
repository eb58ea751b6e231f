package org.dpop4j.it.keycloak;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dpop4j.Rejection;
import org.dpop4j.test.ClientKey;
import org.dpop4j.test.DPoPFilter;
import org.dpop4j.test.TestProof;
import org.junit.jupiter.api.Test;

/** What Keycloak's tokens are good for, whoever validates them for the application. */
public abstract class KeycloakCalls extends KeycloakTest {
    private static final ClientKey THIEF = ClientKey.es256();

    /** How long the application takes a token after it has expired. */
    protected abstract Duration clockSkew();

    @Test
    void oneTokenServesManyRequestsWithAProofEach() {
        IssuedToken token = aliceToken();

        for (int i = 0; i < 3; i++) {
            assertAdmitted(call("/orders/own", KEY, token), "alice", KEY.jkt());
        }
    }

    @Test
    void rolesComeFromTheGroupsOfTheToken() {
        IssuedToken admin = tokens.forUser(SPA, "adam", KEY);

        assertAdmitted(call("/orders", KEY, aliceToken()), "alice", KEY.jkt());
        assertAdmitted(call("/orders", KEY, admin), "adam", KEY.jkt());
        assertAdmitted(call("/orders/all", KEY, admin), "adam", KEY.jkt());
    }

    @Test
    void aServiceGetsIn() {
        IssuedToken token = tokens.forService(SERVICE, SERVICE_SECRET, KEY);

        assertAdmitted(call("/orders", KEY, token), "service-account-orders-service", KEY.jkt());
        assertAdmitted(call("/orders/own", KEY, token), "service-account-orders-service", KEY.jkt());
    }

    @Test
    void aRefreshedTokenGetsIn() {
        IssuedToken refreshed = tokens.refreshed(SPA, aliceToken(), KEY);

        assertAdmitted(call("/orders/own", KEY, refreshed), "alice", KEY.jkt());
    }

    @Test
    void aBearerTokenIsGoodEnoughWhereDPoPIsOptional() {
        Response response =
                bearer(tokens.forUserWithoutProof(LEGACY_SPA, "alice")).get("/orders");

        assertAdmitted(response, "alice", "without proof");
    }

    @Test
    void aCallerWithoutATokenIsAskedForDPoP() {
        Response response = given().get("/orders/own");

        response.then().statusCode(401);
        assertEquals(1, challenges(response).size());
        assertStartsWith("DPoP algs=\"ES256 ", challenges(response).get(0));
    }

    @Test
    void aUserWithoutTheRoleIsForbidden() {
        assertChallenge(call("/orders/all", KEY, aliceToken()), 403, "insufficient_scope");
    }

    @Test
    void aServiceWithoutTheRoleIsForbidden() {
        IssuedToken token = tokens.forService(SERVICE, SERVICE_SECRET, KEY);

        assertChallenge(call("/orders/all", KEY, token), 403, "insufficient_scope");
    }

    // ---- the binding

    @Test
    void aStolenTokenIsRefusedWithTheThiefsOwnKey() {
        IssuedToken token = aliceToken();

        assertRefused(call("/orders/own", THIEF, token), Rejection.KEY_MISMATCH);
        assertRefused(call("/orders", THIEF, token), Rejection.KEY_MISMATCH);
    }

    @Test
    void aStolenTokenIsRefusedWithThePublicKeyOfItsOwner() {
        Response response = call("/orders/own", KEY, aliceToken(), proof -> proof.signedBy(THIEF));

        assertRefused(response, Rejection.SIGNATURE_INVALID);
    }

    @Test
    void aBoundTokenIsRefusedWithoutAProof() {
        Response response =
                given().header("Authorization", "DPoP " + aliceToken().text()).get("/orders/own");

        assertRefused(response, Rejection.PROOF_MISSING);
    }

    @Test
    void aBoundTokenIsRefusedAsBearerWhereDPoPIsRequired() {
        IssuedToken token = aliceToken();

        assertRefused(bearer(token).get("/orders/own"), Rejection.BOUND_TOKEN_AS_BEARER);
        assertRefused(bearer(token).get("/orders/all"), Rejection.BOUND_TOKEN_AS_BEARER);
    }

    @Test
    void aBoundTokenIsRefusedAsBearerWhereDPoPIsOptional() {
        assertDowngradeRefused(bearer(aliceToken()).get("/orders"));
    }

    @Test
    void aValidProofDoesNotRescueABoundTokenThatIsSentAsBearer() {
        IssuedToken token = aliceToken();
        RequestSpecification request = bearer(token).filter((specification, response, context) -> {
            String proof = TestProof.with(KEY)
                    .uri(specification.getURI())
                    .accessToken(token.text())
                    .serialize();
            specification.header("DPoP", proof);
            return context.next(specification, response);
        });

        assertDowngradeRefused(request.get("/orders"));
    }

    /** The error stands on the scheme that the client has used, and DPoP is offered before it. */
    private void assertDowngradeRefused(Response response) {
        response.then().statusCode(401);
        List<String> challenges = challenges(response);
        assertEquals(2, challenges.size(), challenges::toString);
        assertStartsWith("DPoP algs=\"ES256 ", challenges.get(0));
        assertStartsWith("Bearer ", challenges.get(1));
        assertTrue(challenges.get(1).contains("error=\"invalid_token\""), challenges::toString);
        assertEquals(Optional.of(Rejection.BOUND_TOKEN_AS_BEARER), refusals.latest());
    }

    @Test
    void aBearerTokenIsRefusedWhereDPoPIsRequired() {
        IssuedToken token = tokens.forUserWithoutProof(LEGACY_SPA, "alice");

        assertRefused(bearer(token).get("/orders/own"), Rejection.DPOP_REQUIRED);
        assertRefused(bearer(token).get("/orders/all"), Rejection.DPOP_REQUIRED);
    }

    @Test
    void aBearerTokenDoesNotBecomeBoundByAProof() {
        IssuedToken token = tokens.forUserWithoutProof(LEGACY_SPA, "alice");

        assertRefused(call("/orders/own", KEY, token), Rejection.TOKEN_NOT_BOUND);
        assertRefused(call("/orders", KEY, token), Rejection.TOKEN_NOT_BOUND);
    }

    // ---- the proof

    @Test
    void aReplayedProofIsRefused() {
        IssuedToken token = aliceToken();
        RecordedCall recorded = new RecordedCall(token);
        assertAdmitted(recorded.send(), "alice", KEY.jkt());

        assertRefused(recorded.send(), Rejection.PROOF_REPLAYED);
    }

    /** What somebody who can read the traffic can send again. */
    private static final class RecordedCall {
        private final IssuedToken token;
        private String proof;

        RecordedCall(IssuedToken token) {
            this.token = token;
        }

        Response send() {
            return given().filter(DPoPFilter.of(KEY, token.text()).altering(fresh -> fresh.mapCompact(this::recorded)))
                    .get("/orders/own");
        }

        private String recorded(String fresh) {
            if (proof == null) {
                proof = fresh;
            }
            return proof;
        }
    }

    @Test
    void aProofForAnotherMethodIsRefused() {
        assertRefused(call("/orders/own", KEY, aliceToken(), proof -> proof.method("POST")), Rejection.HTM_MISMATCH);
    }

    @Test
    void aProofForAnotherUrlIsRefused() {
        assertRefused(
                call("/orders/own", KEY, aliceToken(), proof -> proof.uri("https://api.example/orders/own")),
                Rejection.HTU_MISMATCH);
    }

    @Test
    void theProofThatTheTokenEndpointTookIsRefused() {
        String tokenEndpoint = issuer + "/protocol/openid-connect/token";

        assertRefused(
                call(
                        "/orders/own",
                        KEY,
                        aliceToken(),
                        proof -> proof.method("POST").uri(tokenEndpoint).without("ath")),
                Rejection.CLAIM_MISSING);
    }

    @Test
    void aProofForAnotherTokenOfTheSameCallerIsRefused() {
        IssuedToken other = aliceToken();

        assertRefused(
                call("/orders/own", KEY, aliceToken(), proof -> proof.accessToken(other.text())),
                Rejection.ATH_MISMATCH);
    }

    // ---- the token

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        IssuedToken token = tokens.forUser(BILLING_SPA, "alice", KEY);

        assertTokenInvalid(call("/orders/own", KEY, token));
        assertTokenInvalid(call("/orders", KEY, token));
    }

    /** Calls again and again, so that the one thing that changes is the time. */
    @Test
    void aTokenIsRefusedOnceItHasExpired() {
        IssuedToken token = tokens.forUser(SHORT_LIVED_SPA, "alice", KEY);
        Instant end = token.expiry().plus(clockSkew());
        Instant sent = Instant.now();
        Response response = call("/orders/own", KEY, token);
        while (response.statusCode() == 200) {
            assertTrue(sent.isBefore(end), "an expired token was taken");
            sent = Instant.now();
            response = call("/orders/own", KEY, token);
        }

        assertFalse(Instant.now().isBefore(end), "a token was refused that has not expired");
        assertTokenInvalid(response);
    }
}
