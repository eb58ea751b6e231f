package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds at every placement in either mode: for both authentication modes, and once is enough. */
abstract class AbstractPlacementTest extends AbstractModeTest {
    @Test
    @DisplayName("DM-02: a stray proof of the anonymous is ignored")
    void ignoresAStrayProof() {
        forEach(
                Placements.REQUIRED.stream(),
                path -> Answers.asksForDPoP(
                        Callers.anonymous().header("DPoP", "stray").get(path)));
    }

    @Test
    @DisplayName("DM-04, DM-05: wherever @DPoPRequired stands, an unbound token is refused")
    void refusesUnboundTokens() {
        forEach(Placements.REQUIRED.stream(), path -> {
            Answers.refusesTheToken(Callers.bearer("user").get(path), DPOP_ONLY);
            Answers.refusesTheToken(
                    Callers.bearer("user").header("DPoP", "stray").get(path), DPOP_ONLY);
            Answers.refusesTheToken(Callers.unboundAsDPoP("user").get(path), "The access token is not DPoP-bound");
        });
    }

    @Test
    @DisplayName("DM-06, DM-07: wherever @DPoPRequired stands, a bound token as Bearer is refused")
    void refusesBoundTokensAsBearer() {
        forEach(
                Placements.REQUIRED.stream(),
                path -> Answers.refusesTheToken(Callers.boundAsBearer("user").get(path), NOT_AS_BEARER));
    }

    @Test
    @DisplayName("DM-10, DM-12: wherever @DPoPRequired stands, a proof is needed, and a good one")
    void refusesBadProofs() {
        forEach(Placements.REQUIRED.stream(), path -> {
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            Answers.refusesTheProof(
                    Callers.dpopWith(proof -> proof.method("POST")).get(path),
                    "The htm of the DPoP proof does not match the request");
            Answers.refusesTheToken(
                    Callers.dpopWith(proof -> proof.key(Callers.OTHER_KEY)).get(path),
                    "The access token is bound to another key");
        });
    }

    @Test
    @DisplayName("DM-03, DM-08: an invalid token gets the challenge of the endpoint")
    void refusesInvalidTokens() {
        String invalid = "The access token is invalid or has expired";
        forEach(Placements.REQUIRED.stream(), path -> {
            Answers.refusesTheToken(
                    Callers.anonymous().auth().oauth2("not-a-jwt").get(path), invalid);
            Answers.refusesTheToken(
                    Callers.anonymous()
                            .header("Authorization", "DPoP not-a-jwt")
                            .header("DPoP", "stray")
                            .get(path),
                    invalid);
        });
    }

    @Test
    @DisplayName("DM-18: two credentials are an invalid request, annotated or not")
    void refusesTwoCredentials() {
        forEach(
                Stream.of("/on-method", "/opt-out/method", "/opt-out/public", "/on-method/unannotated"),
                path -> Answers.findsTheRequestInvalid(Callers.anonymous()
                        .header("Authorization", "DPoP " + Callers.boundToken("user"))
                        .header("Authorization", "Bearer " + Callers.unboundToken("user"))
                        .get(path)));
    }

    @Test
    @DisplayName("Q-05: HEAD is the GET of the resource, and HEAD for the proof")
    void answersHead() {
        forEach(Placements.REQUIRED.stream(), path -> {
            assertEquals(200, Callers.dpop("user").head(path).statusCode());
            Answers.asksForDPoP(Callers.anonymous().head(path));
            Answers.refusesTheToken(Callers.bearer("user").head(path), DPOP_ONLY);
        });
    }
}
