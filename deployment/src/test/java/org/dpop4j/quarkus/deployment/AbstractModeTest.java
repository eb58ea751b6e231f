package org.dpop4j.quarkus.deployment;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.QuarkusUnitTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What depends on the mode of the extension, for both authentication modes. */
abstract class AbstractModeTest {
    static final String NOT_AS_BEARER = "The access token is DPoP-bound and needs the DPoP scheme";
    static final String DPOP_ONLY = "This resource requires a DPoP-bound access token";
    private static final List<String> ROLES =
            List.of("/roles/method", "/roles-in-required-class", "/required-in-roles-class");

    static QuarkusUnitTest application(boolean proactive, String mode) {
        return Callers.application(Placements.classes())
                .overrideConfigKey("quarkus.http.auth.proactive", Boolean.toString(proactive))
                .overrideConfigKey("quarkus.dpop.mode", mode);
    }

    /** Whether endpoints without an annotation demand DPoP. */
    abstract boolean isRequiredMode();

    static void forEach(Stream<String> paths, Consumer<String> check) {
        assertAll(paths.map(path -> () -> assertAll(path, () -> check.accept(path))));
    }

    @Test
    @DisplayName("Q-03, H-123: wherever @DPoPRequired stands, a valid proof is let in")
    void letsAValidProofIn() {
        forEach(
                Stream.concat(Placements.REQUIRED.stream(), Placements.OPTIONAL.stream()),
                path -> Answers.letsIn(Callers.dpop("user").get(path), Callers.KEY.jkt()));
    }

    @Test
    @DisplayName("DM-01: wherever @DPoPRequired stands, the anonymous are asked for DPoP and nothing else")
    void asksTheAnonymousForDPoP() {
        forEach(
                Placements.REQUIRED.stream(),
                path -> Answers.asksForDPoP(Callers.anonymous().get(path)));
        forEach(ROLES.stream(), path -> Answers.asksForDPoP(Callers.anonymous().get(path)));
    }

    @Test
    @DisplayName("Q-02, H-121: a sub-resource locator does not run for a caller who is refused")
    void doesNotRunLocatorsForTheRefused() {
        forEach(
                Placements.REQUIRED.stream()
                        .filter(path -> path.startsWith("/sub") || path.startsWith("/secured-locators")),
                path -> {
                    int before = Placements.LOCATED.get();
                    Callers.anonymous().get(path);
                    Callers.bearer("user").get(path);
                    Callers.boundAsBearer("user").get(path);
                    Callers.dpopWithoutProof("user").get(path);
                    assertEquals(before, Placements.LOCATED.get());
                    Callers.dpop("user").get(path);
                    assertEquals(before + 1, Placements.LOCATED.get());
                });
    }

    @Test
    @DisplayName("method beats class: @DPoPOptional takes Bearer where a caller is needed, in every mode")
    void takesBearerWhereOptedOut() {
        forEach(Placements.OPTIONAL.stream(), path -> {
            Answers.letsIn(Callers.bearer("user").get(path), "none");
            Answers.asksForDPoPOrBearer(Callers.anonymous().get(path));
            Answers.refusesTheBearerToken(Callers.boundAsBearer("user").get(path), NOT_AS_BEARER);
            Answers.findsTheRequestInvalid(
                    Callers.bearer("user").header("DPoP", "stray").get(path));
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
        });
    }

    @Test
    @DisplayName("K0: a public endpoint without annotation stays public, but what is sent is judged")
    void leavesPublicEndpointsPublic() {
        forEach(Stream.of("/on-method/unannotated", "/permitted-class/open", "/opt-out/public"), path -> {
            Answers.letsIn(Callers.anonymous().get(path), "none");
            Answers.letsIn(Callers.anonymous().header("DPoP", "stray").get(path), "none");
            Answers.letsIn(Callers.dpop("user").get(path), Callers.KEY.jkt());
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            assertEquals(401, Callers.boundAsBearer("user").get(path).statusCode());
        });
        Answers.letsIn(Callers.bearer("user").get("/opt-out/public"), "none");
    }

    @Test
    @DisplayName("DM-04: what an endpoint without annotation makes of Bearer is up to the mode")
    void judgesUnannotatedEndpointsByMode() {
        forEach(Stream.of("/on-method/unannotated", "/authenticated/unannotated", "/roles/unannotated"), path -> {
            Response answer = Callers.bearer("admin").get(path);
            if (isRequiredMode()) {
                Answers.refusesTheToken(answer, DPOP_ONLY);
                Answers.refusesTheToken(Callers.boundAsBearer("admin").get(path), NOT_AS_BEARER);
            } else {
                Answers.letsIn(answer, "none");
                Answers.refusesTheBearerToken(Callers.boundAsBearer("admin").get(path), NOT_AS_BEARER);
            }
            Answers.letsIn(Callers.dpop("admin").get(path), Callers.KEY.jkt());
        });
        forEach(Stream.of("/authenticated/unannotated", "/roles/unannotated"), path -> {
            Response answer = Callers.anonymous().get(path);
            if (isRequiredMode()) {
                Answers.asksForDPoP(answer);
            } else {
                Answers.asksForDPoPOrBearer(answer);
            }
        });
    }

    @Test
    @DisplayName("H-122, DM-17: 401 comes before 403, and 403 takes a valid proof")
    void asksForAProofBeforeItLooksAtRoles() {
        forEach(ROLES.stream(), path -> {
            Answers.refusesTheToken(Callers.bearer("user").get(path), DPOP_ONLY);
            Answers.refusesTheToken(Callers.bearer("admin").get(path), DPOP_ONLY);
            Answers.refusesTheToken(Callers.boundAsBearer("user").get(path), NOT_AS_BEARER);
            Answers.refusesTheProof(Callers.dpopWithoutProof("user").get(path), "The DPoP proof is missing");
            Answers.forbids(Callers.dpop("user").get(path));
            Answers.letsIn(Callers.dpop("admin").get(path), Callers.KEY.jkt());
        });
        Answers.forbids(Callers.dpop("user").get("/roles/unannotated"));
    }

    @Test
    @DisplayName("H-122: @DenyAll denies the verified; everybody else is asked for a proof")
    void deniesOnlyTheVerified() {
        Answers.forbids(Callers.dpop("admin").get("/on-class/denied"));
        Answers.asksForDPoP(Callers.anonymous().get("/on-class/denied"));
        Answers.refusesTheToken(Callers.bearer("admin").get("/on-class/denied"), DPOP_ONLY);
    }
}
